/** A log as it was: its state at a version that has passed. Reads from the beginning; for rare questions only. */
import { fold } from '../engine/core.ts';
import { type SiteEvent, type SiteState, site } from '../engine/site/index.ts';
import { tenant } from '../engine/tenant/index.ts';
import type { TenantEvent } from '../engine/tenant/messages.ts';
import type { TenantState } from '../engine/tenant/model.ts';
import type { Journal } from './journal.ts';

export async function tenantAt(journal: Journal, id: string, version: number): Promise<TenantState> {
  const entries = await journal.entries('tenant', id, 0);
  return entries
    .filter((entry) => entry.version <= version)
    .reduce((state, entry) => fold(tenant, state, entry.events as readonly TenantEvent[], entry), tenant.initial);
}

export async function siteAt(journal: Journal, region: string, version: number): Promise<SiteState> {
  const entries = await journal.entries('site', region, 0);
  return entries
    .filter((entry) => entry.version <= version)
    .reduce((state, entry) => fold(site, state, entry.events as readonly SiteEvent[], entry), site.initial);
}
