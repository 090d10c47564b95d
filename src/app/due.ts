/**
 * What ought to be in flight for a connection as it is now. Pure: after every append and in every sweep the same
 * question is asked, and the keys make asking twice harmless.
 */
import { deadline } from '../engine/catalog/durations.ts';
import { currentStep, wakes } from '../engine/tenant/clock.ts';
import { type Connection, constructionSteps, openOrder, type TenantState } from '../engine/tenant/model.ts';
import type { Effect } from './ports.ts';
import type { World } from './world.ts';

type Timing = Pick<World, 'tempo' | 'calendar'> & { readonly crew: 'simulated' | 'people' };

export function due(tenant: string, state: TenantState, connection: Connection, timing: Timing): readonly Effect[] {
  const about = { tenant, connection: connection.id };
  return [
    ...review(connection, about),
    ...collection(state, connection, about),
    ...construction(connection, about, timing),
    ...timers(connection, about, timing),
  ];
}

type About = { tenant: string; connection: string };

function review(connection: Connection, about: About): Effect[] {
  if (connection.state !== 'Ordering' || connection.checks) return [];
  return [{ queue: 'review', name: 'check', key: `check-${connection.id}`, data: about }];
}

function collection(state: TenantState, connection: Connection, about: About): Effect[] {
  const order = openOrder(state, connection.id);
  if (order?.collection?.state !== 'requested') return [];
  const { attempt } = order.collection;
  return [
    {
      queue: 'payment',
      name: 'collect',
      key: `collect-${order.id}-${attempt}`,
      data: { ...about, order: order.id, attempt },
    },
  ];
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

function timers(connection: Connection, about: About, timing: Timing): Effect[] {
  return wakes(connection, timing.tempo, timing.calendar).map((wake) => ({
    queue: 'clock',
    name: 'ring',
    key: `ring-${connection.id}-${wake.alarm}-${wake.at}`,
    data: { ...about, alarm: wake.alarm },
    at: wake.at,
  }));
}
