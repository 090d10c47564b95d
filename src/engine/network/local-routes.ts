// Knows a node's own routes (connected, kernel, static) and how a next hop is resolved over them; does not know BGP.
import { LongestMatch } from './longest-match.ts';
import { networkOf } from './prefix.ts';
import type { Fib, FibEntry, Hop, NodeState, RouteSource, World } from './state.ts';
import { directInterface, hasCarrier } from './wire.ts';

/** Gateways that are not on a subnet with carrier drop out; a route without gateways is not installed. */
export function hopsOver(node: NodeState, gateways: Iterable<number>): Hop[] {
  return [...gateways].flatMap((gateway) => {
    const out = directInterface(node, gateway);
    return out ? [{ gateway, out }] : [];
  });
}

function installed(
  node: NodeState,
  gateways: ReadonlySet<number> | 'blackhole',
  source: RouteSource,
): FibEntry | undefined {
  if (gateways === 'blackhole') return { kind: 'blackhole', source };
  const hops = hopsOver(node, gateways);
  return hops.length > 0 ? { kind: 'via', source, hops } : undefined;
}

/** Later entries win: static, then what the host administrator put into the kernel, then connected (distance 0). */
export function localRoutes(world: World, node: NodeState): Fib {
  const table: Fib = new LongestMatch();
  if (!node.up) return table;
  const put = (prefix: number, entry: FibEntry | undefined): void => {
    if (entry) table.set(world.prefixes.at(prefix), entry);
  };
  if (node.daemonUp) for (const [prefix, gateways] of node.statics) put(prefix, installed(node, gateways, 'static'));
  for (const { prefix, gateways } of node.kernelRoutes) put(prefix, installed(node, gateways, 'kernel'));
  for (const one of node.interfaces.filter(({ link }) => hasCarrier(link))) {
    const prefix = networkOf(one.address, one.length);
    const twin = table.get(prefix);
    const interfaces = twin?.kind === 'connected' ? [...twin.interfaces, one] : [one];
    table.set(prefix, { kind: 'connected', source: 'connected', interfaces });
  }
  return table;
}

/** The hops that reach a BGP next hop. As in FRR, a default route resolves nothing; as in BIRD, neither does a BGP route. */
export function resolve(node: NodeState, nextHop: number): readonly Hop[] {
  const entry = node.local.lookup(nextHop, ({ prefix }) => prefix.length > 0)?.value;
  if (entry?.kind === 'via') return entry.hops;
  return entry?.kind === 'connected' ? hopsOver(node, [nextHop]) : [];
}
