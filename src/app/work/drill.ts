/** What jobs do to a drill: start it, look at what came of it, give back what was cut, and let it go when its ground gives way. */
import { drillLosses } from '../../engine/drill/index.ts';
import { reachOf } from '../../engine/fleet/index.ts';
import type { DrillCommand } from '../../engine/tenant/drill/messages.ts';
import type { Drill, DrillLosses } from '../../engine/tenant/drill/model.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import { type Sites, sessionsOf, type Twin, twinOf } from '../../engine/twin/index.ts';
import { drillFacts, drillNow } from '../drill.ts';
import type { Journal } from '../journal.ts';
import { sitesOf } from '../sites.ts';
import { Later, type World } from '../world.ts';

export const drillSteps = ['start', 'lapse', 'observe', 'restore', 'finish'] as const;
export type DrillStep = (typeof drillSteps)[number];
export interface DrillTask {
  readonly tenant: string;
  readonly drill: string;
  readonly step: DrillStep;
}

/** Until the routers' sessions are what the twin says they are, it is too early to report. */
const settleMs = 200;
const notDueMs = 1_000;

export async function drillWork(world: World, journal: Journal, job: string, task: DrillTask): Promise<void> {
  const state = await journal.load('tenant', task.tenant);
  const drill = drillNow(task.drill)(state);
  if (!drill) return;
  const command = await commandOf(world, journal, state, drill, task.step);
  if (command) await reportDrill(world, journal, job, task.tenant, command);
}

async function commandOf(
  world: World,
  journal: Journal,
  state: TenantState,
  drill: Drill,
  step: DrillStep,
): Promise<DrillCommand | undefined> {
  const { id } = drill;
  switch (step) {
    case 'start':
      return { do: 'start-drill', id };
    case 'lapse':
      return { do: 'lapse-drill', id };
    case 'restore':
      return { do: 'stop-drill', id, for: 'time' };
    case 'observe': {
      if (drill.state !== 'Running' || drill.startedAt === undefined) return undefined;
      const sites = await sitesOf(journal, state);
      if (!settled(twinOf(state, sites))) throw new Later(settleMs);
      const convergenceSeconds = Math.round((world.clock.now() - drill.startedAt) / 100) / 10;
      return { do: 'observe-drill', id, losses: lossesOf(state, sites, drill), convergenceSeconds };
    }
    case 'finish':
      if (drill.state === 'Restoring' && !settled(twinOf(state, await sitesOf(journal, state))))
        throw new Later(settleMs);
      return { do: 'finish-drill', id };
  }
}

export async function reportDrill(
  world: World,
  journal: Journal,
  job: string,
  tenant: string,
  command: DrillCommand,
): Promise<void> {
  const actor = { person: `system:${job}`, movers: ['system'] as const };
  const facts = drillFacts(world, journal, tenant, actor, command);
  const cause = { by: actor.person, cause: job, at: world.clock.now() };
  const outcome = await journal.act('tenant', tenant, command, facts, cause);
  if (outcome.ok) return;
  // The clock was set back while this was prepared: refused now, it has to come again.
  if (outcome.refusal.code === 'not-due') throw new Later(notDueMs);
  world.telemetry.log('info', 'job result no longer wanted', { job, code: outcome.refusal.code });
}

/** What was reported of every interface is what the network does. */
function settled(twin: Twin): boolean {
  return Object.values(twin.tenant.vifs).every((vif) => {
    if (vif.state === 'Deleting' || vif.state === 'Deleted') return true;
    const now = sessionsOf(twin, vif);
    return now.every(({ router, up }) => (vif.sessions.find((seen) => seen.router === router)?.up ?? false) === up);
  });
}

/** What a running drill takes away now. */
function lossesOf(state: TenantState, sites: Sites, { id }: Drill): DrillLosses {
  const { [id]: _running, ...drills } = state.drills;
  return drillLosses(reachOf(twinOf({ ...state, drills }, sites)), reachOf(twinOf(state, sites)));
}

/** Something else broke while a drill runs, and the cut now isolates what nobody agreed to: the cut is lifted at once. */
export async function guardDrills(world: World, journal: Journal, job: string, tenant: string): Promise<void> {
  const state = await journal.load('tenant', tenant);
  for (const drill of Object.values(state.drills)) {
    if (drill.state !== 'Running') continue;
    const { prefixes, pings } = lossesOf(state, await sitesOf(journal, state), drill);
    const agreed = new Set([...drill.forecast.losses.prefixes, ...drill.forecast.losses.pings]);
    if ([...prefixes, ...pings].every((one) => agreed.has(one))) continue;
    await reportDrill(world, journal, `${job}-${drill.id}`, tenant, { do: 'stop-drill', id: drill.id, for: 'ground' });
  }
}
