/** The tenant's money as double entry, derived from events: every posting has its counterpart, in integer fen. */
import type { TenantEvent } from './messages.ts';

export type Account = 'receivable' | 'cash' | 'income' | 'refunds-due';

export interface Posting {
  readonly debit: Account;
  readonly credit: Account;
  readonly fen: number;
  readonly order: string;
}

/** What an event books; most events book nothing. */
export function posting(event: TenantEvent): Posting | undefined {
  switch (event.type) {
    case 'order.opened':
      return { debit: 'receivable', credit: 'income', fen: event.fen, order: event.order };
    case 'order.voided':
      return { debit: 'income', credit: 'receivable', fen: event.fen, order: event.order };
    case 'order.paid':
      return { debit: 'cash', credit: 'receivable', fen: event.fen, order: event.order };
    case 'order.overpaid':
      return { debit: 'cash', credit: 'refunds-due', fen: event.fen, order: event.order };
    default:
      return undefined;
  }
}

/** Balance per account, debits positive. The sum over all accounts is always zero. */
export function balances(events: readonly TenantEvent[]): Readonly<Record<Account, number>> {
  const sums: Record<Account, number> = { receivable: 0, cash: 0, income: 0, 'refunds-due': 0 };
  for (const event of events) {
    const row = posting(event);
    if (!row) continue;
    sums[row.debit] += row.fen;
    sums[row.credit] -= row.fen;
  }
  return sums;
}
