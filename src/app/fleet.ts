/** The fleet as the logs have it, and what a failure would do to it now; short enough to be kept and told. */
import {
  type Failure,
  type FleetImpact,
  type FleetTenant,
  fleetImpact,
  type TenantImpact,
} from '../engine/fleet/index.ts';
import type { MaintenancePart } from '../engine/site/index.ts';
import type { Journal } from './journal.ts';

/** Names kept per tenant; the numbers are whole. */
const namesKept = 5;

export async function loadFleet(journal: Journal): Promise<readonly FleetTenant[]> {
  const { tenants } = await journal.load('roster', '');
  return Promise.all(Object.keys(tenants).map(async (id) => ({ id, state: await journal.load('tenant', id) })));
}

export async function impactNow(journal: Journal, region: string, failure: Failure): Promise<FleetImpact> {
  const site = { ...(await journal.load('site', region)), region };
  return fleetImpact(await loadFleet(journal), site, failure);
}

export function partOf(impact: TenantImpact): MaintenancePart {
  const lost = [
    ...impact.prefixes.map(({ prefix }) => prefix),
    ...impact.probes.map(({ instance, host }) => `${instance} → ${host}`),
  ];
  return {
    tenant: impact.tenant,
    level: impact.level,
    lost: lost.slice(0, namesKept),
    lostCount: lost.length,
    redundancyCount: impact.redundancy.reduce((sum, { prefixes }) => sum + prefixes.length, 0),
    sessionCount: impact.sessions.length,
  };
}
