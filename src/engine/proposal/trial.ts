/** Changes tried on a copy, one after another, each decided by its own decider. Knows no kind of change and simulates nothing. */
import { fold, type Refusal } from '../core.ts';
import { type SiteCommand, type SiteFacts, site } from '../site/index.ts';
import { tenant } from '../tenant/index.ts';
import type { TenantEvent, TenantFacts } from '../tenant/messages.ts';
import type { Fix } from '../twin/codes.ts';
import type { Ground } from './proposal.ts';

/** `assumed`: what others would have to do for the change to take effect, taken as done. */
export type Change = Fix | { readonly log: 'assumed'; readonly events: readonly TenantEvent[] };

export type Tried =
  | {
      readonly ok: true;
      readonly ground: Ground;
      /** Of the tenant's log, in order; and what the region's site would be asked. */
      readonly events: readonly TenantEvent[];
      readonly site: readonly SiteCommand[];
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** The first refusal ends it. */
export function tryOut(ground: Ground, changes: readonly Change[], facts: TenantFacts): Tried {
  const by = facts.actor.person;
  let { tenant: state, sites } = ground;
  const events: TenantEvent[] = [];
  const asked: SiteCommand[] = [];
  const happen = (more: readonly TenantEvent[]) => {
    events.push(...more);
    if (more.length > 0) state = fold(tenant, state, more, { version: state.version + 1, at: facts.at, by });
  };
  for (const change of changes) {
    if (change.log === 'assumed') happen(change.events);
    else if (change.log === 'tenant') {
      const decision = tenant.decide(change.command, state, facts);
      if (!decision.ok) return decision;
      happen(decision.events);
    } else {
      const there = sites[change.region] ?? site.initial;
      const siteFacts: SiteFacts = { at: facts.at, by };
      const decision = site.decide(change.command, there, siteFacts);
      if (!decision.ok) return decision;
      asked.push(change.command);
      const stamp = { version: there.version, at: facts.at, by };
      sites = { ...sites, [change.region]: fold(site, there, decision.events, stamp) };
    }
  }
  return { ok: true, ground: { tenant: state, sites }, events, site: asked };
}
