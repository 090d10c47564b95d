/** From a described tenant to the state the twin simulates: every line Active, every device configured as planned. Checks nothing. */
import { formatAddress, formatPrefix, parsePrefix } from '../network/index.ts';
import { type SiteState, site } from '../site/index.ts';
import { type Connection, emptyTenant, type TenantState } from '../tenant/model.ts';
import { gatewayAsn } from '../tenant/network/gateway.ts';
import type { Attachment, Gateway, Vif, Vpc } from '../tenant/network/model.ts';
import { pairOf, usableAddresses } from '../tenant/network/ranges.ts';
import { lineRouterAsn } from '../tenant/network/vif.ts';
import type { FleetDescription, TenantDescription } from './description.ts';
import type { FleetTenant } from './impact.ts';

/** Where the links' /30s are numbered from. */
const firstLink = parsePrefix('172.31.128.0/17')?.address ?? 0;
const firstCustomerAsn = 65_001;

const thing = (id: string, region: string) => ({
  id,
  name: id,
  region,
  createdBy: 'description',
  createdAt: 0,
  firstRevision: 1,
  revision: 1,
});

function lineOf(id: string, region: string): Connection {
  const { createdBy: requestedBy, ...rest } = thing(id, region);
  return {
    ...rest,
    requestedBy,
    state: 'Active',
    port: '1000BASE-LX',
    autoPay: false,
    since: 0,
    decisiveRevision: 1,
    rang: [],
  };
}

function vifOf(row: TenantDescription['interfaces'][number], index: number, region: string): Vif {
  const link = (half: number) => pairOf(formatPrefix({ address: firstLink + index * 8 + half * 4, length: 30 }));
  const pairs = [link(0), link(1)] as const;
  const customerAsn = firstCustomerAsn + index;
  const vlan = 10 + index;
  return {
    ...thing(row.id, region),
    state: 'Active',
    since: 0,
    connection: row.line,
    gateway: row.gateway,
    vlan,
    customerAsn,
    pairs,
    healthCheck: { kind: 'none' },
    sessions: [],
    device: {
      vlan,
      asn: customerAsn,
      remoteAsn: lineRouterAsn,
      addresses: [pairs[0].customerIp, pairs[1].customerIp],
      announces: row.announces,
      host: row.host ?? '',
      staticTo: [],
      ttlSecurity: false,
      blocksIcmp: false,
      prepend: row.prepend,
      since: index + 1,
    },
  };
}

function vpcOf({ id, cidr, gateways, instances }: TenantDescription['vpcs'][number], region: string): Vpc {
  const subnet = `${id}-subnet`;
  const routeTable = `${id}-default`;
  const first = usableAddresses(cidr)?.first ?? 0;
  return {
    ...thing(id, region),
    cidr,
    subnets: [{ id: subnet, name: subnet, cidr, routeTable }],
    routeTables: [
      {
        id: routeTable,
        name: routeTable,
        kind: 'default',
        rules: [],
        propagations: gateways.map((gateway) => ({ gateway, scope: ['0.0.0.0/0'] })),
      },
    ],
    instances: Array.from({ length: instances }, (_, index) => ({
      id: `${id}-i${index + 1}`,
      name: `${id}-i${index + 1}`,
      subnet,
      address: formatAddress(first + index),
      allowFrom: ['0.0.0.0/0'],
    })),
  };
}

const attachmentsOf = (vpc: TenantDescription['vpcs'][number], region: string): readonly Attachment[] =>
  vpc.gateways.map((gateway) => ({
    ...thing(`att-${vpc.id}-${gateway}`, region),
    gateway,
    vpc: vpc.id,
    propagate: 'all',
    subnets: [],
    exports: [{ subnet: `${vpc.id}-subnet`, cidr: vpc.cidr, since: 0 }],
  }));

const byId = <T extends { readonly id: string }>(things: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(things.map((one) => [one.id, one]));

export function tenantDescribed({ lines, interfaces, vpcs }: TenantDescription, region: string): TenantState {
  const gateways = [...new Set(interfaces.map(({ gateway }) => gateway))];
  return {
    ...emptyTenant,
    version: 1,
    connections: byId(lines.map((id) => lineOf(id, region))),
    gateways: byId(gateways.map((id): Gateway => ({ ...thing(id, region), asn: gatewayAsn, staticRoutes: [] }))),
    vifs: byId(interfaces.map((row, index) => vifOf(row, index, region))),
    vpcs: byId(vpcs.map((row) => vpcOf(row, region))),
    attachments: byId(vpcs.flatMap((row) => attachmentsOf(row, region))),
  };
}

export function fleetDescribed({ region, site: now, tenants }: FleetDescription): {
  readonly site: SiteState;
  readonly tenants: readonly FleetTenant[];
} {
  return {
    site: { ...site.initial, version: 1, region, downRouters: now.downRouters, dark: now.dark },
    tenants: tenants.map((row) => ({ id: row.id, state: tenantDescribed(row, region) })),
  };
}
