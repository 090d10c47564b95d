/**
 * What ought to be in flight for a connection as it is now. Pure: after every append and in every sweep the same
 * question is asked, and the keys make asking twice harmless.
 */
import { deadline } from '../engine/catalog/durations.ts';
import type { SiteEvent } from '../engine/site/index.ts';
import { isAlarmEvent } from '../engine/tenant/alarm/evolve.ts';
import { currentStep, wakes } from '../engine/tenant/clock.ts';
import type { Drill } from '../engine/tenant/drill/model.ts';
import type { TenantEvent } from '../engine/tenant/messages.ts';
import { type Connection, constructionSteps, openOrders, type TenantState } from '../engine/tenant/model.ts';
import { moneyWakes } from '../engine/tenant/money-clock.ts';
import type { Vif } from '../engine/tenant/network/model.ts';
import { isReviewEvent } from '../engine/tenant/review/evolve.ts';
import type { Effect } from './ports.ts';
import type { World } from './world.ts';

type Timing = Pick<World, 'tempo' | 'calendar'> & { readonly crew: 'simulated' | 'people' };

export function due(tenant: string, state: TenantState, id: string, timing: Timing): readonly Effect[] {
  const connection = Object.hasOwn(state.connections, id) ? state.connections[id] : undefined;
  if (Object.hasOwn(state.drills, id)) return drillWork(tenant, state.drills[id]);
  if (!connection) {
    const vif = Object.hasOwn(state.vifs, id) ? state.vifs[id] : undefined;
    const line = vif && state.connections[vif.connection];
    // A line is metered as long as something may be carried over it.
    const metering = line ? timers(state, line, { tenant, connection: line.id }, timing) : [];
    return [...vifWork(tenant, vif, timing), ...metering];
  }
  const about = { tenant, connection: id };
  return [
    ...review(connection, about),
    ...collection(state, connection, about),
    ...construction(connection, about, timing),
    ...timers(state, connection, about, timing),
  ];
}

/** A test under way is carried on step by step; a deleted interface is cleaned from the routers. */
function vifWork(tenant: string, vif: Vif | undefined, timing: Timing): Effect[] {
  if (vif?.state === 'Deleting')
    return [{ queue: 'construction', name: 'clean', key: `clean-${vif.id}`, data: { tenant, vif: vif.id } }];
  if (vif?.test?.state !== 'running') return [];
  const { run, steps, at } = vif.test;
  const key = `test-${vif.id}-${run}-${steps.length}`;
  return [
    {
      queue: 'connectivity-test',
      name: 'test',
      key,
      data: { tenant, vif: vif.id, run },
      at: deadline('test.stage', at, timing.tempo, timing.calendar),
    },
  ];
}

/** A drill is carried on by its state: started, looked at, given back. The timer that restores is set with the cut. */
function drillWork(tenant: string, drill: Drill | undefined): Effect[] {
  if (!drill) return [];
  const { id, startAt, startedAt, endsAt, seen } = drill;
  const step = (name: string, queue: 'clock' | 'construction', at?: number): Effect => ({
    queue,
    name: 'drill',
    key: `drill-${name}-${id}`,
    data: { tenant, drill: id, step: name },
    ...(at === undefined ? {} : { at }),
  });
  switch (drill.state) {
    case 'Approving':
      return [step('lapse', 'clock', Math.max(startAt, drill.createdAt + patienceMs))];
    case 'Scheduled':
      return [step('start', 'clock', startAt)];
    case 'Running':
      return [
        step('restore', 'clock', endsAt),
        ...(seen ? [] : [step('observe', 'construction')]),
        ...countdown(tenant, id, startedAt ?? startAt, endsAt ?? startAt),
      ];
    case 'Restoring':
      return [step('finish', 'construction')];
    default:
      return [];
  }
}

/** A reviewer has a day for a drill that was wanted at once. */
const patienceMs = 86_400_000;
/** Times the time left is drawn anew on the card. */
const ticks = 4;

function countdown(tenant: string, id: string, from: number, to: number): Effect[] {
  return Array.from({ length: ticks - 1 }, (_, index): Effect => {
    const tick = index + 1;
    return {
      queue: 'notification',
      name: 'announce',
      key: `tick-${id}-${tick}`,
      data: { tenant, thing: id, force: true, tick },
      at: Math.round(from + ((to - from) * tick) / ticks),
    };
  });
}

const reroutes: ReadonlySet<TenantEvent['type']> = new Set([
  'connection.activated',
  'connection.failed',
  'connection.repaired',
  'connection.suspended',
  'connection.resumed',
  'connection.deleted',
  'traffic.stopped',
  'traffic.resumed',
]);

/** Events after which sessions and routes may be different. What the simulation itself reported is not among them. */
export function changesRouting(event: TenantEvent): boolean {
  if (isAlarmEvent(event)) return false;
  if (isReviewEvent(event)) return event.type === 'quota.raised';
  if (event.type.startsWith('vif.'))
    return ['vif.created', 'vif.edited', 'vif.device-set', 'vif.deleting'].includes(event.type);
  if (event.type.startsWith('drill.')) return event.type === 'drill.started' || event.type === 'drill.restored';
  return 'id' in event || reroutes.has(event.type);
}

export function changesReach(event: SiteEvent): boolean {
  return !['site.opened', 'ports.reserved', 'ports.released', 'maintenance.announced', 'maintenance.extended'].includes(
    event.type,
  );
}

export function reconvergence(tenant: string, version: number, cause = 'tenant'): Effect {
  return {
    queue: 'construction',
    name: 'reconverge',
    key: `reconverge-${tenant}-${cause}-${version}`,
    data: { tenant },
  };
}

type About = { tenant: string; connection: string };

function review(connection: Connection, about: About): Effect[] {
  if (connection.state !== 'Ordering' || connection.checks) return [];
  return [{ queue: 'review', name: 'check', key: `check-${connection.id}`, data: about }];
}

function collection(state: TenantState, connection: Connection, about: About): Effect[] {
  return openOrders(state, connection.id).flatMap(({ id: order, collection: now }): Effect[] =>
    now?.state === 'requested'
      ? [
          {
            queue: 'payment',
            name: 'collect',
            key: `collect-${order}-${now.attempt}`,
            data: { ...about, order, attempt: now.attempt },
          },
        ]
      : [],
  );
}

function construction(connection: Connection, about: About, timing: Timing): Effect[] {
  if (connection.state === 'Deleted') {
    // Also without known ports: a reservation may have been under way when the deletion was decided.
    return [{ queue: 'construction', name: 'release', key: `release-${connection.id}`, data: about }];
  }
  const step = connection.state === 'Pending' ? currentStep(connection) : undefined;
  if (step?.status !== 'now') return [];
  const round = connection.construction?.round ?? 1;
  const key = `build-${connection.id}-${round}-${step.id}-${step.attempt}`;
  const data = { ...about, step: step.id, round, attempt: step.attempt };
  if (constructionSteps.find((row) => row.id === step.id)?.by === 'system')
    return [{ queue: 'construction', name: 'step', key, data }];
  if (timing.crew === 'people') return [];
  const startedAt = Math.max(connection.since, ...(connection.construction?.steps.map((row) => row.doneAt ?? 0) ?? []));
  return [
    {
      queue: 'construction',
      name: 'step',
      key,
      data,
      at: deadline('crew.cabling', startedAt, timing.tempo, timing.calendar),
    },
  ];
}

function timers(state: TenantState, connection: Connection, about: About, timing: Timing): Effect[] {
  const { tempo, calendar } = timing;
  return [...wakes(connection, tempo, calendar), ...moneyWakes(state, connection, tempo, calendar)].map((wake) => ({
    queue: 'clock',
    name: 'ring',
    key: `ring-${connection.id}-${wake.alarm}-${wake.at}`,
    data: { ...about, alarm: wake.alarm },
    at: wake.at,
  }));
}
