/**
 * Knows how to find where a route got lost on its way to a node that lacks it, and the smallest change that brings it;
 * reads a settled world, changes nothing.
 */
import { ACCEPT_REFUSALS } from './accept.ts';
import { acceptRefusal, advertisement } from './adj-rib.ts';
import { ADVERTISE_REFUSALS } from './advertise.ts';
import type { Cause } from './cause.ts';
import { fibOf } from './fib.ts';
import { openCheck } from './open-check.ts';
import { covers, formatPrefix, parseAddress } from './prefix.ts';
import { type NodeState, type Peering, peerOf, type World } from './state.ts';
import { hasCarrier, isOnLink } from './wire.ts';

/** Between a node that has the route and a neighbour that lacks it. */
interface Edge {
  readonly cause: Cause;
  /** The lower, the more likely it is the fault rather than BGP doing its work. */
  readonly rank: number;
}

/** A second speaker with the same ASN is the usual reason; otherwise the loop check can be relaxed. */
function ownAsCause(world: World, at: Peering): Cause {
  const { clause, field } = ACCEPT_REFUSALS['own-as'];
  const { asn, node } = at.speaker;
  const neighbors = new Set(at.speaker.peerings.map((one) => peerOf(one).speaker));
  const twin = world.speakers.find((one) => one.asn === asn && one.node !== node && !neighbors.has(one));
  const where = twin ? `nodes.${twin.node.name}.asn` : `sessions.${at.session.id}.${at.end}.${field}`;
  return { code: 'own-as', field: where, value: asn, clause };
}

function edgeCause(world: World, at: Peering, destination: number): Edge | undefined {
  const { session } = at;
  const from = peerOf(at);
  const [down] = openCheck(world, session);
  if (down) return { cause: down, rank: 0 };
  const match = fibOf(world, from.speaker.node).lookup(destination);
  const id = match && world.prefixes.find(match.prefix);
  const prefix = match && formatPrefix(match.prefix);
  if (!match || prefix === undefined) return undefined;
  const verdict = id === undefined ? 'not-in-use' : advertisement(world, from, id);
  if (verdict === 'learned-from-peer') return undefined;
  if (verdict === 'not-in-use' || verdict === 'no-route') {
    const field = `nodes.${from.speaker.node.name}.networks`;
    return { cause: { code: 'not-announced', field, fix: prefix, clause: 'RFC 4271 §9.1.3' }, rank: 1 };
  }
  if (typeof verdict === 'string') {
    const { clause, field } = ADVERTISE_REFUSALS[verdict];
    const cause = { code: verdict, field: `sessions.${session.id}.${from.end}.${field}`, value: prefix, clause };
    return { cause, rank: 1 };
  }
  const refusal = id === undefined ? undefined : acceptRefusal(world, at, id);
  if (refusal === 'own-as') return { cause: ownAsCause(world, at), rank: 2 };
  if (refusal) {
    const { clause, field } = ACCEPT_REFUSALS[refusal];
    return {
      cause: { code: refusal, field: `sessions.${session.id}.${at.end}.${field}`, value: prefix, clause },
      rank: 1,
    };
  }
  const field = `sessions.${session.id}.${from.end}.options.nextHopSelf`;
  return {
    cause: { code: 'next-hop-unreachable', field, value: prefix, fix: true, clause: 'RFC 4271 §9.1.2.1' },
    rank: 1,
  };
}

/** Walks outwards over sessions, up or not, to the nearest speaker that has a route, and names what stopped it there. */
function lostOnTheWay(world: World, node: NodeState, destination: number): Cause | undefined {
  const seen = new Set<NodeState>([node]);
  let ring: NodeState[] = [node];
  while (ring.length > 0) {
    const edges = ring.flatMap((one) => one.speaker?.peerings ?? []).filter((at) => !seen.has(peerOf(at).speaker.node));
    const having = edges.filter((at) => fibOf(world, peerOf(at).speaker.node).lookup(destination));
    const causes = having.flatMap((at) => edgeCause(world, at, destination) ?? []);
    const [likeliest] = causes.sort((left, right) => left.rank - right.rank);
    if (likeliest) return likeliest.cause;
    ring = [...new Set(edges.map((at) => peerOf(at).speaker.node))];
    for (const one of ring) seen.add(one);
  }
  return undefined;
}

/** A route is configured, but its gateway is on no subnet with carrier. */
function gatewayCause(node: NodeState, gateway: number | undefined, field: string): Cause {
  const down = node.interfaces.find((one) => gateway !== undefined && isOnLink(one, gateway) && !hasCarrier(one.link));
  return down ? { code: 'link-down', field: `links.${down.link.id}` } : { code: 'gateway-unreachable', field };
}

function dormantRoute(world: World, node: NodeState, destination: number): Cause | undefined {
  const configured = [...node.statics, ...node.kernelRoutes];
  for (const [id, gateways] of configured) {
    if (covers(world.prefixes.at(id), destination) && gateways !== 'blackhole')
      return gatewayCause(node, [...gateways][0], `nodes.${node.name}.static`);
  }
  return undefined;
}

function beyondPropagation(world: World, node: NodeState, destination: number): Cause | undefined {
  const from = world.nodes.find(({ name }) => name === node.config.propagateFrom);
  if (!from) return { code: 'nobody-has-route', field: `nodes.${node.name}.kernelRoutes` };
  const match = fibOf(world, from).lookup(destination, ({ kind }) => kind !== 'connected');
  if (!match) return missingRoute(world, from, destination);
  const gateway = parseAddress(node.config.propagateVia ?? '');
  const reachable = node.interfaces.some(
    (one) => gateway !== undefined && isOnLink(one, gateway) && hasCarrier(one.link),
  );
  if (!reachable) return gatewayCause(node, gateway, `nodes.${node.name}.propagateVia`);
  return { code: 'outside-propagation', field: `nodes.${node.name}.propagate`, fix: formatPrefix(match.prefix) };
}

/** Why the node has no route to the destination. */
export function missingRoute(world: World, node: NodeState, destination: number): Cause {
  if (!node.up) return { code: 'node-down', field: `nodes.${node.name}` };
  const known =
    dormantRoute(world, node, destination) ??
    (node.config.role === 'vpc-router' ? beyondPropagation(world, node, destination) : undefined) ??
    lostOnTheWay(world, node, destination);
  const table = node.speaker ? 'networks' : 'kernelRoutes';
  return known ?? { code: 'nobody-has-route', field: `nodes.${node.name}.${table}` };
}
