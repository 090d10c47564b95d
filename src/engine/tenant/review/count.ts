/** What each quota counts in, and how many of it are there. One row per quota that can be raised; the others are fixed (domain §4). */
import type { Quota } from '../../catalog/quotas.ts';
import { regionById } from '../../catalog/regions.ts';
import { isLive } from '../lifecycle.ts';
import type { TenantState } from '../model.ts';
import { vifsOn } from '../network/address-plan.ts';

interface Row {
  /** Kind of thing it counts in, as its argument is called. */
  readonly in: 'region' | 'connection' | 'gateway' | 'vpc' | 'table';
  readonly count: (state: TenantState, of: string) => number;
}

const inRegion = (things: Readonly<Record<string, { readonly region: string }>>, region: string) =>
  Object.values(things).filter((thing) => thing.region === region).length;

export const raisable = {
  connectionsPerRegion: {
    in: 'region',
    count: ({ connections }, of) =>
      Object.values(connections).filter(({ region, state }) => region === of && isLive(state)).length,
  },
  vifsPerConnection: { in: 'connection', count: (state, of) => vifsOn(state, of).length },
  gatewaysPerRegion: { in: 'region', count: ({ gateways }, of) => inRegion(gateways, of) },
  attachmentsPerGateway: {
    in: 'gateway',
    count: ({ attachments }, of) => Object.values(attachments).filter(({ gateway }) => gateway === of).length,
  },
  staticRoutesPerGateway: {
    in: 'gateway',
    count: ({ gateways }, of) => gateways[of]?.staticRoutes.filter(({ state }) => state !== 'rejected').length ?? 0,
  },
  /** What is in effect is the simulation's to count; here what asks to be. */
  dynamicRoutesPerGateway: {
    in: 'gateway',
    count: ({ attachments, vifs }, of) =>
      Object.values(attachments).reduce((sum, row) => sum + (row.gateway === of ? row.exports.length : 0), 0) +
      Object.values(vifs).reduce(
        (sum, vif) =>
          sum +
          (vif.gateway === of && vif.state !== 'Deleting' && vif.state !== 'Deleted'
            ? (vif.device?.announces.length ?? 0)
            : 0),
        0,
      ),
  },
  vpcsPerRegion: { in: 'region', count: ({ vpcs }, of) => inRegion(vpcs, of) },
  routeTablesPerVpc: { in: 'vpc', count: ({ vpcs }, of) => vpcs[of]?.routeTables.length ?? 0 },
  rulesPerRouteTable: {
    in: 'table',
    count: ({ vpcs }, of) => tableIn(vpcs, of)?.rules.length ?? 0,
  },
} as const satisfies Partial<Record<Quota, Row>>;
export type Raisable = keyof typeof raisable;

export const isRaisable = (quota: string): quota is Raisable => Object.hasOwn(raisable, quota);

function tableIn(vpcs: TenantState['vpcs'], id: string) {
  return Object.values(vpcs)
    .flatMap(({ routeTables }) => routeTables)
    .find((table) => table.id === id);
}

/** The region of what a quota counts in; undefined when there is no such thing. */
export function regionOf(state: TenantState, quota: Raisable, of: string): string | undefined {
  const own = <T>(things: Readonly<Record<string, T>>): T | undefined =>
    Object.hasOwn(things, of) ? things[of] : undefined;
  switch (raisable[quota].in) {
    case 'region':
      return regionById.has(of) ? of : undefined;
    case 'connection': {
      const connection = own(state.connections);
      return connection && isLive(connection.state) ? connection.region : undefined;
    }
    case 'gateway':
      return own(state.gateways)?.region;
    case 'vpc':
      return own(state.vpcs)?.region;
    case 'table':
      return Object.values(state.vpcs).find(({ routeTables }) => routeTables.some(({ id }) => id === of))?.region;
  }
}
