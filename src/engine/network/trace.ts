/**
 * Knows how one flow travels hop by hop there and back, and names the first broken thing with its smallest fix;
 * every possible path at once is in forward.ts.
 */
import type { Cause } from './cause.ts';
import { BOUNDS } from './defaults.ts';
import { branchOf, type Flow, reverseOf } from './flow.ts';
import { type Branch, type Breakage, lookUp } from './forward.ts';
import { missingRoute } from './missing-route.ts';
import { formatAddress, formatPrefix, parseAddress } from './prefix.ts';
import type { LinkState, NodeState, RouteSource, World } from './state.ts';
import { owns } from './wire.ts';

export interface TraceHop {
  readonly node: string;
  /** The route that matched; absent at the end and where there is none. */
  readonly matched?: string;
  readonly source?: RouteSource;
  /** The gateway, or the destination itself on a shared subnet. */
  readonly via?: string;
  readonly link?: string;
  /** Equal-cost branches there were to choose from. */
  readonly branches?: number;
}
export interface TraceLeg {
  readonly hops: readonly TraceHop[];
  readonly result: 'delivered' | 'loop' | 'ttl-exceeded' | Breakage;
  readonly cause?: Cause;
}
export interface Trace {
  readonly forward: TraceLeg;
  /** Absent when nobody owns the destination. */
  readonly back?: TraceLeg;
  readonly ok: boolean;
  /** Of the first leg that fails. */
  readonly cause?: Cause;
}

function linkCause({ id, silent, vlan }: LinkState): Cause {
  if (silent) return { code: 'link-silent', field: `links.${id}` };
  if (vlan.a === vlan.b) return { code: 'link-down', field: `links.${id}` };
  return {
    code: 'vlan-mismatch',
    field: `links.${id}.vlan.b`,
    ...(vlan.b !== undefined && { value: vlan.b }),
    ...(vlan.a !== undefined && { fix: vlan.a }),
  };
}

type Broken = Extract<Branch, { broken: Breakage }>;

function brokenCause(world: World, node: NodeState, destination: number, branch: Broken, matched: string): Cause {
  switch (branch.broken) {
    case 'no-route':
      return missingRoute(world, node, destination);
    case 'blackhole':
      return { code: 'blackhole-route', field: `nodes.${node.name}.static`, value: matched };
    case 'dead-link':
      return branch.link ? linkCause(branch.link) : { code: 'link-down', field: `nodes.${node.name}` };
    case 'isolated':
      return { code: 'links-isolated', field: `nodes.${node.name}.isolated`, value: branch.link?.id ?? '' };
    case 'host-unreachable': {
      const value = branch.gateway === undefined ? {} : { value: formatAddress(branch.gateway) };
      return { code: 'address-missing', field: `links.${branch.link?.id ?? ''}`, ...value };
    }
  }
}

function walk(world: World, from: NodeState, flow: Flow, destination: number, ttl: number): TraceLeg {
  const hops: TraceHop[] = [];
  const visited = new Set<NodeState>();
  let node = from;
  let came: LinkState | undefined;
  for (let left = ttl; ; left -= 1) {
    if (owns(node, destination)) return { hops: [...hops, { node: node.name }], result: 'delivered' };
    if (visited.has(node)) {
      const cause: Cause = { code: 'forwarding-loop', field: `nodes.${node.name}` };
      return { hops: [...hops, { node: node.name }], result: 'loop', cause };
    }
    // A packet sent with TTL 1 reaches the next node and is not passed on from there (RFC 1812 §5.3.1).
    if (left === 0) {
      const cause: Cause = { code: 'ttl-exceeded', field: `nodes.${node.name}`, value: ttl };
      return { hops: [...hops, { node: node.name }], result: 'ttl-exceeded', cause };
    }
    visited.add(node);
    const { match, branches } = lookUp(world, node, destination, came);
    const branch = branches[branchOf(flow, node.name, branches.length)] ?? { broken: 'no-route' };
    const matched = match ? formatPrefix(match.prefix) : '';
    hops.push({
      node: node.name,
      ...(match && { matched, source: match.value.source }),
      ...(branch.gateway !== undefined && { via: formatAddress(branch.gateway) }),
      ...(branch.link && { link: branch.link.id }),
      ...(match && { branches: branches.length }),
    });
    if ('broken' in branch) {
      return { hops, result: branch.broken, cause: brokenCause(world, node, destination, branch, matched) };
    }
    node = branch.next;
    came = branch.link;
  }
}

/** `from` sends the flow's first packet; the answer starts where its destination lives. Undefined for unknown names. */
export function trace(world: World, from: string, flow: Flow, ttl: number = BOUNDS.hops): Trace | undefined {
  const start = world.nodes.find(({ name }) => name === from);
  const [source, destination] = [parseAddress(flow.src), parseAddress(flow.dst)];
  if (!start || source === undefined || destination === undefined) return undefined;
  const forward = walk(world, start, flow, destination, ttl);
  const target = world.nodes.find((node) => owns(node, destination));
  const back = target && walk(world, target, reverseOf(flow), source, BOUNDS.hops);
  const cause = forward.cause ?? back?.cause;
  const ok = forward.result === 'delivered' && back?.result === 'delivered';
  return { forward, ...(back && { back }), ok, ...(cause && { cause }) };
}
