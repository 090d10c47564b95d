/** How to make room on a gateway whose dynamic routes are full: which neighbour could send fewer, without a test host losing its route. */
import type { Twin } from './build.ts';
import type { Fix } from './codes.ts';
import { changeDevice, exportSubnets } from './fixes.ts';
import type { GatewayRoute, GatewayTable } from './gateway-table.ts';
import { byText, covering, groupBy } from './order.ts';

/** Routes nobody tests over: safe to propose. */
function spare(twin: Twin, batch: readonly GatewayRoute[]): readonly GatewayRoute[] {
  const inUse = [
    ...Object.values(twin.tenant.vifs).flatMap(({ device }) => device?.host ?? []),
    ...Object.values(twin.tenant.vpcs).flatMap(({ instances }) => instances.map(({ address }) => address)),
  ];
  return batch.filter((route) => !inUse.some((address) => covering([route], address).length > 0));
}

function withoutRoutes(twin: Twin, nextHop: string, dropped: ReadonlySet<string>): Fix | undefined {
  const vif = twin.tenant.vifs[nextHop];
  if (vif?.device)
    return changeDevice(vif, vif.device, { announces: vif.device.announces.filter((range) => !dropped.has(range)) });
  const attachment = twin.tenant.attachments[nextHop];
  const kept = attachment?.exports.filter(({ cidr }) => !dropped.has(cidr)).map(({ subnet }) => subnet);
  return attachment && kept && exportSubnets(attachment, kept);
}

/** The neighbour with the largest batch before the wanted route, or of it, that can do without enough routes. */
export function makeRoom(twin: Twin, table: GatewayTable, wanted: GatewayRoute): Fix | undefined {
  const dynamic = table.routes.filter(({ kind }) => kind !== 'static');
  const batches = [...groupBy(dynamic, ({ since, nextHop }) => `${since} ${nextHop}`).values()]
    .map((routes) => ({ routes, since: routes[0]?.since ?? 0, nextHop: routes[0]?.nextHop ?? '' }))
    .sort((left, right) => left.since - right.since || byText(left.nextHop, right.nextHop));
  const upTo = batches.slice(0, batches.findIndex(({ routes }) => routes.some(({ id }) => id === wanted.id)) + 1);
  const excess = upTo.reduce((sum, { routes }) => sum + routes.length, 0) - table.dynamic.limit;
  const giving = upTo
    .map((batch) => ({ ...batch, spare: spare(twin, batch.routes) }))
    .filter(({ spare: some }) => some.length >= excess)
    .sort((left, right) => right.routes.length - left.routes.length);
  const [largest] = giving;
  if (!largest || excess <= 0) return undefined;
  return withoutRoutes(twin, largest.nextHop, new Set(largest.spare.slice(-excess).map((route) => route.destination)));
}
