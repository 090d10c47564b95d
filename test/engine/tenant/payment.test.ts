/** Money on a line: tries and refusals of the cashier, amounts, repeats, and money nobody asked for. */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { TenantCommand, TenantEvent } from '../../../src/engine/tenant/messages.ts';
import type { Actor } from '../../../src/engine/tenant/model.ts';
import { given, type Past } from '../core/given.ts';
import {
  connection,
  facts,
  fields,
  installation,
  job,
  lin,
  refusedPayment,
  rental,
  requested,
  stories,
  T0,
} from './story.ts';

const pay = { do: 'pay', connection } as const;
const settle = (order: string, fen: number, payment = 'pay-9') =>
  ({ do: 'settle', connection, order, fen, payment }) as const;
const refusal = (attempt: number, order: string = installation) =>
  ({ do: 'refuse-payment', connection, order, attempt, reason: 'insufficient-balance', balanceFen: 5 }) as const;
const awaiting = (attempt: number, order: string = installation) =>
  ({ do: 'await-payment', connection, order, attempt, url: 'https://pay.example/1' }) as const;
const entry = (...events: readonly TenantEvent[]): Past<TenantEvent> => ({ at: T0, by: 'x', events });

const refusedOnce = [...stories.collecting, refusedPayment(installation)];
const triedTwice = [...refusedOnce, requested(installation, 2)];
const waiting = [...stories.collecting, entry({ type: 'order.payment-awaited', connection, order: installation })];
const voided = stories.withdrawn;
const refunded = [
  ...voided,
  entry({ type: 'order.overpaid', connection, order: installation, payment: 'pay-9', fen: 1_500_000 }),
];
const other = 'conn-2';
const twoLines = [
  ...stories.approved,
  entry({ type: 'connection.ordered', connection: other, by: 'lin', ...fields, name: 'line-b' }),
  entry({ type: 'connection.approved', connection: other, by: 'rui' }),
  entry({
    type: 'order.opened',
    connection: other,
    order: `${other}-installation`,
    kind: 'installation',
    fen: 1_500_000,
  }),
  entry({ type: 'order.payment-requested', connection: other, order: `${other}-installation`, by: 'lin', attempt: 1 }),
];
const otherVoid = [
  ...twoLines,
  entry({ type: 'order.voided', connection: other, order: `${other}-installation`, fen: 1_500_000 }),
];

describe('money', () => {
  it.each<[string, readonly Past<TenantEvent>[], Actor, TenantCommand, string]>([
    ['pay', stories.approved, lin, pay, 'order.payment-requested'],
    ['pay while it is being taken', stories.collecting, lin, pay, 'silence'],
    ['pay while the customer is at the counter', waiting, lin, pay, 'silence'],
    ['pay after a refusal', refusedOnce, lin, pay, 'order.payment-requested'],
    ['pay before the term is chosen', stories.built, lin, pay, 'refused confirm-first'],

    ['cashier refuses', stories.collecting, job, refusal(1), 'order.payment-refused'],
    ['refuses again', refusedOnce, job, refusal(1), 'silence'],
    ['first refusal during the second try', triedTwice, job, refusal(1), 'silence'],
    ['refuses the second try', triedTwice, job, refusal(2), 'order.payment-refused'],
    ['refuses after waiting', waiting, job, refusal(1), 'order.payment-refused'],
    ['refuses what is paid', stories.building, job, refusal(1), 'silence'],
    ['refuses another line’s order', twoLines, job, refusal(1, `${other}-installation`), 'silence'],

    ['cashier waits', stories.collecting, job, awaiting(1), 'order.payment-awaited'],
    ['waits again', waiting, job, awaiting(1), 'silence'],
    ['first wait during the second try', triedTwice, job, awaiting(1), 'silence'],
    ['waits after a refusal', refusedOnce, job, awaiting(1), 'silence'],
    ['waits for what is paid', stories.building, job, awaiting(1), 'silence'],
    ['waits for another line’s order', twoLines, job, awaiting(1, `${other}-installation`), 'silence'],

    ['settled', stories.collecting, job, settle(installation, 1_500_000), 'order.paid construction.started'],
    ['settled unasked', stories.approved, job, settle(installation, 1_500_000), 'order.paid construction.started'],
    ['settled after a refusal', refusedOnce, job, settle(installation, 1_500_000), 'order.paid construction.started'],
    ['one fen short', stories.collecting, job, settle(installation, 1_499_999), 'refused wrong-amount'],
    ['one fen over', stories.collecting, job, settle(installation, 1_500_001), 'refused wrong-amount'],
    ['for no known order', stories.collecting, job, settle('nothing', 1_500_000), 'refused unknown-order'],
    ['for another line', twoLines, job, settle(`${other}-installation`, 1_500_000), 'refused unknown-order'],
    ['for another line, closed', otherVoid, job, settle(`${other}-installation`, 1_500_000), 'refused unknown-order'],
    ['the same payment again', stories.building, job, settle(installation, 1_500_000, 'pay-1'), 'silence'],
    ['a second payment', stories.building, job, settle(installation, 1_500_000), 'order.overpaid'],
    ['a second payment, any amount', stories.building, job, settle(installation, 7), 'order.overpaid'],
    ['a payment for a void order', voided, job, settle(installation, 1_500_000), 'order.overpaid'],
    ['that payment again', refunded, job, settle(installation, 1_500_000), 'silence'],
    ['yet another payment', refunded, job, settle(installation, 1_500_000, 'pay-10'), 'order.overpaid'],
    ['no money at all', voided, job, settle(installation, 0), 'refused unknown-order'],
    ['half a fen', voided, job, settle(installation, 0.5), 'refused unknown-order'],
    ['the rental', stories.agreed, job, settle(rental, 50_000), 'order.paid connection.activated'],
  ])('%s', (_name, past, actor, command, said) => {
    expect(given(tenant, past).when(command, facts(actor)).said).toBe(said);
  });

  it('tries again under the next number, in the name of who paid', () => {
    given(tenant, refusedOnce)
      .when(pay, facts({ person: 'wei', movers: ['customer'] }))
      .happens({ type: 'order.payment-requested', connection, order: installation, by: 'wei', attempt: 2 });
  });

  it('short of the bill says what is due', () => {
    given(tenant, stories.collecting)
      .when(settle(installation, 5), facts(job))
      .refuses({ code: 'wrong-amount', field: 'paidFen', value: 5, values: { due: 1_500_000 } });
  });

  it('for a void order is owed back and moves nothing', () => {
    const { after } = given(tenant, voided).when(settle(installation, 1_500_000), facts(job));
    expect(after.refundsDue).toEqual([{ order: installation, payment: 'pay-9', fen: 1_500_000 }]);
    expect(after.orders[installation]?.status).toBe('void');
    expect(after.connections[connection]?.state).toBe('Deleted');
  });

  it('keeps the number of the try through waiting and refusal', () => {
    const { after } = given(tenant, triedTwice).when(awaiting(2), facts(job));
    expect(after.orders[installation]?.collection).toEqual({
      state: 'awaiting',
      by: 'lin',
      attempt: 2,
      url: 'https://pay.example/1',
    });
  });
});
