/** Knows what one node does with a packet and every path its copies could take; does not know why a route is missing. */
import { fibOf, type Match } from './fib.ts';
import type { LinkState, NodeState, World } from './state.ts';
import { farEnd, owns, passesFrames } from './wire.ts';

export type Breakage = 'no-route' | 'blackhole' | 'dead-link' | 'host-unreachable' | 'isolated';
/** One of a node's equal-cost ways: to the next node, or to nowhere. */
export type Branch =
  | { readonly next: NodeState; readonly link: LinkState; readonly gateway: number }
  | { readonly broken: Breakage; readonly link?: LinkState; readonly gateway?: number };
export interface Lookup {
  readonly match: Match | undefined;
  readonly branches: readonly Branch[];
}

/** Linux looks at carrier when it installs a route and at the neighbour when it sends. */
function across(out: { link: LinkState } & Parameters<typeof farEnd>[0], gateway: number): Branch {
  const { link } = out;
  if (!passesFrames(link)) return { broken: 'dead-link', link, gateway };
  const far = farEnd(out);
  return far.address === gateway ? { next: far.node, link, gateway } : { broken: 'host-unreachable', link, gateway };
}

function branchesOf({ value }: Match, destination: number): readonly Branch[] {
  if (value.kind === 'blackhole') return [{ broken: 'blackhole' }];
  if (value.kind === 'via') return value.hops.map(({ out, gateway }) => across(out, gateway));
  const ways = value.interfaces.map((one) => across(one, destination));
  return [ways.find((way) => 'next' in way) ?? ways[0] ?? { broken: 'no-route' }];
}

/** What the node does with a packet for an address it does not own; `came` is the link it came over. */
export function lookUp(world: World, node: NodeState, destination: number, came?: LinkState): Lookup {
  const match = fibOf(world, node).lookup(destination);
  const branches: readonly Branch[] = match ? branchesOf(match, destination) : [{ broken: 'no-route' }];
  if (!came || !node.isolated.has(came.id)) return { match, branches };
  const apart = branches.map((branch): Branch => {
    if (!branch.link || !node.isolated.has(branch.link.id)) return branch;
    return { ...(branch.gateway !== undefined && { gateway: branch.gateway }), broken: 'isolated', link: branch.link };
  });
  return { match, branches: apart };
}

/** `result`: delivered, loop, no-route@n, blackhole@n, host-unreachable@n, isolated@n or dead-link@n:link. */
export interface PathResult {
  readonly path: readonly string[];
  readonly result: string;
}

function resultOf(node: NodeState, { broken, link }: Extract<Branch, { broken: Breakage }>): string {
  return broken === 'dead-link' ? `${broken}@${node.name}:${link?.id ?? ''}` : `${broken}@${node.name}`;
}

/** Every path over all equal-cost branches, each once. */
export function allPaths(world: World, from: NodeState, destination: number): PathResult[] {
  const found = new Map<string, PathResult>();
  const add = (path: readonly string[], result: string): void => {
    found.set(`${path.join(' ')} ${result}`, { path, result });
  };
  const visit = (node: NodeState, before: readonly string[], came?: LinkState): void => {
    const path = [...before, node.name];
    if (owns(node, destination)) {
      add(path, 'delivered');
      return;
    }
    if (before.includes(node.name)) {
      add(path, 'loop');
      return;
    }
    for (const branch of lookUp(world, node, destination, came).branches) {
      if ('next' in branch) visit(branch.next, path, branch.link);
      else add(path, resultOf(node, branch));
    }
  };
  visit(from, []);
  return [...found.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, path]) => path);
}

export type Reach = 'all' | 'partial' | 'none';

export function reachOf(paths: readonly PathResult[]): Reach {
  const delivered = paths.filter(({ result }) => result === 'delivered').length;
  return delivered === 0 ? 'none' : delivered === paths.length ? 'all' : 'partial';
}
