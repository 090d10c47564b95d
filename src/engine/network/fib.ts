/** Knows how a node's forwarding table is put together from its own routes, BGP and VPC propagation; does not know packets. */
import { choiceAt } from './loc-rib.ts';
import { hopsOver, resolve } from './local-routes.ts';
import { LongestMatch } from './longest-match.ts';
import { contains, parseAddress, parsePrefix } from './prefix.ts';
import type { Fib, FibEntry, Hop, NodeState, Speaker, World } from './state.ts';
import { directInterface } from './wire.ts';

function copyOf(table: Fib): Fib {
  const copy: Fib = new LongestMatch();
  for (const { prefix, value } of table.entries()) copy.set(prefix, value);
  return copy;
}

function distinct(hops: readonly Hop[]): Hop[] {
  return [...new Map(hops.map((hop) => [hop.gateway, hop])).values()];
}

/** A connected or static route for the same prefix is preferred (distance 0 and 1 against 20 and 200). */
function addBgp(world: World, speaker: Speaker, table: Fib): void {
  speaker.chosen.forEach((id) => {
    const prefix = world.prefixes.at(id);
    const used = choiceAt(speaker, id)?.used ?? [];
    if (used.length === 0 || table.get(prefix)) return;
    const hops = distinct(used.flatMap(({ route }) => resolve(speaker.node, route.nextHop)));
    table.set(prefix, { kind: 'via', source: 'bgp', hops });
  });
}

/** The control plane copies the named router's routes inside the ranges; a VPC's own routes come first. */
function addPropagated(world: World, node: NodeState, table: Fib): void {
  const { propagate = [], propagateFrom, propagateVia = '' } = node.config;
  const from = world.nodes.find(({ name }) => name === propagateFrom);
  const gateway = parseAddress(propagateVia);
  if (!from || gateway === undefined) return;
  const hops = hopsOver(node, [gateway]);
  if (hops.length === 0) return;
  const ranges = propagate.flatMap((text) => parsePrefix(text) ?? []);
  for (const { prefix, value } of fibOf(world, from).entries()) {
    const inScope = value.kind !== 'connected' && ranges.some((range) => contains(range, prefix));
    if (inScope && !table.get(prefix)) table.set(prefix, { kind: 'via', source: 'propagated', hops });
  }
}

/** A dead daemon's routes stay in the kernel as long as their interface does. */
function addKept(kept: Fib, table: Fib): void {
  for (const { prefix, value } of kept.entries()) {
    const alive = stillThere(value);
    if (alive && !table.get(prefix)) table.set(prefix, alive);
  }
}

function stillThere(entry: FibEntry): FibEntry | undefined {
  if (entry.kind !== 'via') return entry.kind === 'blackhole' ? entry : undefined;
  const hops = entry.hops.filter(({ gateway, out }) => directInterface(out.node, gateway) !== undefined);
  return hops.length > 0 ? { ...entry, hops } : undefined;
}

function build(world: World, node: NodeState): Fib {
  const table = copyOf(node.local);
  if (!node.up) return table;
  if (node.kept) addKept(node.kept, table);
  else if (node.speaker && node.daemonUp) addBgp(world, node.speaker, table);
  if (node.config.role === 'vpc-router') addPropagated(world, node, table);
  return table;
}

/** The table in force now. A VPC router's is not remembered: it depends on another node's. */
export function fibOf(world: World, node: NodeState): Fib {
  if (node.config.role === 'vpc-router') return build(world, node);
  node.fib ??= build(world, node);
  return node.fib;
}

/** As the kernel keeps it when the daemon dies. */
export function snapshotOf(world: World, node: NodeState): Fib {
  return copyOf(fibOf(world, node));
}
