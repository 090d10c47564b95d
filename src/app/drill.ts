/** What a decision on a drill needs to know: the twin of this very moment, and whether anything forbids drills now. */
import { minutesAfter } from '../engine/catalog/durations.ts';
import { forecastOf } from '../engine/drill/index.ts';
import { maintenancesDuring } from '../engine/site/index.ts';
import { inArrears } from '../engine/tenant/arrears.ts';
import type { DrillFacts } from '../engine/tenant/drill/messages.ts';
import type { DrillTarget } from '../engine/tenant/drill/model.ts';
import { drillRegion } from '../engine/tenant/drill/rules.ts';
import type { TenantFacts } from '../engine/tenant/messages.ts';
import type { TenantState } from '../engine/tenant/model.ts';
import type { Journal } from './journal.ts';
import { sitesOf } from './sites.ts';
import { tenantFacts } from './verbs/connection-act.ts';
import type { World } from './world.ts';

interface Wanted {
  readonly target: DrillTarget;
  readonly minutes: number;
  readonly startAt: number;
}

/** Facts for one actor. They are gathered anew for every try to append, on the state that try decides on. */
export function drillFacts(
  world: World,
  journal: Journal,
  tenant: string,
  actor: TenantFacts['actor'],
  wanted: (state: TenantState) => Wanted | undefined,
  seenRevision?: number,
): (state: TenantState) => Promise<TenantFacts> {
  return async (state) => {
    const facts = await tenantFacts(world, journal, tenant, actor, undefined, seenRevision);
    const drill = wanted(state);
    return drill ? { ...facts, drill: await simulated(world, journal, state, drill) } : facts;
  };
}

async function simulated(
  world: World,
  journal: Journal,
  state: TenantState,
  { target, minutes, startAt }: Wanted,
): Promise<DrillFacts> {
  const sites = await sitesOf(journal, state);
  const now = world.clock.now();
  const window = { from: Math.max(startAt, now), to: minutesAfter(minutes, Math.max(startAt, now), world.tempo) };
  const region = drillRegion(state, target);
  const site = typeof region === 'string' ? sites[region] : undefined;
  const maintained = site !== undefined && maintenancesDuring(site, window).length > 0;
  return {
    forecast: forecastOf(state, sites, target),
    endsAt: minutesAfter(minutes, now, world.tempo),
    ...(maintained && { blocked: 'maintenance' as const }),
    ...(inArrears(state, { at: now, pace: world.tempo, calendar: world.calendar }) && { blocked: 'arrears' as const }),
  };
}

/** The drill as it stands in the log. */
export const drillNow = (id: string) => (state: TenantState) =>
  Object.hasOwn(state.drills, id) ? state.drills[id] : undefined;
