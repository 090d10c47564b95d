/** The books of hand-written lives: what is owed, taken, earned and owed back, in fen. */
import { describe, expect, it } from 'vitest';
import { balances } from '../../../src/engine/tenant/ledger.ts';
import type { TenantEvent } from '../../../src/engine/tenant/messages.ts';
import type { Past } from '../core/given.ts';
import { connection, installation, stories } from './story.ts';

const twice: Past<TenantEvent> = {
  at: 0,
  by: 'system:job',
  events: [{ type: 'order.overpaid', connection, order: installation, payment: 'pay-9', fen: 1_500_000 }],
};

describe('the books', () => {
  it.each<[string, readonly Past<TenantEvent>[], number, number, number, number]>([
    //                                                receivable       cash     income  refunds due
    ['nothing yet', stories.ordering, 0, 0, 0, 0],
    ['billed', stories.approved, 1_500_000, 0, -1_500_000, 0],
    ['withdrawn', stories.withdrawn, 0, 0, 0, 0],
    ['paid', stories.building, 0, 1_500_000, -1_500_000, 0],
    ['rental billed', stories.agreed, 50_000, 1_500_000, -1_550_000, 0],
    ['active', stories.active, 0, 1_550_000, -1_550_000, 0],
    ['paid though void', [...stories.withdrawn, twice], 0, 1_500_000, 0, -1_500_000],
    ['paid twice', [...stories.active, twice], 0, 3_050_000, -1_550_000, -1_500_000],
  ])('%s', (_name, past, receivable, cash, income, refundsDue) => {
    expect(balances(past.flatMap(({ events }) => events))).toEqual({
      receivable,
      cash,
      income,
      'refunds-due': refundsDue,
    });
  });
});
