/** Which alarms ring when, in order, at both paces; who is waited for and until when. */
import { describe, expect, it } from 'vitest';
import type { Pace } from '../../../src/engine/catalog/durations.ts';
import { waitingFor, wakes } from '../../../src/engine/tenant/clock.ts';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { TenantEvent } from '../../../src/engine/tenant/messages.ts';
import { given, type Past, stateOf } from '../core/given.ts';
import { connection, day, deletionAsked, facts, job, removed, type Story, stories, T0, weekdays } from './story.ts';

const march = (date: number) => Date.UTC(2026, 2, date, 2);
const seconds = (count: number) => T0 + count * 1000;
const lineOf = (past: readonly Past<TenantEvent>[]) =>
  stateOf(tenant, past).connections[connection] ?? expect.fail('no line');
const rang = (alarm: string): Past<TenantEvent> => ({
  at: T0,
  by: 'system:job',
  events: [{ type: 'connection.rang', connection, alarm }],
});

/** Everything began on Monday 2 March 2026 at 02:00 UTC. Steps of the story are promised by the day. */
const alarms: readonly [Story, Pace, readonly (readonly [string, number])[]][] = [
  [
    'ordering',
    'real',
    [
      ['review-reminder', march(3)],
      ['review-escalation', march(4)],
      ['review-last', march(5)],
    ],
  ],
  [
    'ordering',
    'demo',
    [
      ['review-reminder', seconds(6)],
      ['review-escalation', seconds(12)],
      ['review-last', seconds(18)],
    ],
  ],
  ['rejected', 'real', []],
  [
    'approved',
    'real',
    [
      ['payment-reminder', march(5)],
      ['payment-last-reminder', march(9)],
      ['payment-expiry', T0 + 30 * day],
    ],
  ],
  [
    'approved',
    'demo',
    [
      ['payment-reminder', seconds(18)],
      ['payment-last-reminder', seconds(42)],
      ['payment-expiry', seconds(180)],
    ],
  ],
  ['building', 'real', [['late-reserve-ports-1', T0 + day]]],
  ['stuck', 'real', [['late-reserve-ports-1', T0 + day]]],
  [
    'built',
    'real',
    [
      ['acceptance-reminder', march(5)],
      ['acceptance-escalation', march(16)],
    ],
  ],
  [
    'built',
    'demo',
    [
      ['acceptance-reminder', seconds(18)],
      ['acceptance-escalation', seconds(60)],
    ],
  ],
  ['active', 'real', []],
  ['failed', 'real', []],
  ['deleting', 'real', [['removal-reminder', T0 + 20 * day]]],
  ['deleting', 'demo', [['removal-reminder', seconds(120)]]],
  ['removed', 'real', []],
  ['withdrawn', 'real', []],
];

describe('alarms', () => {
  it.each(alarms)('of %s at %s pace', (story, pace, expected) => {
    expect(wakes(lineOf(stories[story]), pace, weekdays).map(({ alarm, at }) => [alarm, at])).toEqual(expected);
  });

  it('ring once, each for itself', () => {
    const line = lineOf([...stories.ordering, rang('review-reminder')]);
    expect(wakes(line, 'real', weekdays).map(({ alarm }) => alarm)).toEqual(['review-escalation', 'review-last']);
  });

  it('start anew when the state changes', () => {
    expect(lineOf([...stories.ordering, rang('review-reminder'), ...stories.approved.slice(1)]).rang).toEqual([]);
  });
});

describe('ringing', () => {
  it.each<[string, readonly Past<TenantEvent>[], string, number, string]>([
    ['too early', stories.ordering, 'review-reminder', march(3) - 1, 'refused not-due'],
    ['on time', stories.ordering, 'review-reminder', march(3), 'connection.rang'],
    ['twice', [...stories.ordering, rang('review-reminder')], 'review-reminder', march(9), 'silence'],
    ['of another state', stories.built, 'review-reminder', T0 + 99 * day, 'refused not-due'],
    ['of another round', stories.building, 'late-reserve-ports-2', T0 + 99 * day, 'refused not-due'],
    ['of a step', stories.building, 'late-reserve-ports-1', T0 + day, 'connection.rang'],
    ['of expiry is not a ring', stories.approved, 'payment-expiry', T0 + 99 * day, 'refused not-due'],
    ['of nothing known', stories.ordering, 'tea', T0 + 99 * day, 'refused not-due'],
  ])('%s', (_name, past, alarm, at, said) => {
    expect(given(tenant, past).when({ do: 'ring', connection, alarm }, facts(job, at)).said).toBe(said);
  });
});

describe('who is waited for', () => {
  const gone = [...stories.buildingLeaving, approvedDeletion(), removed];
  it.each<[string, readonly Past<TenantEvent>[], ReturnType<typeof waitingFor>]>([
    ['ordering', stories.ordering, { owner: 'reviewer', dueAt: march(4) }],
    ['rejected', stories.rejected, undefined],
    ['approved', stories.approved, { owner: 'customer', dueAt: T0 + 30 * day }],
    ['building', stories.building, { owner: 'system', dueAt: T0 + day }],
    ['a failed step', stories.stuck, { owner: 'field', dueAt: T0 + day }],
    ['leaving while building', stories.buildingLeaving, { owner: 'reviewer', dueAt: march(4) }],
    ['built', stories.built, { owner: 'customer', dueAt: march(16) }],
    ['leaving while built', [...stories.built, deletionAsked], { owner: 'reviewer', dueAt: march(4) }],
    ['active', stories.active, undefined],
    ['failed', stories.failed, { owner: 'field' }],
    ['deleting', stories.deleting, { owner: 'field', dueAt: T0 + 30 * day }],
    ['removed', stories.removed, undefined],
    ['removed before it was built', gone, undefined],
    ['withdrawn', stories.withdrawn, undefined],
  ])('%s', (_name, past, expected) => {
    expect(waitingFor(lineOf(past), 'real', weekdays)).toEqual(expected);
  });
});

function approvedDeletion(): Past<TenantEvent> {
  return { at: T0, by: 'rui', events: [{ type: 'deletion.approved', connection, by: 'rui' }] };
}
