/** Knows a node's own routes (connected, kernel, static) and how a next hop is resolved over them; does not know BGP. */
import type { FibEntry, Gateways, Hop, NodeState, RouteSource } from './state.ts';
import { directInterface, hasCarrier } from './wire.ts';

/** Gateways that are not on a subnet with carrier drop out; a route without gateways is not installed. */
export function hopsOver(node: NodeState, gateways: Iterable<number>): Hop[] {
  return [...gateways].flatMap((gateway) => {
    const out = directInterface(node, gateway);
    return out ? [{ gateway, out }] : [];
  });
}

function installed(node: NodeState, gateways: Gateways, source: RouteSource): FibEntry | undefined {
  if (gateways === 'blackhole') return { kind: 'blackhole', source };
  const hops = hopsOver(node, gateways);
  return hops.length > 0 ? { kind: 'via', source, hops } : undefined;
}

/** Connected (distance 0), then what the host administrator put into the kernel, then static (1). */
function ownRoute(node: NodeState, prefixId: number): FibEntry | undefined {
  if (!node.up) return undefined;
  const interfaces = (node.connected.get(prefixId) ?? []).filter(({ link }) => hasCarrier(link));
  if (interfaces.length > 0) return { kind: 'connected', source: 'connected', interfaces };
  const kernel = node.kernelRoutes.get(prefixId);
  const byHand = kernel && installed(node, kernel, 'kernel');
  if (byHand || !node.daemonUp) return byHand;
  const gateways = node.statics.get(prefixId);
  return gateways && installed(node, gateways, 'static');
}

function isSame(left: FibEntry | undefined, right: FibEntry | undefined): boolean {
  if (left?.source !== right?.source || left?.kind !== right?.kind) return false;
  const ways = (entry: FibEntry | undefined): readonly unknown[] => {
    if (entry?.kind === 'via') return entry.hops.flatMap(({ gateway, out }) => [gateway, out]);
    return entry?.kind === 'connected' ? entry.interfaces : [];
  };
  const [before, after] = [ways(left), ways(right)];
  return before.length === after.length && before.every((one, index) => one === after[index]);
}

/** Every own route, after the daemon or the whole node changed. */
export function lookAgain(node: NodeState): void {
  node.ways.clear();
  for (const routes of [node.connected, node.kernelRoutes, node.statics])
    for (const id of routes.keys()) node.unsure.add(id);
}

/** The own routes that lean on interfaces, after a link changed. */
export function lookAtLinks(node: NodeState): void {
  node.ways.clear();
  for (const id of node.connected.keys()) node.unsure.add(id);
  for (const routes of [node.kernelRoutes, node.statics]) {
    for (const [id, gateways] of routes) if (gateways !== 'blackhole') node.unsure.add(id);
  }
}

/** Brings what is unsure up to date; true when something changed. */
export function refreshOwnRoutes(node: NodeState): boolean {
  let changed = false;
  for (const id of node.unsure.drain()) {
    const entry = ownRoute(node, id);
    if (isSame(node.local.get(id), entry)) continue;
    changed = true;
    if (entry) node.local.set(id, entry);
    else node.local.delete(id);
    node.speaker?.own.set(id, entry ? 1 : 0);
    node.speaker?.waiting.add(id);
  }
  if (changed) node.ways.clear();
  return changed;
}

/** The hops that reach a BGP next hop. As in FRR, a default route resolves nothing; as in BIRD, neither does a BGP route. */
export function resolve(node: NodeState, nextHop: number): readonly Hop[] {
  const { local, prefixes } = node;
  const entry = local.get(prefixes.longestAmong((id) => local.has(id) && prefixes.at(id).length > 0, nextHop));
  if (entry?.kind === 'via') return entry.hops;
  return entry?.kind === 'connected' ? hopsOver(node, [nextHop]) : [];
}
