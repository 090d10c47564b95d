/** Gateways and VPCs as pieces of network, once their tables are known. One router stands for each route table in use. Decides no route. */
import { formatAddress, type LinkConfig, type NodeConfig, parsePrefix, type StaticRoute } from '../network/index.ts';
import type { Attachment, Gateway, Instance, Subnet, Vpc } from '../tenant/network/model.ts';
import { defaultTable } from '../tenant/network/vpc.ts';
import { toldOf } from './advertise.ts';
import { type GatewayRoute, type GatewayTable, inEffect } from './gateway-table.ts';
import { attachmentLink, type Part, tableLink, upLink } from './names.ts';
import { type InnerLink, withLength } from './numbering.ts';
import { groupBy } from './order.ts';
import type { VpcRoute } from './vpc-table.ts';

type Inner = ReadonlyMap<string, InnerLink>;

/** A VPC's default table is the VPC's own router; other tables stand beside it. */
export const tableNode = (vpc: Vpc, table: string): string => (table === defaultTable(vpc.id) ? vpc.id : table);

/** Tables a subnet is bound to besides the default one. */
export function sideTables(vpc: Vpc): readonly string[] {
  return [...new Set(vpc.subnets.map(({ routeTable }) => routeTable))].filter((id) => id !== defaultTable(vpc.id));
}

export function gatewayPart(
  gateway: Gateway,
  table: GatewayTable,
  attachments: Readonly<Record<string, Attachment>>,
  inner: Inner,
): Part {
  const farEnds = ({ hop, nextHop, over }: GatewayRoute): string[] => {
    const vpc = attachments[nextHop]?.vpc ?? '';
    const links =
      hop === 'attachment'
        ? [attachmentLink(nextHop, defaultTable(vpc))]
        : over.map((router) => upLink(nextHop, router));
    return links.flatMap((id) => inner.get(id)?.b ?? []);
  };
  const kernelRoutes = [...groupBy(inEffect(table), ({ destination }) => destination)].map(
    ([dst, routes]): StaticRoute => ({ dst, via: [...new Set(routes.flatMap(farEnds))] }),
  );
  const networks = toldOf(table).flatMap(({ destination, withheld }) => (withheld ? [] : [destination]));
  const node: NodeConfig = { role: 'router', asn: gateway.asn, kernelRoutes, networks };
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
    a: { node: tableNode(vpc, subnet.routeTable), addr: `${gateway}/${prefix.length}` },
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

export function vpcPart(
  vpc: Vpc,
  attachments: readonly Attachment[],
  tables: Readonly<Record<string, readonly VpcRoute[]>>,
  inner: Inner,
): Part {
  const main = defaultTable(vpc.id);
  const sides = sideTables(vpc);
  const towardsSides = sides.flatMap((table) => {
    const far = inner.get(tableLink(vpc.id, table))?.b;
    const subnets = vpc.subnets.filter(({ routeTable }) => routeTable === table);
    return far === undefined ? [] : subnets.map(({ cidr }): StaticRoute => ({ dst: cidr, via: [far] }));
  });
  const local = (table: string): StaticRoute => {
    const near = inner.get(tableLink(vpc.id, table))?.a;
    return { dst: vpc.cidr, via: table === main || near === undefined ? 'blackhole' : [near] };
  };
  const routers = [main, ...sides].map((table): Part['nodes'][number] => {
    const routes = kernelRoutes(tables[table] ?? [], table, attachments, inner);
    const node: NodeConfig = {
      role: 'router',
      kernelRoutes: [local(table), ...(table === main ? towardsSides : []), ...routes],
    };
    return table === main
      ? [vpc.id, node, { kind: 'vpc', id: vpc.id }]
      : [table, node, { kind: 'table', id: table, vpc: vpc.id }];
  });
  const instances = vpc.instances.flatMap((instance) => {
    const subnet = vpc.subnets.find(({ id }) => id === instance.subnet);
    return subnet ? [instancePart(instance, subnet, vpc)] : [];
  });
  return {
    nodes: [...routers, ...instances.flatMap(({ nodes }) => nodes)],
    links: [
      ...[main, ...sides].flatMap((table) =>
        attachments.flatMap(({ id, gateway }) =>
          innerLink(attachmentLink(id, table), gateway, tableNode(vpc, table), inner),
        ),
      ),
      ...sides.flatMap((table) => innerLink(tableLink(vpc.id, table), vpc.id, table, inner)),
      ...instances.flatMap(({ links }) => links),
    ],
    sessions: [],
    faults: [],
  };
}
