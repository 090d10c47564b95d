/** The gate of a drill: what is refused, what goes to a second pair of eyes, and what voids a drill before it starts. */
import { describe, expect, it } from 'vitest';
import type { DrillCommand } from '../../../../src/engine/tenant/drill/messages.ts';
import type { DrillTarget, Forecast } from '../../../../src/engine/tenant/drill/model.ts';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import { given } from '../../core/given.ts';
import { entry } from '../network/cloud.ts';
import { day, facts, job, lin, rui } from '../story.ts';
import { drillFacts, everything, harmful, harmless, id, moved, nothing, past, startAt, target } from './drills.ts';

type Request = Extract<DrillCommand, { do: 'request-drill' }>;
const ask = (more: Partial<Request> = {}): Request => ({
  do: 'request-drill',
  id: 'drill-2',
  target,
  minutes: 180,
  startAt,
  ask: false,
  ...more,
});
const idle: Forecast = { ...harmless, losses: { ...nothing, sessions: [] } };
const onVif = (vif: string, router: string): DrillTarget => ({ kind: 'session', vif, router });
const pingOnly: Forecast = { ...harmless, losses: { ...nothing, pings: ['i-1 10.0.0.10'] } };

describe('a request', () => {
  // biome-ignore format: rows
  it.each<[string, Partial<Request>, Forecast, object]>([
    ['an unknown interface',    { target: onVif('vif-9', 'lr-bj-a') },                   harmless, { code: 'unknown-thing', field: 'vif', value: 'vif-9' }],
    ['a router elsewhere',      { target: onVif('vif-1', 'lr-gz-a') },                   harmless, { code: 'unknown-thing', field: 'router', value: 'lr-gz-a' }],
    ['a line of somebody else', { target: { kind: 'line', connection: 'conn-7' } },      harmless, { code: 'unknown-thing', field: 'line', value: 'conn-7' }],
    ['a router without tunnels',{ target: { kind: 'line-router', router: 'lr-gz-a' } },  harmless, { code: 'unknown-thing', field: 'router', value: 'lr-gz-a' }],
    ['no minute',               { minutes: 0 },                                          harmless, { code: 'bad-field', field: 'minutes', value: 0, values: { expect: 'drill-minutes' } }],
    ['a minute too much',       { minutes: 4_321 },                                      harmless, { code: 'bad-field', field: 'minutes', value: 4_321, values: { expect: 'drill-minutes' } }],
    ['half a minute',           { minutes: 1.5 },                                        harmless, { code: 'bad-field', field: 'minutes', value: 1.5, values: { expect: 'drill-minutes' } }],
    ['too far ahead',           { startAt: startAt + 31 * day },                         harmless, { code: 'bad-field', field: 'at', value: new Date(startAt + 31 * day).toISOString(), values: { expect: 'drill-at' } }],
    ['nothing that is up',      {},                                                      idle,     { code: 'drill-idle' }],
    ['the last path of a range',{},                                                      harmful,  { code: 'drill-cuts', values: { lost: '10.0.0.0/16, i-1 10.0.0.10' } }],
    ['the last path of a ping', {},                                                      pingOnly, { code: 'drill-cuts', values: { lost: 'i-1 10.0.0.10' } }],
  ])('for %s is refused', (_name, more, forecast, refusal) => {
    expect(given(tenant, past.none).when(ask(more), drillFacts(lin, forecast)).decision).toEqual({ ok: false, refusal });
  });

  it.each([1, 4_320])('may last %d minutes', (minutes) => {
    expect(given(tenant, past.none).when(ask({ minutes }), drillFacts(lin)).said).toBe('drill.requested');
  });

  it.each(['maintenance', 'arrears'] as const)('in %s is refused', (blocked) => {
    const { said } = given(tenant, past.none).when(ask(), drillFacts(lin, harmless, startAt, { blocked }));
    expect(said).toBe(`refused drill-${blocked}`);
  });

  it.each(['approving', 'scheduled', 'running', 'restoring'] as const)('beside one that is %s is refused', (column) => {
    const { decision } = given(tenant, past[column]).when(ask(), drillFacts(lin));
    expect(decision).toEqual({ ok: false, refusal: { code: 'drill-open', value: id } });
  });

  it.each(['completed', 'refused', 'cancelled'] as const)('after one that is %s is taken', (column) => {
    expect(given(tenant, past[column]).when(ask(), drillFacts(lin)).said).toBe('drill.requested');
  });

  it('is refused while nobody has simulated it', () =>
    given(tenant, past.none).when(ask(), facts(lin)).refuses({ code: 'drill-unknown' }));

  it('that would isolate something goes to a reviewer when asked for', () => {
    const { after } = given(tenant, past.none).when(ask({ ask: true }), drillFacts(lin, harmful));
    expect(after.drills['drill-2']).toMatchObject({ state: 'Approving', forecast: { losses: everything } });
  });

  it('that harms nothing needs no second pair of eyes', () => {
    const { after } = given(tenant, past.none).when(ask({ ask: true }), drillFacts(lin));
    expect(after.drills['drill-2']?.state).toBe('Scheduled');
  });
});

describe('an approval', () => {
  const approve = { do: 'approve-drill', id } as const;

  it('on another ground is not given: the drill is proposed anew with what changed', () => {
    const when = given(tenant, past.approving).when(approve, drillFacts(rui, moved));
    const changed = ['- route bgw-1 10.0.0.0/16 vif-1/lr-bj-a+vif-1/lr-bj-b'];
    when.happens({ type: 'drill.reproposed', id, forecast: moved, changed, by: 'rui' });
    expect(when.after.drills[id]).toMatchObject({ state: 'Approving', forecast: moved, changed });
  });

  it('from a card drawn before is refused', () =>
    given(tenant, past.approving)
      .when(approve, { ...drillFacts(rui, harmful), seenRevision: 1 })
      .refuses({ code: 'drill-stale', value: id }));
});

describe('the start', () => {
  const start = { do: 'start-drill', id } as const;

  it('of an approved drill cuts what was approved', () =>
    expect(given(tenant, past.approved).when(start, drillFacts(job, harmful)).said).toBe('drill.started'));

  // biome-ignore format: rows
  it.each<[string, keyof typeof past, Forecast, object, readonly string[]]>([
    ['ground',      'scheduled', moved,    {},                         ['- route bgw-1 10.0.0.0/16 vif-1/lr-bj-a+vif-1/lr-bj-b']],
    ['ground',      'approved',  moved,    {},                         ['- route bgw-1 10.0.0.0/16 vif-1/lr-bj-a+vif-1/lr-bj-b']],
    ['ground',      'scheduled', harmful,  {},                         []],
    ['maintenance', 'scheduled', harmless, { blocked: 'maintenance' }, []],
    ['arrears',     'scheduled', harmless, { blocked: 'arrears' },     []],
  ])('is refused for %s when %s', (why, column, forecast, more, changed) => {
    given(tenant, past[column])
      .when(start, drillFacts(job, forecast, startAt, more))
      .happens({ type: 'drill.voided', id, for: why as 'ground', changed });
  });

  it('is refused once the interface is gone', () => {
    const gone = [...past.scheduled, entry({ type: 'vif.deleting', id: 'vif-1', by: 'lin' })];
    given(tenant, gone).when(start, drillFacts(job)).happens({ type: 'drill.voided', id, for: 'gone', changed: [] });
  });
});

describe('the end', () => {
  it('says what did not come back', () =>
    given(tenant, past.restoring)
      .when({ do: 'finish-drill', id }, drillFacts(job, moved))
      .happens({ type: 'drill.finished', id, missing: ['route bgw-1 10.0.0.0/16 vif-1/lr-bj-a+vif-1/lr-bj-b'] }));

  it('comes once: what is restored is not restored again', () => {
    const timer = { do: 'stop-drill', id, for: 'time' } as const;
    const first = given(tenant, past.running).when(timer, drillFacts(job, harmless, startAt + day));
    expect(first.said).toBe('drill.restored');
    expect(tenant.decide(timer, first.after, drillFacts(job, harmless, startAt + day))).toEqual({
      ok: true,
      events: [],
    });
  });
});
