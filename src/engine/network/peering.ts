/** Knows how BGP speakers and the two sides of their sessions start out; does not know how sessions come up. */
import { Column, Waiting } from './column.ts';
import { MULTIPATH } from './defaults.ts';
import { newChoices } from './loc-rib.ts';
import type { End, SessionConfig } from './network.ts';
import { compilePolicy } from './policy.ts';
import { parseAddress } from './prefix.ts';
import { RouteEdits } from './route-edits.ts';
import type { RouteTable } from './route-table.ts';
import { type LinkState, type NodeState, otherEnd, type Peering, type Session, type Speaker } from './state.ts';

/** Without a router id the highest interface address serves, as daemons do. */
export function speakerOf(node: NodeState, routes: RouteTable): Speaker | undefined {
  const { asn, routerId, multipath, multipathRelax, alwaysCompareMed } = node.config;
  if (asn === undefined) return undefined;
  const known = {
    node,
    routes,
    asn,
    routerId: parseAddress(routerId ?? '') ?? Math.max(0, ...node.interfaces.map(({ address }) => address)),
    rules: {
      multipath: multipath ?? MULTIPATH,
      multipathRelax: multipathRelax === true,
      alwaysCompareMed: alwaysCompareMed === true,
    },
    peerings: [],
  };
  return {
    ...known,
    choices: newChoices(known),
    chosen: new Column(),
    own: new Column(),
    waiting: new Waiting(),
    gone: new Set(),
    moved: false,
  };
}

/** The end of the link that belongs to the side's node; a session may name its sides in either order. */
function linkEndOf({ ends }: LinkState, config: SessionConfig, end: End): End {
  const { node } = config[end];
  const isSwapped = ends[end].node.name !== node && ends[otherEnd(end)].node.name === node;
  return isSwapped ? otherEnd(end) : end;
}

export function peeringOf(
  session: Session,
  config: SessionConfig,
  end: End,
  speaker: Speaker,
  holdDefault: number,
): Peering {
  const addressOf = (one: End): number =>
    parseAddress(config.addrs?.[one] ?? '') ?? session.link.ends[linkEndOf(session.link, config, one)].address;
  const side = config[end];
  const hold = side.options?.hold ?? holdDefault;
  const peering: Peering = {
    session,
    end,
    speaker,
    config: side,
    ordinal: speaker.peerings.length,
    localAddress: addressOf(end),
    remoteAddress: addressOf(otherEnd(end)),
    external: side.remoteAs !== speaker.asn,
    password: side.password,
    importPolicy: side.import && compilePolicy(side.import),
    exportPolicy: side.export && compilePolicy(side.export),
    shutdown: side.options?.shutdown === true,
    overLimit: false,
    state: 'Idle',
    lastDown: undefined,
    holdOffered: hold,
    holdSeconds: hold,
    received: new Column(),
    accepted: new Column(),
    acceptedCount: 0,
    inward: new RouteEdits(),
    outward: new RouteEdits(),
  };
  speaker.peerings.push(peering);
  return peering;
}
