/** Building a line: steps in order, failures and retries, objections, faults. */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { TenantCommand, TenantEvent } from '../../../src/engine/tenant/messages.ts';
import type { Actor, StepId } from '../../../src/engine/tenant/model.ts';
import { given, type Past, stateOf } from '../core/given.ts';
import {
  connection,
  day,
  facts,
  fei,
  installation,
  job,
  lin,
  portsHeld,
  refusedPayment,
  rental,
  stepDone,
  stepFailed,
  stories,
  T0,
} from './story.ts';

const finish = (step: StepId) => ({ do: 'finish-step', connection, step }) as const;
const fail = (step: StepId, attempt = 1) =>
  ({ do: 'fail-step', connection, step, round: 1, attempt, detail: { dbm: -31 } }) as const;
const retry = { do: 'retry-step', connection } as const;
const entry = (...events: readonly TenantEvent[]): Past<TenantEvent> => ({ at: T0, by: 'x', events });
const retried = (step: StepId) => entry({ type: 'construction.step-retried', connection, step, by: 'fei' });
const object = (reason = 'no light') => ({ do: 'object', connection, reason }) as const;

const reserved = [...stories.building, stepDone('reserve-ports', portsHeld)];
const cabled = [...reserved, stepDone('cabling')];
const dark = [...cabled, stepFailed('light-levels')];
const again = [...dark, retried('light-levels')];
const lit = [...cabled, stepDone('light-levels')];

describe('a step', () => {
  it.each<[string, readonly Past<TenantEvent>[], Actor, TenantCommand, string]>([
    ['first', stories.building, job, finish('reserve-ports'), 'construction.step-done'],
    ['out of turn', stories.building, job, finish('cabling'), 'refused step-not-at-work'],
    ['last, too soon', stories.building, job, finish('link-debugging'), 'refused step-not-at-work'],
    ['of the system, by a person', stories.building, fei, finish('reserve-ports'), 'refused not-your-role'],
    ['cabling by an engineer', reserved, fei, finish('cabling'), 'construction.step-done'],
    ['cabling by the simulated crew', reserved, job, finish('cabling'), 'construction.step-done'],
    ['done again', cabled, fei, finish('cabling'), 'silence'],
    ['failed', cabled, job, fail('light-levels'), 'construction.step-failed'],
    ['failed again', dark, job, fail('light-levels'), 'silence'],
    ['finished while failed', dark, job, finish('light-levels'), 'refused step-not-at-work'],
    ['failed report of the first try during the second', again, job, fail('light-levels', 1), 'silence'],
    ['second try failed', again, job, fail('light-levels', 2), 'construction.step-failed'],
    ['second try finished', again, job, finish('light-levels'), 'construction.step-done'],
    ['failed report after it was done', lit, job, fail('light-levels'), 'silence'],
    ['failed before its turn', reserved, job, fail('light-levels'), 'silence'],
    ['retried', dark, fei, retry, 'construction.step-retried'],
    ['retried twice', again, fei, retry, 'silence'],
    ['last', lit, job, finish('link-debugging'), 'construction.step-done construction.completed'],
  ])('%s', (_name, past, actor, command, said) => {
    expect(given(tenant, past).when(command, facts(actor)).said).toBe(said);
  });

  it('done keeps its proof, its ports and when', () => {
    const detail = { dbm: -7.5 };
    const { after } = given(tenant, stories.building).when(
      { do: 'finish-step', connection, step: 'reserve-ports', detail, ports: portsHeld },
      facts(job),
      T0 + 5,
    );
    const line = after.connections[connection];
    expect(line?.ports).toEqual(portsHeld);
    expect(line?.construction?.steps.map((step) => [step.id, step.status, step.doneAt, step.detail])).toEqual([
      ['reserve-ports', 'done', T0 + 5, detail],
      ['cabling', 'now', undefined, undefined],
      ['light-levels', 'waiting', undefined, undefined],
      ['link-debugging', 'waiting', undefined, undefined],
    ]);
  });

  it('out of turn names the one at work', () => {
    given(tenant, reserved)
      .when(finish('link-debugging'), facts(job))
      .refuses({ code: 'step-not-at-work', field: 'step', value: 'link-debugging', values: { now: 'cabling' } });
  });
});

describe('the promise', () => {
  it('counts working days from the payment', () => {
    // Monday 2 March + 1, 10, 11, 12 working days.
    given(tenant, stories.collecting)
      .when({ do: 'settle', connection, order: installation, payment: 'pay-1', fen: 1_500_000 }, facts(job))
      .happens(
        { type: 'order.paid', connection, order: installation, payment: 'pay-1', fen: 1_500_000 },
        {
          type: 'construction.started',
          connection,
          round: 1,
          from: 'reserve-ports',
          promised: [
            { step: 'reserve-ports', at: Date.UTC(2026, 2, 3, 2) },
            { step: 'cabling', at: Date.UTC(2026, 2, 16, 2) },
            { step: 'light-levels', at: Date.UTC(2026, 2, 17, 2) },
            { step: 'link-debugging', at: Date.UTC(2026, 2, 18, 2) },
          ],
        },
      );
  });
});

describe('an objection', () => {
  const at = T0 + 30 * day;

  it('starts round two at the cabling and keeps the ports', () => {
    const outcome = given(tenant, stories.built).when(object(' no light '), facts(fei, at), at);
    outcome.happens(
      { type: 'connection.objected', connection, by: 'fei', reason: 'no light' },
      {
        type: 'construction.started',
        connection,
        round: 2,
        from: 'cabling',
        promised: [
          { step: 'cabling', at: Date.UTC(2026, 3, 15, 2) },
          { step: 'light-levels', at: Date.UTC(2026, 3, 16, 2) },
          { step: 'link-debugging', at: Date.UTC(2026, 3, 17, 2) },
        ],
      },
    );
    const line = outcome.after.connections[connection];
    expect(line).toMatchObject({ state: 'Pending', since: at, objection: 'no light', ports: portsHeld });
    expect(line?.construction?.steps.map((step) => step.status)).toEqual(['done', 'now', 'waiting', 'waiting']);
  });

  it('takes back a confirmation and voids its unpaid order', () => {
    const past = [...stories.agreed, refusedPayment(rental)];
    const outcome = given(tenant, past).when(object(), facts(lin));
    expect(outcome.said).toBe('order.voided connection.objected construction.started');
    expect(outcome.after.connections[connection]).toMatchObject({ confirmedBy: undefined, term: undefined });
    expect(outcome.after.orders[rental]?.status).toBe('void');
  });

  it('has to wait while the rental is being taken', () => {
    given(tenant, stories.agreed).when(object(), facts(lin)).refuses({ code: 'payment-under-way', value: connection });
  });

  it.each(['', '   ', 'x'.repeat(257)])('needs a reason, not “%s”', (reason) => {
    given(tenant, stories.built)
      .when(object(reason), facts(lin))
      .refuses({ code: 'bad-field', field: 'reason', value: reason, values: { expect: 'reason' } });
  });

  it('leads through three steps to the next joint test, and may be made again', () => {
    const second = given(tenant, stories.built).when(object(), facts(lin));
    const events = second.decision.ok ? second.decision.events : [];
    const rebuilt = [
      ...stories.built,
      entry(...events),
      stepDone('cabling'),
      stepDone('light-levels'),
      entry(
        { type: 'construction.step-done', connection, step: 'link-debugging', by: 'system:job' },
        { type: 'construction.completed', connection },
      ),
    ];
    expect(stateOf(tenant, rebuilt).connections[connection]?.state).toBe('Confirming');
    const third = given(tenant, rebuilt).when(object('still dark'), facts(lin));
    expect(third.after.connections[connection]?.construction?.round).toBe(3);
  });
});

describe('a fault', () => {
  it('and its repair change the state and keep the reason', () => {
    const broken = given(tenant, stories.active).when(
      { do: 'report-fault', connection, reason: 'fibre cut' },
      facts(fei),
    );
    broken.happens({ type: 'connection.failed', connection, by: 'fei', reason: 'fibre cut' });
    expect(broken.after.connections[connection]).toMatchObject({ state: 'InActive', faultReason: 'fibre cut' });
    given(tenant, stories.failed)
      .when({ do: 'report-repair', connection }, facts(job))
      .happens({ type: 'connection.repaired', connection, by: 'system:job' });
  });
});
