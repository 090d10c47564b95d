/** What a decision on a drill needs to know: its proof and forecast of this very moment, and whether anything forbids drills now. */
import { minutesAfter } from '../engine/catalog/durations.ts';
import { forecastOf } from '../engine/drill/index.ts';
import { drillIn, drillProposal, outcomeIn, prove, standingOf } from '../engine/proposal/index.ts';
import { maintenancesDuring } from '../engine/site/index.ts';
import { inArrears } from '../engine/tenant/arrears.ts';
import type { DrillCommand, DrillFacts } from '../engine/tenant/drill/messages.ts';
import type { TenantFacts } from '../engine/tenant/messages.ts';
import type { TenantState } from '../engine/tenant/model.ts';
import type { Journal } from './journal.ts';
import { digestOf, groundOf } from './proof.ts';
import { tenantFacts } from './verbs/connection-act.ts';
import type { World } from './world.ts';

/** Facts for one actor. They are gathered anew for every try to append, on the state that try decides on. */
export function drillFacts(
  world: World,
  journal: Journal,
  tenant: string,
  actor: TenantFacts['actor'],
  command: DrillCommand,
  seenRevision?: number,
): (state: TenantState) => Promise<TenantFacts> {
  return async (state) => {
    const facts = await tenantFacts(world, journal, tenant, actor, undefined, seenRevision);
    const wish = drillIn(state, command);
    if (wish) return { ...facts, ...(await simulated(world, journal, state, wish)) };
    const drill = command.do === 'finish-drill' && drillNow(command.id)(state);
    if (!drill) return facts;
    return { ...facts, standing: standingOf(outcomeIn(await groundOf(journal, state), drill.region)) };
  };
}

async function simulated(
  world: World,
  journal: Journal,
  state: TenantState,
  wish: Parameters<typeof drillProposal>[0],
): Promise<Pick<TenantFacts, 'proof' | 'drill'>> {
  const { region, target, minutes, startAt } = wish;
  const ground = await groundOf(journal, state);
  const proof = prove(drillProposal(wish), ground, digestOf(world));
  const now = world.clock.now();
  const window = { from: Math.max(startAt, now), to: minutesAfter(minutes, Math.max(startAt, now), world.tempo) };
  const site = ground.sites[region];
  const maintained = site !== undefined && maintenancesDuring(site, window).length > 0;
  const drill: DrillFacts = {
    forecast: forecastOf(ground, target, proof),
    endsAt: minutesAfter(minutes, now, world.tempo),
    ...(maintained && { blocked: 'maintenance' as const }),
    ...(inArrears(state, { at: now, pace: world.tempo, calendar: world.calendar }) && { blocked: 'arrears' as const }),
  };
  return { proof: proof.now, drill };
}

/** The drill as it stands in the log. */
export const drillNow = (id: string) => (state: TenantState) =>
  Object.hasOwn(state.drills, id) ? state.drills[id] : undefined;
