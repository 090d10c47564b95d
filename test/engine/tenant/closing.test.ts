/** Leaving: withdraw, expiry, deletion with and without approval, removal, and what becomes of money and wishes. */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { TenantEvent } from '../../../src/engine/tenant/messages.ts';
import { given, type Past, stateOf } from '../core/given.ts';
import {
  activated,
  confirmed,
  connection,
  day,
  deletionAsked,
  facts,
  fei,
  installation,
  job,
  lin,
  refusedPayment,
  rental,
  requested,
  rui,
  stories,
  T0,
} from './story.ts';

const entry = (...events: readonly TenantEvent[]): Past<TenantEvent> => ({ at: T0, by: 'x', events });
const awaited = entry({ type: 'order.payment-awaited', connection, order: installation });
const voided = { type: 'order.voided', connection, order: installation, fen: 1_500_000 } as const;

describe('withdrawing', () => {
  const withdraw = { do: 'withdraw', connection } as const;
  it.each([
    ['an application', stories.ordering, 'connection.withdrawn'],
    ['before paying', stories.approved, 'order.voided connection.withdrawn'],
    [
      'after a refused payment',
      [...stories.collecting, refusedPayment(installation)],
      'order.voided connection.withdrawn',
    ],
    ['from the counter', [...stories.collecting, awaited], 'order.voided connection.withdrawn'],
    ['while money is being taken', stories.collecting, 'refused payment-under-way'],
    ['after paying', stories.building, 'refused not-now'],
    ['twice', stories.withdrawn, 'silence'],
  ])('%s', (_name, past, said) => {
    expect(given(tenant, past).when(withdraw, facts(lin)).said).toBe(said);
  });
});

describe('an unpaid installation order', () => {
  const expire = { do: 'expire', connection } as const;
  const refused = [...stories.collecting, refusedPayment(installation)];
  it.each([
    ['lives 30 days', stories.approved, T0 + 30 * day - 1, 'real', 'refused not-due'],
    ['then expires', stories.approved, T0 + 30 * day, 'real', 'order.voided connection.expired'],
    ['expires after a refusal', refused, T0 + 30 * day, 'real', 'order.voided connection.expired'],
    ['not while money is being taken', stories.collecting, T0 + 40 * day, 'real', 'refused not-due'],
    ['lives 180 seconds at demo pace', stories.approved, T0 + 179_999, 'demo', 'refused not-due'],
    ['then expires at demo pace', stories.approved, T0 + 180_000, 'demo', 'order.voided connection.expired'],
    ['expires never once paid', stories.building, T0 + 400 * day, 'real', 'refused not-now'],
  ] as const)('%s', (_name, past, at, pace, said) => {
    expect(given(tenant, past).when(expire, facts(job, at, { pace })).said).toBe(said);
  });

  it('expires once', () => {
    const gone = [...stories.approved, entry(voided, { type: 'connection.expired', connection })];
    expect(stateOf(tenant, gone).connections[connection]).toMatchObject({ state: 'Deleted', closedBy: 'expired' });
    given(tenant, gone)
      .when(expire, facts(job, T0 + 400 * day))
      .silent();
  });
});

describe('deleting', () => {
  const remove = { do: 'delete', connection } as const;
  const approve = { do: 'approve', connection } as const;
  const refuse = { do: 'reject', connection, reason: 'use it up' } as const;
  const agreedLeaving = [...stories.built, deletionAsked, confirmed];

  it.each([
    ['a line in use needs no approval', stories.active, 'deletion.started'],
    ['a broken line needs none either', stories.failed, 'deletion.started'],
    ['during construction asks for approval', stories.building, 'deletion.requested'],
    ['during the joint test asks for approval', stories.built, 'deletion.requested'],
    ['asked twice is silence', stories.buildingLeaving, 'silence'],
    ['a rejected application clears it', stories.rejected, 'connection.deleted'],
    ['an application is withdrawn instead', stories.ordering, 'refused not-now'],
    ['an unpaid line is withdrawn instead', stories.approved, 'refused not-now'],
  ])('%s', (_name, past, said) => {
    expect(given(tenant, past).when(remove, facts(lin)).said).toBe(said);
  });

  it('approved voids an unpaid rental order', () => {
    given(tenant, agreedLeaving)
      .when(approve, facts(rui))
      .happens(
        { type: 'deletion.approved', connection, by: 'rui' },
        { type: 'order.voided', connection, order: rental, fen: 50_000 },
      );
  });

  it('refused leaves the line as it was, and may be asked again', () => {
    const { after, said } = given(tenant, stories.buildingLeaving).when(refuse, facts(rui));
    expect(said).toBe('deletion.refused');
    expect(after.connections[connection]).toMatchObject({ state: 'Pending', deletion: undefined });
    const refusedDeletion = entry({ type: 'deletion.refused', connection, by: 'rui', reason: 'use it up' });
    expect(given(tenant, [...stories.buildingLeaving, refusedDeletion]).when(remove, facts(lin)).said).toBe(
      'deletion.requested',
    );
  });

  it('does not stop construction', () => {
    expect(
      given(tenant, stories.buildingLeaving).when({ do: 'finish-step', connection, step: 'reserve-ports' }, facts(job))
        .said,
    ).toBe('construction.step-done');
  });

  it('lapses when the rental is paid after all', () => {
    const settled = [...agreedLeaving, requested(rental), activated];
    expect(stateOf(tenant, settled).connections[connection]).toMatchObject({ state: 'Active', deletion: undefined });
    given(tenant, settled).when(approve, facts(rui)).refuses({ code: 'nothing-to-decide', value: connection });
  });

  it('owes back money that arrives after the approval', () => {
    const approvedDeletion = entry(
      { type: 'deletion.approved', connection, by: 'rui' },
      { type: 'order.voided', connection, order: rental, fen: 50_000 },
    );
    const late = { do: 'settle', connection, order: rental, payment: 'pay-2', fen: 50_000 } as const;
    const outcome = given(tenant, [...agreedLeaving, requested(rental), approvedDeletion]).when(late, facts(job));
    outcome.happens({ type: 'order.overpaid', connection, order: rental, payment: 'pay-2', fen: 50_000 });
    expect(outcome.after.connections[connection]?.state).toBe('Deleting');
  });
});

describe('removal', () => {
  const confirmRemoval = { do: 'confirm-removal', connection } as const;
  const beforePorts = [...stories.buildingLeaving, entry({ type: 'deletion.approved', connection, by: 'rui' })];

  it.each([
    ['of a line with ports', stories.deleting, 'removed'],
    ['of a line that never had any', beforePorts, 'cleared'],
  ])('%s', (_name, past, closedBy) => {
    const { after, said } = given(tenant, past).when(confirmRemoval, facts(fei));
    expect(said).toBe('connection.deleted');
    expect(after.connections[connection]).toMatchObject({ state: 'Deleted', closedBy });
    expect(tenant.decide(confirmRemoval, after, facts(fei))).toEqual({ ok: true, events: [] });
  });

  it('of an application that was only rejected is not a thing', () => {
    const cleared = [...stories.rejected, entry({ type: 'connection.deleted', connection, by: 'lin' })];
    expect(given(tenant, cleared).when(confirmRemoval, facts(fei)).said).toBe('refused not-now');
  });
});
