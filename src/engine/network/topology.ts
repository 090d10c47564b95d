// Knows how nodes, static routes and links of a Network value become state; does not know sessions.
import { LongestMatch } from './longest-match.ts';
import type { LinkConfig, NodeConfig, StaticRoute } from './network.ts';
import { parseAddress, parseInterfaceAddress, parsePrefix } from './prefix.ts';
import type { PrefixTable } from './prefix-table.ts';
import type { LinkState, NodeState, Speaker } from './state.ts';

/** A node under construction: its speaker comes once the links are there. */
export type NewNode = NodeState & { speaker: Speaker | undefined };

/** Undefined for text that is no prefix; a checked network has none. */
export function prefixId(prefixes: PrefixTable, text: string): number | undefined {
  const prefix = parsePrefix(text);
  return prefix && prefixes.intern(prefix);
}

export function gatewaysOf({ via }: StaticRoute): Set<number> | 'blackhole' {
  return via === 'blackhole' ? via : new Set(via.flatMap((text) => parseAddress(text) ?? []));
}

/** Several static routes for one prefix are one route with several gateways. */
export function addStatic(statics: NodeState['statics'], prefix: number, gateways: Set<number> | 'blackhole'): void {
  const known = statics.get(prefix);
  const joins = known instanceof Set && gateways instanceof Set;
  statics.set(prefix, joins ? new Set([...known, ...gateways]) : gateways);
}

export function nodeState(name: string, config: NodeConfig, prefixes: PrefixTable): NewNode {
  const idsOf = (texts: readonly string[]): number[] => texts.flatMap((text) => prefixId(prefixes, text) ?? []);
  const statics: NodeState['statics'] = new Map();
  for (const route of config.static ?? []) {
    for (const id of idsOf([route.dst])) addStatic(statics, id, gatewaysOf(route));
  }
  return {
    name,
    config,
    interfaces: [],
    speaker: undefined,
    statics,
    kernelRoutes: (config.kernelRoutes ?? []).flatMap((route) =>
      idsOf([route.dst]).map((prefix) => ({ prefix, gateways: gatewaysOf(route) })),
    ),
    networks: new Set(idsOf(config.networks ?? [])),
    up: true,
    daemonUp: true,
    local: new LongestMatch(),
    kept: undefined,
    fib: undefined,
  };
}

export function linkState(config: LinkConfig, nodes: ReadonlyMap<string, NodeState>): LinkState[] {
  const nodeA = nodes.get(config.a.node);
  const nodeB = nodes.get(config.b.node);
  const [a, b] = [parseInterfaceAddress(config.a.addr), parseInterfaceAddress(config.b.addr)];
  if (!nodeA || !nodeB || !a || !b) return [];
  const vlan = { a: config.vlan?.a, b: config.vlan?.b };
  const link = { id: config.id, vlan, up: true, silent: false } as { -readonly [K in keyof LinkState]: LinkState[K] };
  link.ends = { a: { node: nodeA, link, end: 'a', ...a }, b: { node: nodeB, link, end: 'b', ...b } };
  nodeA.interfaces.push(link.ends.a);
  nodeB.interfaces.push(link.ends.b);
  return [link];
}
