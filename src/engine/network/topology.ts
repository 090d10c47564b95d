/** Knows how nodes, static routes and links of a Network value become state; does not know sessions. */
import { Column, Waiting } from './column.ts';
import type { LinkConfig, NodeConfig, StaticRoute } from './network.ts';
import { networkOf, parseAddress, parseInterfaceAddress, parsePrefix } from './prefix.ts';
import type { PrefixTable } from './prefix-table.ts';
import type { Gateways, Interface, LinkState, NodeState, Speaker } from './state.ts';

/** A node under construction: its speaker comes once the links are there. */
export type NewNode = NodeState & { speaker: Speaker | undefined };

/** Undefined for text that is no prefix; a checked network has none. */
export function prefixId(prefixes: PrefixTable, text: string): number | undefined {
  const prefix = parsePrefix(text);
  return prefix && prefixes.intern(prefix);
}

export function gatewaysOf({ via }: StaticRoute): Gateways {
  return via === 'blackhole' ? via : new Set(via.flatMap((text) => parseAddress(text) ?? []));
}

/** Several static routes for one prefix are one route with several gateways. */
export function addRoute(routes: Map<number, Gateways>, prefix: number, gateways: Gateways): void {
  const known = routes.get(prefix);
  const joins = known !== undefined && known !== 'blackhole' && gateways !== 'blackhole';
  routes.set(prefix, joins ? new Set([...known, ...gateways]) : gateways);
}

function propagationOf({
  role,
  propagate = [],
  propagateFrom,
  propagateVia = '',
}: NodeConfig): NodeState['propagation'] {
  const gateway = parseAddress(propagateVia);
  if (role !== 'vpc-router' || propagateFrom === undefined || gateway === undefined) return undefined;
  return { ranges: propagate.flatMap((text) => parsePrefix(text) ?? []), gateway };
}

export function nodeState(name: string, config: NodeConfig, prefixes: PrefixTable): NewNode {
  const idsOf = (texts: readonly string[]): number[] => texts.flatMap((text) => prefixId(prefixes, text) ?? []);
  const routesOf = (routes: readonly StaticRoute[] = []): Map<number, Gateways> => {
    const table = new Map<number, Gateways>();
    for (const route of routes) for (const id of idsOf([route.dst])) addRoute(table, id, gatewaysOf(route));
    return table;
  };
  return {
    name,
    prefixes,
    config,
    propagation: propagationOf(config),
    interfaces: [],
    speaker: undefined,
    connected: new Map(),
    kernelRoutes: routesOf(config.kernelRoutes),
    statics: routesOf(config.static),
    networks: new Set(idsOf(config.networks ?? [])),
    fed: new Column(),
    isolated: new Set(config.isolated),
    up: true,
    daemonUp: true,
    local: new Map(),
    unsure: new Waiting(),
    kept: undefined,
    ways: new Map(),
  };
}

function attach(one: Interface, prefixes: PrefixTable): void {
  const { node, address, length } = one;
  const id = prefixes.intern(networkOf(address, length));
  node.interfaces.push(one);
  node.connected.set(id, [...(node.connected.get(id) ?? []), one]);
}

export function linkState(
  config: LinkConfig,
  nodes: ReadonlyMap<string, NodeState>,
  prefixes: PrefixTable,
): LinkState[] {
  const nodeA = nodes.get(config.a.node);
  const nodeB = nodes.get(config.b.node);
  const [a, b] = [parseInterfaceAddress(config.a.addr), parseInterfaceAddress(config.b.addr)];
  if (!nodeA || !nodeB || !a || !b) return [];
  const vlan = { a: config.vlan?.a, b: config.vlan?.b };
  const link = { id: config.id, vlan, up: true, silent: false } as { -readonly [K in keyof LinkState]: LinkState[K] };
  link.ends = { a: { node: nodeA, link, end: 'a', ...a }, b: { node: nodeB, link, end: 'b', ...b } };
  for (const one of [link.ends.a, link.ends.b]) attach(one, prefixes);
  return [link];
}
