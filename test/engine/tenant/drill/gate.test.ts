/** The gate of a drill: what is refused, what goes to a second pair of eyes, and what voids a drill before it starts. */
import { describe, expect, it } from 'vitest';
import type { DrillCommand } from '../../../../src/engine/tenant/drill/messages.ts';
import type { DrillTarget, Forecast } from '../../../../src/engine/tenant/drill/model.ts';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import { given } from '../../core/given.ts';
import { entry } from '../network/cloud.ts';
import { day, facts, job, lin, rui } from '../story.ts';
import {
  drillFacts,
  everything,
  harmful,
  harmless,
  id,
  lost,
  moved,
  none,
  nothing,
  otherProof,
  past,
  proof,
  startAt,
  target,
} from './drills.ts';

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
  const approve = { do: 'approve-drill', id, proof: proof.hash } as const;
  const kept = ({ hash, site }: typeof proof) => ({ hash, site });

  it('keeps the proof it was given on, and what was foretold then', () =>
    given(tenant, past.approving)
      .when(approve, drillFacts(rui, harmful))
      .happens({ type: 'drill.approved', id, by: 'rui', forecast: harmful, proof: kept(proof) }));

  it('on the proof of another network is void', () =>
    given(tenant, past.approving)
      .when(approve, drillFacts(rui, moved))
      .refuses({ code: 'proof-void', field: 'proof', value: id }));

  it('with the proof that holds now is given', () => {
    const { after } = given(tenant, past.approving).when(
      { ...approve, proof: otherProof.hash.slice(0, 12) },
      drillFacts(rui, moved),
    );
    expect(after.drills[id]).toMatchObject({ state: 'Scheduled', forecast: moved, proof: kept(otherProof) });
  });

  it('is not given unseen', () =>
    given(tenant, past.approving)
      .when({ do: 'approve-drill', id }, drillFacts(rui, harmful))
      .refuses({ code: 'proof-unseen', field: 'proof', value: id, values: { proof: proof.hash.slice(0, 12) } }));

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
  it.each<[string, keyof typeof past, Forecast, object, typeof none]>([
    ['ground',      'scheduled', moved,    {},                         lost],
    ['ground',      'approved',  moved,    {},                         lost],
    ['ground',      'scheduled', harmful,  {},                         none],
    ['maintenance', 'scheduled', harmless, { blocked: 'maintenance' }, none],
    ['arrears',     'scheduled', harmless, { blocked: 'arrears' },     none],
  ])('is refused for %s when %s', (why, column, forecast, more, gone) => {
    given(tenant, past[column])
      .when(start, drillFacts(job, forecast, startAt, more))
      .happens({ type: 'drill.voided', id, for: why as 'ground', changed: { gained: none, lost: gone } });
  });

  it('is refused where only the outcome is another, and says so', () => {
    const otherwise = { ...harmless, end: lost };
    given(tenant, past.scheduled)
      .when(start, { ...drillFacts(job, otherwise), proof: otherProof })
      .happens({ type: 'drill.voided', id, for: 'ground', changed: { gained: lost, lost: none } });
  });

  it('is refused once the interface is gone', () => {
    const gone = [...past.scheduled, entry({ type: 'vif.deleting', id: 'vif-1', by: 'lin' })];
    given(tenant, gone)
      .when(start, drillFacts(job))
      .happens({ type: 'drill.voided', id, for: 'gone', changed: { gained: none, lost: none } });
  });
});

describe('the end', () => {
  it('says what did not come back', () =>
    given(tenant, past.restoring)
      .when({ do: 'finish-drill', id }, drillFacts(job, moved))
      .happens({ type: 'drill.finished', id, missing: lost }));

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
