/** One route table of a VPC: Local, its rules, and copies of what its gateways have in effect (domain §5.6). Knows no packets. */
import { contains } from '../network/index.ts';
import type { RouteTable, Vpc } from '../tenant/network/model.ts';
import { type GatewayTable, inEffect } from './gateway-table.ts';
import { byPrefix, byText, covering, groupBy, longest, prefixOf } from './order.ts';

/** Local comes before everything; between equal prefixes the lower number is used. */
export const vpcRank = { local: 0, static: 100, propagated: 120 } as const;
export type VpcRouteKind = keyof typeof vpcRank;

export const vpcLossClauses = {
  'local-first': 'domain §5.6',
  'static-first': 'domain §5.6',
  /** Only propagated routes share traffic. */
  'static-not-shared': 'domain §5.6',
} as const;
export type VpcLossReason = keyof typeof vpcLossClauses;

export interface VpcRoute {
  readonly destination: string;
  readonly kind: VpcRouteKind;
  /** Gateway; absent for Local. */
  readonly gateway?: string;
  readonly loss?: { readonly reason: VpcLossReason; readonly clause: string };
}

function copies(table: RouteTable, gateways: Readonly<Record<string, GatewayTable>>): readonly VpcRoute[] {
  return table.propagations.flatMap(({ gateway, scope }) => {
    const effective = gateways[gateway];
    const ranges = scope.map(prefixOf);
    const destinations = new Set((effective ? inEffect(effective) : []).map(({ destination }) => destination));
    return [...destinations]
      .filter((text) => ranges.some((range) => contains(range, prefixOf(text))))
      .map((destination): VpcRoute => ({ destination, kind: 'propagated', gateway }));
  });
}

/** Rivals for one destination, statics in the order they were written. */
function judge(rivals: readonly VpcRoute[], local: string): readonly VpcRoute[] {
  const statics = rivals.filter(({ kind }) => kind === 'static');
  const reasonFor = (route: VpcRoute): VpcLossReason | undefined => {
    if (contains(prefixOf(local), prefixOf(route.destination))) return 'local-first';
    if (route.kind === 'propagated') return statics.length > 0 ? 'static-first' : undefined;
    return route === statics[0] ? undefined : 'static-not-shared';
  };
  return rivals.map((route) => {
    const reason = reasonFor(route);
    return reason ? { ...route, loss: { reason, clause: vpcLossClauses[reason] } } : route;
  });
}

/** Rows in the order of matching: Local, then by destination, static before propagated. */
export function vpcTable(
  vpc: Vpc,
  table: RouteTable,
  gateways: Readonly<Record<string, GatewayTable>>,
): readonly VpcRoute[] {
  const rules = table.rules.map(({ destination, gateway }): VpcRoute => ({ destination, kind: 'static', gateway }));
  const rows = [...groupBy([...rules, ...copies(table, gateways)], ({ destination }) => destination).values()]
    .flatMap((rivals) => judge(rivals, vpc.cidr))
    .sort(
      (left, right) =>
        byPrefix(left.destination, right.destination) ||
        vpcRank[left.kind] - vpcRank[right.kind] ||
        byText(left.gateway ?? '', right.gateway ?? ''),
    );
  return [{ destination: vpc.cidr, kind: 'local' }, ...rows];
}

/** What carries a packet: Local, one static rule, or equal propagated routes; empty when nothing matches. */
export function matchVpc(rows: readonly VpcRoute[], address: string): readonly VpcRoute[] {
  const local = covering(
    rows.filter(({ kind }) => kind === 'local'),
    address,
  );
  return local.length > 0
    ? local
    : longest(
        rows.filter(({ loss }) => loss === undefined),
        address,
      );
}
