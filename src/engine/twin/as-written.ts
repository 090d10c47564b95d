/** A device as its configuration is written becomes the device of the model; nothing in it is a secret. Judges nothing. */

import { blocking, type Side, shutOf, sidesOf } from '../device/check/faces.ts';
import { prependOf } from '../device/check/judge.ts';
import { type Ends, endsOf } from '../device/check/model.ts';
import { announcedTo, originsOf, verdictOf } from '../device/check/routes.ts';
import { isActive, ownAsn, peerOf, processOf, sourceOf } from '../device/check/sessions.ts';
import type { VifPlan } from '../device/index.ts';
import { rangesMax } from '../device/limits.ts';
import type { ReadDevice, ReadPeer } from '../device/read/facts.ts';
import { asnOf } from '../device/read/take.ts';
import type { ClientDevice, DeviceHalt, DeviceSide } from '../tenant/network/model.ts';
import { lineRouterAsn, prependRange } from '../tenant/network/vif.ts';

export interface Prints {
  /** Fingerprint of a key. */
  readonly of: (key: string) => string;
  /** The interface's own; stands in for a key that cannot be read. */
  readonly expected: string | undefined;
}

type DeviceFields = Omit<ClientDevice, 'since'>;

/** The model's line routers always have the one number; a plan may call it otherwise. */
const asModelled = (asn: number | undefined, plan: VifPlan): number =>
  asn === plan.cloudAsn ? lineRouterAsn : asn === undefined || asn === lineRouterAsn ? 0 : asn;

function printOf(peer: ReadPeer, prints: Prints): string | null {
  const key = peer.keySeen?.value;
  if (!key) return null;
  if (key.kind === 'sealed') return prints.expected ?? null;
  return key.kind === 'plain' ? prints.of(key.text) : 'placeholder';
}

function haltOf(device: ReadDevice, side: Side, peer: ReadPeer | undefined, unseen: boolean): DeviceHalt | undefined {
  if (!unseen) {
    if (!side.face || !side.address) return 'interface-missing';
    if (shutOf(device, side.face)) return 'interface-shut';
    if (blocking(device, side.face, 'bgp')) return 'acl';
  }
  const source = peer && sourceOf(device, peer);
  if (!peer || (source !== undefined && source !== side.ends.customer)) return 'session-missing';
  if (peer.shutdown?.value === 'yes') return 'session-shut';
  return isActive(device, peer) ? undefined : 'not-activated';
}

function sideOf(
  device: ReadDevice,
  plan: VifPlan,
  side: Side,
  about: {
    readonly prints: Prints;
    readonly asn: number;
    readonly announces: readonly string[];
    readonly unseen: boolean;
  },
): DeviceSide {
  const peer = peerOf(device, side.ends);
  const mine = new Set(peer ? announcedTo(device, processOf({ device, plan, ends: endsOf(plan) }), peer) : []);
  const withheld = about.announces.filter((range) => !mine.has(range));
  const coming = plan.cloudRanges ?? [];
  const deaf =
    peer !== undefined &&
    coming.length > 0 &&
    coming.every((range) => verdictOf(device, peer, 'import', range, 'bgp').says === 'deny');
  const own = peer && ownAsn(device, peer);
  const halt = haltOf(device, side, peer, about.unseen) ?? (own === about.asn ? undefined : 'local-asn');
  const untagged = 0;
  return {
    ...(!about.unseen && side.face && { vlan: side.face.vlan?.value ?? untagged }),
    ...(peer && {
      remoteAsn: asModelled(asnOf(peer['remote-as']?.value), plan),
      keyPrint: printOf(peer, about.prints),
    }),
    ...(peer?.ttl && { ttlSecurity: true }),
    ...(deaf && { refusesCloud: true }),
    ...(withheld.length > 0 && { withholds: withheld }),
    ...(halt !== undefined && { halt }),
  };
}

/** Twice what a gateway takes: enough to see that it is too much. */
const mostAnnounced = 2 * rangesMax;

/** Ranges that leave over at least one session. */
function announcedBy(device: ReadDevice, plan: VifPlan, ends: readonly [Ends, Ends]): readonly string[] {
  const process = processOf({ device, plan, ends });
  const held = new Set([...device.statics.map(({ value }) => value)]);
  const links = new Set(originsOf(device, process).flatMap(({ range, from }) => (from === 'connected' ? [range] : [])));
  const leaving = ends.flatMap((each) => {
    const peer = peerOf(device, each);
    return peer ? announcedTo(device, process, peer) : [];
  });
  return [...new Set(leaving)].filter((range) => held.has(range) || !links.has(range)).slice(0, mostAnnounced);
}

/** `host`: what the connectivity test pings behind the device. */
export function deviceAsWritten(
  device: ReadDevice,
  plan: VifPlan,
  prints: Prints,
  hostFor: (announces: readonly string[]) => string,
): DeviceFields {
  const ends = endsOf(plan);
  const sides = sidesOf(device, plan, ends);
  const peers = ends.map((each) => peerOf(device, each));
  const numbers = peers.flatMap((peer) => (peer && ownAsn(device, peer)) ?? []);
  const asn = numbers.find((number) => number === plan.customerAsn) ?? numbers[0] ?? plan.customerAsn;
  const announces = plan.staticRouting ? [] : announcedBy(device, plan, ends);
  const unseen =
    device.faces.every(({ addresses }) => addresses.length === 0) && ['bird', 'frr'].includes(device.vendor);
  const addressOf = (side: Side, planned: string) =>
    side.address ? `${side.address.value.host}/${side.address.value.length}` : planned;
  const prepend = Math.min(
    prependRange.max,
    Math.max(0, ...peers.map((peer) => (peer ? prependOf(device, peer.export) : 0))),
  );
  const clouds = ends.map(({ cloud }) => cloud);
  const about = { prints, asn, announces, unseen };
  return {
    vlan: plan.vlan,
    asn,
    remoteAsn: lineRouterAsn,
    addresses: [addressOf(sides[0], plan.peers[0].customerIp), addressOf(sides[1], plan.peers[1].customerIp)],
    announces,
    host: hostFor(announces),
    staticTo: [
      ...new Set(device.statics.filter(({ via }) => via.some((hop) => clouds.includes(hop))).map(({ value }) => value)),
    ],
    ttlSecurity: false,
    blocksIcmp: sides.some(({ face }) => face !== undefined && blocking(device, face, 'icmp') !== undefined),
    ...(prepend > 0 && { prepend }),
    sides: [sideOf(device, plan, sides[0], about), sideOf(device, plan, sides[1], about)],
  };
}
