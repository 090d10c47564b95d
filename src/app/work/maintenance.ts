/** What follows from a maintenance: reminders, the start with its account of what happens, the end; and who is told what. */
import { type FleetTenant, failureName, fleetImpact } from '../../engine/fleet/index.ts';
import type { Maintenance, MaintenancePart, SiteEvent, SiteState } from '../../engine/site/index.ts';
import type { MaintenanceCommand } from '../../engine/site/maintenance.ts';
import { concerned, foretold, partPhrase, seen } from '../cards/maintenance.ts';
import { loadFleet, partOf } from '../fleet.ts';
import type { Journal } from '../journal.ts';
import { who } from '../people.ts';
import type { Effect } from '../ports.ts';
import { type Said, t } from '../text/phrase.ts';
import type { World } from '../world.ts';
import { reportDrill } from './drill.ts';
import { tellEngineers, tellTenant } from './notice.ts';

export const maintenanceSteps = ['day-before', 'hour-before', 'start', 'end'] as const;
export type MaintenanceStep = (typeof maintenanceSteps)[number];
export interface MaintenanceTask {
  readonly region: string;
  readonly maintenance: string;
  readonly step: MaintenanceStep;
}

const find = (site: SiteState, id: string): Maintenance | undefined =>
  Object.hasOwn(site.maintenances, id) ? site.maintenances[id] : undefined;

export async function maintenanceWork(
  world: World,
  journal: Journal,
  job: string,
  { region, maintenance: id, step }: MaintenanceTask,
): Promise<void> {
  const site = await journal.load('site', region);
  const one = find(site, id);
  if (!one) return;
  if (step === 'day-before' || step === 'hour-before') {
    if (one.state === 'Announced') await tellAll(world, journal, one, step, one.predicted, soon(one));
    return;
  }
  if (step === 'end') return report(world, journal, job, region, { do: 'end-maintenance', id });
  if (one.state !== 'Announced' || world.clock.now() < one.from) return;
  const fleet = await loadFleet(journal);
  // Drills give way first: the window and a cut together might take what neither takes alone.
  await stopDrills(world, journal, job, region, fleet);
  const now = await loadFleet(journal);
  const observed = fleetImpact(now, { ...site, region }, one.target).affected.map(partOf);
  await report(world, journal, job, region, { do: 'start-maintenance', id, observed });
}

async function stopDrills(
  world: World,
  journal: Journal,
  job: string,
  region: string,
  fleet: readonly FleetTenant[],
): Promise<void> {
  for (const { id: tenant, state } of fleet)
    for (const drill of Object.values(state.drills))
      if (drill.state === 'Running' && drill.region === region)
        await reportDrill(world, journal, `${job}-${drill.id}`, tenant, {
          do: 'stop-drill',
          id: drill.id,
          for: 'maintenance',
        });
}

async function report(
  world: World,
  journal: Journal,
  job: string,
  region: string,
  command: MaintenanceCommand,
): Promise<void> {
  const at = world.clock.now();
  const by = `system:${job}`;
  const outcome = await journal.act('site', region, command, () => ({ at, by }), { by, cause: job, at });
  if (!outcome.ok) world.telemetry.log('info', 'job result no longer wanted', { job, code: outcome.refusal.code });
}

type Tell = (part: MaintenancePart) => Said;
const target = (one: Maintenance): string => failureName(one.target);
const soon =
  (one: Maintenance): Tell =>
  (part) =>
    t('notice.maintenance-soon', { target: target(one), from: { at: one.from }, part: partPhrase(part) });

async function tellAll(
  world: World,
  journal: Journal,
  one: Maintenance,
  what: string,
  parts: readonly MaintenancePart[],
  tell: Tell,
): Promise<void> {
  for (const part of parts)
    await tellTenant(world, journal, part.tenant, `${one.id}-${what}-${one.revision}-${part.tenant}`, tell(part));
}

/** Everybody hears of what an event means for them; said once however often it is settled. */
export async function tellMaintenance(
  world: World,
  journal: Journal,
  site: SiteState,
  event: SiteEvent,
): Promise<void> {
  if (!event.type.startsWith('maintenance.') || !('id' in event)) return;
  const one = find(site, event.id);
  if (!one) return;
  const [from, to] = [{ at: one.from }, { at: one.to }];
  const named = { id: one.id, target: target(one) };
  const roster = await journal.load('roster', '');
  const ops = (said: Said) => tellEngineers(world, journal, `${one.id}-${event.type}-${one.revision}`, said);
  const all = (parts: readonly MaintenancePart[], tell: Tell) => tellAll(world, journal, one, event.type, parts, tell);
  switch (event.type) {
    case 'maintenance.announced':
      await ops(
        t('notice.maintenance-ops-announced', {
          ...named,
          from,
          to,
          who: who(roster, one.by),
          count: one.predicted.length,
        }),
      );
      return all(one.predicted, (part) =>
        t('notice.maintenance-announced', {
          target: target(one),
          from,
          to,
          reason: one.reason,
          part: partPhrase(part),
        }),
      );
    case 'maintenance.extended':
      return all(concerned(one), () => t('notice.maintenance-extended', { target: target(one), to }));
    case 'maintenance.started':
      await ops(t('notice.maintenance-ops-started', { ...named, count: event.observed.length }));
      return all(concerned(one), ({ tenant }) =>
        t('notice.maintenance-started', { target: target(one), to, part: partPhrase(seen(one, tenant)) }),
      );
    case 'maintenance.cancelled':
      if (one.state === 'Cancelled')
        return all(one.predicted, () => t('notice.maintenance-cancelled', { target: target(one), from }));
      return tellEnd(one, ops, all);
    case 'maintenance.ended':
      return tellEnd(one, ops, all);
    default:
  }
}

async function tellEnd(
  one: Maintenance,
  ops: (said: Said) => Promise<void>,
  all: (parts: readonly MaintenancePart[], tell: Tell) => Promise<void>,
): Promise<void> {
  const parts = concerned(one);
  const same = parts.filter(
    ({ tenant }) => JSON.stringify(seen(one, tenant)) === JSON.stringify(foretold(one, tenant)),
  ).length;
  await ops(t('notice.maintenance-ops-ended', { id: one.id, target: target(one), same, other: parts.length - same }));
  await all(parts, ({ tenant }) =>
    t('notice.maintenance-ended', {
      target: target(one),
      predicted: partPhrase(foretold(one, tenant)),
      happened: partPhrase(seen(one, tenant)),
    }),
  );
}

const hourMs = 3_600_000;

/** Timers of a maintenance as it is now; another end is another timer. */
export function maintenanceDue(
  region: string,
  { id, state, from, to, announcedAt }: Maintenance,
  scale: (milliseconds: number) => number,
): Effect[] {
  const step = (name: MaintenanceStep, at: number): Effect => ({
    queue: 'clock',
    name: 'maintenance',
    key: `maintenance-${name}-${id}-${at}`,
    data: { region, maintenance: id, step: name },
    at,
  });
  if (state === 'Running') return [step('end', to)];
  if (state !== 'Announced') return [];
  const reminders = [step('day-before', from - scale(24 * hourMs)), step('hour-before', from - scale(hourMs))].filter(
    ({ at = 0 }) => at > announcedAt,
  );
  return [...reminders, step('start', from)];
}
