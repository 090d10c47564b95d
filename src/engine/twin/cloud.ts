/**
 * Gateways and VPCs as pieces of network, once their tables are known. One router stands for each route table in use and
 * sends what instances send; what comes in from a gateway meets a router that knows only Local, so that no VPC is a
 * way to somewhere else. Decides no route.
 */
import { formatAddress, type LinkConfig, type NodeConfig, parsePrefix, type StaticRoute } from '../network/index.ts';
import type { Attachment, Gateway, Instance, Subnet, Vpc } from '../tenant/network/model.ts';
import { toldOf } from './advertise.ts';
import { type GatewayRoute, type GatewayTable, inEffect } from './gateway-table.ts';
import { attachmentLink, type Part, tableLink, upLink } from './names.ts';
import { type InnerLink, withLength } from './numbering.ts';
import { byText, groupBy } from './order.ts';
import type { VpcRoute } from './vpc-table.ts';

type Inner = ReadonlyMap<string, InnerLink>;

/** Tables a subnet is bound to. */
export function tablesInUse(vpc: Vpc): readonly string[] {
  return [...new Set(vpc.subnets.map(({ routeTable }) => routeTable))].sort(byText);
}

/** `tunnels`: links that end here; none leads to another (domain §5.5), though a wider range may draw packets here. */
export function gatewayPart(
  gateway: Gateway,
  { table, tunnels }: { readonly table: GatewayTable; readonly tunnels: readonly string[] },
  attachments: Readonly<Record<string, Attachment>>,
  inner: Inner,
): Part {
  const farEnds = ({ hop, nextHop, over }: GatewayRoute): string[] => {
    const vpc = attachments[nextHop]?.vpc ?? '';
    const links = hop === 'attachment' ? [attachmentLink(nextHop, vpc)] : over.map((router) => upLink(nextHop, router));
    return links.flatMap((id) => inner.get(id)?.b ?? []);
  };
  const kernelRoutes = [...groupBy(inEffect(table), ({ destination }) => destination)].map(
    ([dst, routes]): StaticRoute => ({ dst, via: [...new Set(routes.flatMap(farEnds))] }),
  );
  const networks = toldOf(table).flatMap(({ destination, withheld }) => (withheld ? [] : [destination]));
  const node: NodeConfig = { role: 'router', asn: gateway.asn, kernelRoutes, networks, isolated: [...tunnels] };
  return { nodes: [[gateway.id, node, { kind: 'gateway', id: gateway.id }]], links: [], sessions: [], faults: [] };
}

function instancePart(instance: Instance, subnet: Subnet, vpc: Vpc): Pick<Part, 'nodes' | 'links'> {
  const prefix = parsePrefix(subnet.cidr);
  if (!prefix) return { nodes: [], links: [] };
  // The first address of a subnet is reserved for its gateway (domain §2.7).
  const gateway = formatAddress(prefix.address + 1);
  const node: NodeConfig = { role: 'host', kernelRoutes: [{ dst: '0.0.0.0/0', via: [gateway] }] };
  const link: LinkConfig = {
    id: `${vpc.id}/${instance.id}`,
    a: { node: subnet.routeTable, addr: `${gateway}/${prefix.length}` },
    b: { node: instance.id, addr: `${instance.address}/${prefix.length}` },
  };
  return { nodes: [[instance.id, node, { kind: 'instance', id: instance.id, vpc: vpc.id }]], links: [link] };
}

/** Rows in effect, towards the gateways; a gateway outside the picture leaves no route. */
function kernelRoutes(
  rows: readonly VpcRoute[],
  table: string,
  attachments: readonly Attachment[],
  inner: Inner,
): readonly StaticRoute[] {
  const used = rows.filter(({ kind, loss }) => kind !== 'local' && loss === undefined);
  return [...groupBy(used, ({ destination }) => destination)].flatMap(([dst, routes]) => {
    const via = routes.flatMap(({ gateway }) => {
      const attachment = attachments.find((one) => one.gateway === gateway);
      return (attachment && inner.get(attachmentLink(attachment.id, table))?.a) ?? [];
    });
    return via.length > 0 ? [{ dst, via }] : [];
  });
}

function innerLink(id: string, a: string, b: string, inner: Inner): readonly LinkConfig[] {
  const numbers = inner.get(id);
  return numbers
    ? [{ id, a: { node: a, addr: withLength(numbers.a) }, b: { node: b, addr: withLength(numbers.b) } }]
    : [];
}

/** What instances behind one table can reach: their own subnets, the rest of the VPC, and what the table says. */
function tableRouter(
  vpc: Vpc,
  table: string,
  rows: readonly VpcRoute[],
  attachments: readonly Attachment[],
  inner: Inner,
): Part['nodes'][number] {
  const own = vpc.subnets.filter(({ routeTable }) => routeTable === table);
  const local = inner.get(tableLink(vpc.id, table))?.a ?? [];
  const node: NodeConfig = {
    role: 'router',
    kernelRoutes: [
      { dst: vpc.cidr, via: [local].flat() },
      // A subnet without instances is nowhere connected; its addresses are not to be looked for in the VPC again.
      ...own.map(({ cidr }): StaticRoute => ({ dst: cidr, via: 'blackhole' })),
      ...kernelRoutes(rows, table, attachments, inner),
    ],
  };
  return [table, node, { kind: 'table', id: table, vpc: vpc.id }];
}

function localRouter(vpc: Vpc, inner: Inner): Part['nodes'][number] {
  const routes = vpc.subnets.flatMap(({ cidr, routeTable }): StaticRoute[] => {
    const far = inner.get(tableLink(vpc.id, routeTable))?.b;
    return far === undefined ? [] : [{ dst: cidr, via: [far] }];
  });
  return [vpc.id, { role: 'router', kernelRoutes: routes }, { kind: 'vpc', id: vpc.id }];
}

export function vpcPart(
  vpc: Vpc,
  attachments: readonly Attachment[],
  rowsOf: Readonly<Record<string, readonly VpcRoute[]>>,
  inner: Inner,
): Part {
  const tables = tablesInUse(vpc);
  const instances = vpc.instances.flatMap((instance) => {
    const subnet = vpc.subnets.find(({ id }) => id === instance.subnet);
    return subnet ? [instancePart(instance, subnet, vpc)] : [];
  });
  const towards = (node: string) =>
    attachments.flatMap(({ id, gateway }) => innerLink(attachmentLink(id, node), gateway, node, inner));
  return {
    nodes: [
      localRouter(vpc, inner),
      ...tables.map((table) => tableRouter(vpc, table, rowsOf[table] ?? [], attachments, inner)),
      ...instances.flatMap(({ nodes }) => nodes),
    ],
    links: [
      ...[vpc.id, ...tables].flatMap(towards),
      ...tables.flatMap((table) => innerLink(tableLink(vpc.id, table), vpc.id, table, inner)),
      ...instances.flatMap(({ links }) => links),
    ],
    sessions: [],
    faults: [],
  };
}
