/**
 * Knows every reason why a session cannot come up right now, as a list of causes in the order they would be met;
 * a static check, it changes nothing and does not run the state machine.
 */
import type { Cause, CauseCode } from './cause.ts';
import { TTL } from './defaults.ts';
import { type Expectation, judgeOpen, type Open } from './open-message.ts';
import { formatAddress } from './prefix.ts';
import { hopCount } from './session-path.ts';
import { type Peering, peerOf, type Session, type World } from './state.ts';
import { farEnd, hasCarrier, isOnLink } from './wire.ts';

type Both = readonly [Peering, Peering];
const sidesOf = ({ sides }: Session): Both => [sides.a, sides.b];
const fieldOf = ({ session, end }: Peering, name: string): string => `sessions.${session.id}.${end}.${name}`;

function speakerCauses(side: Peering): Cause[] {
  const { node } = side.speaker;
  const at = (broken: boolean, cause: Cause): Cause[] => (broken ? [cause] : []);
  return [
    ...at(!node.up, { code: 'node-down', field: `nodes.${node.name}` }),
    ...at(node.up && !node.daemonUp, { code: 'daemon-stopped', field: `nodes.${node.name}` }),
    ...at(side.shutdown, { code: 'shutdown', field: fieldOf(side, 'options.shutdown'), value: true, fix: false }),
    ...at(side.overLimit, {
      code: 'max-prefix-exceeded',
      field: fieldOf(side, 'options.maxPrefix'),
      ...(side.config.options?.maxPrefix !== undefined && { value: side.config.options.maxPrefix }),
      clause: 'RFC 4486 §4',
      notification: [6, 1],
    }),
  ];
}

/** A session whose addresses live on its own link needs that link; others are a matter of routes. */
function addressCauses(side: Peering): Cause[] {
  const { node } = side.speaker;
  const local = node.interfaces.find(({ address }) => address === side.localAddress);
  const address = (code: CauseCode, value: number): Cause[] => [
    { code, field: `sessions.${side.session.id}.addrs`, value: formatAddress(value) },
  ];
  if (!local) return address('local-address-missing', side.localAddress);
  if (isOnLink(local, side.remoteAddress)) {
    return farEnd(local).address === side.remoteAddress ? [] : address('peer-address-missing', side.remoteAddress);
  }
  const mayBeFar = !side.external || side.config.options?.multihop !== undefined;
  return mayBeFar ? [] : address('peer-not-connected', side.remoteAddress);
}

function wireCauses({ sides }: Session): Cause[] {
  const local = sides.a.speaker.node.interfaces.find(({ address }) => address === sides.a.localAddress);
  if (!local || !isOnLink(local, sides.a.remoteAddress)) return [];
  const { id, vlan, silent } = local.link;
  if (!hasCarrier(local.link)) return [{ code: 'link-down', field: `links.${id}` }];
  if (silent) return [{ code: 'link-silent', field: `links.${id}` }];
  if (vlan.a === vlan.b) return [];
  const value = vlan.b === undefined ? {} : { value: vlan.b };
  return [
    { code: 'vlan-mismatch', field: `links.${id}.vlan.b`, ...value, ...(vlan.a !== undefined && { fix: vlan.a }) },
  ];
}

function sentTtl({ external, config }: Peering): number {
  const { ttlSecurity, multihop } = config.options ?? {};
  if (ttlSecurity) return TTL.security;
  if (!external) return TTL.internal;
  if (multihop === undefined || multihop === false) return TTL.external;
  return multihop === true ? TTL.security : multihop;
}

/** GTSM (RFC 5082): a receiver drops what has crossed more hops than it allows; else the TTL must only last. */
function ttlCauses(world: World, from: Peering): Cause[] {
  const hops = hopCount(world, from);
  if (hops === undefined)
    return [{ code: 'peer-unreachable', field: fieldOf(from, 'node'), value: formatAddress(from.remoteAddress) }];
  const sent = sentTtl(from);
  if (sent < hops) return [{ code: 'ttl-too-low', field: fieldOf(from, 'options.multihop'), value: sent, fix: hops }];
  const security = peerOf(from).config.options?.ttlSecurity;
  const allowedHops = security === true ? 1 : security || undefined;
  if (allowedHops === undefined || sent - (hops - 1) >= TTL.security - allowedHops + 1) return [];
  const field = fieldOf(from, 'options.ttlSecurity');
  return [{ code: 'ttl-security-one-sided', field, value: false, fix: true, clause: 'RFC 5082 §3' }];
}

/** Wrong, missing or extra: the kernel drops the segment without a word (RFC 2385 §2). */
function passwordCauses([a, b]: Both): Cause[] {
  return (a.password ?? '') === (b.password ?? '')
    ? []
    : [{ code: 'password-mismatch', field: fieldOf(b, 'password'), clause: 'RFC 2385 §2' }];
}

function passiveCauses([a, b]: Both): Cause[] {
  const both = a.config.options?.passive && b.config.options?.passive;
  return both ? [{ code: 'both-passive', field: fieldOf(b, 'options.passive'), value: true, fix: false }] : [];
}

export function openOf(side: Peering): Open & Expectation {
  const { options, remoteAs } = side.config;
  const { asn, routerId } = side.speaker;
  const role = side.external ? options?.role : undefined;
  return { asn, routerId, holdSeconds: side.holdOffered, role, remoteAs, roleStrict: options?.roleStrict === true };
}

function openCauses(side: Peering): Cause[] {
  const peer = peerOf(side);
  return judgeOpen(openOf(side), openOf(peer)).map(({ code, atPeer, field, value, fix, clause, notification }) => ({
    code,
    field: field === 'routerId' ? `nodes.${peer.speaker.node.name}.routerId` : fieldOf(atPeer ? peer : side, field),
    ...(value !== undefined && { value }),
    ...(fix !== undefined && { fix }),
    clause,
    notification,
  }));
}

/** Whatever keeps segments from being accepted, both ways. */
export function transportCauses(world: World, session: Session): Cause[] {
  const both = sidesOf(session);
  const wire = wireCauses(session);
  const addresses = both.flatMap(addressCauses);
  const ttl = wire.length + addresses.length > 0 ? [] : both.flatMap((side) => ttlCauses(world, side));
  return [...wire, ...addresses, ...ttl, ...passwordCauses(both)];
}

/** Empty means the session is up or comes up at the next attempt. */
export function openCheck(world: World, session: Session): Cause[] {
  const both = sidesOf(session);
  return [
    ...both.flatMap(speakerCauses),
    ...transportCauses(world, session),
    ...passiveCauses(both),
    ...both.flatMap(openCauses),
  ];
}
