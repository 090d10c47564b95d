/** What a decision on a drill needs to know: the twin of this very moment, and whether anything forbids drills now. */
import { minutesAfter } from '../engine/catalog/durations.ts';
import { forecastOf } from '../engine/drill/index.ts';
import { inArrears } from '../engine/tenant/arrears.ts';
import type { DrillFacts } from '../engine/tenant/drill/messages.ts';
import type { DrillTarget } from '../engine/tenant/drill/model.ts';
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
  { target, minutes }: Wanted,
): Promise<DrillFacts> {
  const sites = await sitesOf(journal, state);
  return {
    forecast: forecastOf(state, sites, target),
    endsAt: minutesAfter(minutes, world.clock.now(), world.tempo),
    ...(inArrears(state) && { blocked: 'arrears' as const }),
  };
}

/** The drill as it stands in the log. */
export const drillNow = (id: string) => (state: TenantState) =>
  Object.hasOwn(state.drills, id) ? state.drills[id] : undefined;
