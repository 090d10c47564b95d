/** The site logs a tenant's things stand on. */
import type { TenantState } from '../engine/tenant/model.ts';
import type { Sites } from '../engine/twin/index.ts';
import type { Journal } from './journal.ts';

export async function sitesOf(journal: Journal, state: TenantState): Promise<Sites> {
  const regions = new Set(
    [...Object.values(state.connections), ...Object.values(state.gateways)].map((thing) => thing.region),
  );
  return Object.fromEntries(
    await Promise.all([...regions].map(async (region) => [region, await journal.load('site', region)] as const)),
  );
}
