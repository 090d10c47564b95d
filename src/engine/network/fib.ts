/**
 * Knows what a node's forwarding table holds out of its own routes, BGP and VPC propagation; does not know packets.
 * The table is a view, never a copy: a million routes cost nothing until somebody asks for one.
 */
import { choiceAt } from './loc-rib.ts';
import { hopsOver, resolve } from './local-routes.ts';
import { contains, type Prefix } from './prefix.ts';
import type { FibEntry, Hop, NodeState, Speaker, World } from './state.ts';
import { directInterface } from './wire.ts';

export interface Match {
  readonly prefix: Prefix;
  readonly value: FibEntry;
}
export interface Fib {
  at(prefixId: number): FibEntry | undefined;
  /** The entry with the longest prefix that covers the address and that `fits`. */
  lookup(address: number, fits?: (value: FibEntry) => boolean): Match | undefined;
  entries(): Match[];
}

function distinct(hops: readonly Hop[]): Hop[] {
  return [...new Map(hops.map((hop) => [hop.gateway, hop])).values()];
}

/** One entry serves all prefixes with the same choice. */
function fromBgp(speaker: Speaker, prefixId: number): FibEntry | undefined {
  const choice = speaker.chosen.get(prefixId);
  const known = speaker.node.ways.get(choice);
  if (known !== undefined || choice === 0) return known;
  const used = choiceAt(speaker, prefixId)?.used ?? [];
  if (used.length === 0) return undefined;
  const hops = distinct(used.flatMap(({ route }) => resolve(speaker.node, route.nextHop)));
  const entry: FibEntry = { kind: 'via', source: 'bgp', hops };
  speaker.node.ways.set(choice, entry);
  return entry;
}

/** A dead daemon's routes stay in the kernel as long as their interface does. */
function stillThere(entry: FibEntry | undefined): FibEntry | undefined {
  if (entry?.kind !== 'via') return entry?.kind === 'blackhole' ? entry : undefined;
  const hops = entry.hops.filter(({ gateway, out }) => directInterface(out.node, gateway) !== undefined);
  return hops.length > 0 ? { ...entry, hops } : undefined;
}

/** The control plane copies the named router's routes inside the ranges. */
function fromPropagation(world: World, node: NodeState, prefixId: number): FibEntry | undefined {
  if (!node.propagation || prefixId >= world.prefixes.size) return undefined;
  const { ranges, gateway } = node.propagation;
  const prefix = world.prefixes.at(prefixId);
  if (!ranges.some((range) => contains(range, prefix))) return undefined;
  const from = world.nodes.find(({ name }) => name === node.config.propagateFrom);
  const theirs = from && entryAt(world, from, prefixId);
  if (!theirs || theirs.kind === 'connected') return undefined;
  const hops = hopsOver(node, [gateway]);
  return hops.length > 0 ? { kind: 'via', source: 'propagated', hops } : undefined;
}

/** Own routes are preferred (distance 0 and 1), then BGP (20 and 200), then what is propagated. */
function entryAt(world: World, node: NodeState, prefixId: number): FibEntry | undefined {
  const own = node.local.get(prefixId);
  if (own || !node.up) return own;
  const { kept, speaker } = node;
  const learned = kept
    ? stillThere(kept.get(prefixId))
    : speaker && node.daemonUp
      ? fromBgp(speaker, prefixId)
      : undefined;
  return learned ?? fromPropagation(world, node, prefixId);
}

/** The table in force whenever it is asked. */
export function fibOf(world: World, node: NodeState): Fib {
  const { prefixes } = world;
  const at = (prefixId: number): FibEntry | undefined => entryAt(world, node, prefixId);
  const matchAt = (prefixId: number): Match | undefined => {
    const value = at(prefixId);
    return value && { prefix: prefixes.at(prefixId), value };
  };
  return {
    at,
    lookup(address, fits = () => true) {
      const id = prefixes.longestThat((one) => {
        const value = at(one);
        return value !== undefined && fits(value);
      }, address);
      return id < 0 ? undefined : matchAt(id);
    },
    entries: () => Array.from({ length: prefixes.size }, (_, id) => matchAt(id)).flatMap((match) => match ?? []),
  };
}

/** As the kernel keeps it when the daemon dies. */
export function snapshotOf(world: World, node: NodeState): Map<number, FibEntry> {
  const snapshot = new Map<number, FibEntry>();
  for (let id = 0; id < world.prefixes.size; id += 1) {
    const entry = entryAt(world, node, id);
    if (entry) snapshot.set(id, entry);
  }
  return snapshot;
}
