/** Rules of money on a connection: pay, settle, refusals of the cashier, the rental's term (tutorial step 1 f–g). */

import { chinaOffsetMs } from '../catalog/durations.ts';
import { portSpecById, rentalTerms } from '../catalog/port-specs.ts';
import { type Decision, happened, refused } from '../core.ts';
import { constructionStart } from './construction.ts';
import type { CommandOf, Rules } from './decide.ts';
import type { TenantEvent, TenantFacts } from './messages.ts';
import { type Connection, type Order, openOrder, type TenantState, type Term } from './model.ts';
import { voidOpen } from './ordering.ts';

export function rentalFen(port: string, term: Term): number {
  return (portSpecById.get(port)?.rentalFenPerMonth ?? 0) * term.span * rentalTerms[term.unit].months;
}

/** Calendar months later, the day clamped to the month's length (31 January + 1 month = 28 or 29 February). */
export function rentalEnd(from: number, term: Term): number {
  // Read on the wall of the business, where the month ends at Beijing's midnight.
  const start = new Date(from + chinaOffsetMs);
  const months = term.span * rentalTerms[term.unit].months;
  const [year, month, day] = [start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + months + 1, 0)).getUTCDate();
  const timeOfDay = start.getTime() - Date.UTC(year, month, day);
  return Date.UTC(year, month + months, Math.min(day, lastDay)) + timeOfDay - chinaOffsetMs;
}

function termRefusal(term: Term): (Decision<never> & { ok: false }) | undefined {
  const { min, max } = rentalTerms[term.unit];
  const whole = Number.isInteger(term.span) && term.span >= min && term.span <= max;
  return whole
    ? undefined
    : refused('bad-field', { field: 'term', value: term.span, values: { expect: `term-${term.unit}` } });
}

function nextRentalOrderId(state: TenantState, connection: string): string {
  const count = Object.values(state.orders).filter(
    (order) => order.connection === connection && order.kind === 'rental',
  ).length;
  return `${connection}-rental-${count + 1}`;
}

/** An order with a collection that is neither refused nor absent is already on its way. */
function underWay(order: Order | undefined): boolean {
  return order?.collection?.state === 'requested' || order?.collection?.state === 'awaiting';
}

function sameTerm(connection: Connection, term: Term, autoRenew: boolean): boolean {
  return (
    connection.term?.unit === term.unit && connection.term.span === term.span && connection.autoRenew === autoRenew
  );
}

/** One payment pays one order: its id on another order is a mistake of the cashier, not more money. */
function usedElsewhere(command: CommandOf<'settle'>, state: TenantState): Decision<never> | undefined {
  const { order, payment } = command;
  const used =
    Object.values(state.orders).some((row) => row.id !== order && row.payment === payment) ||
    state.refundsDue.some((row) => row.order !== order && row.payment === payment);
  return used ? refused('payment-used', { field: 'payment', value: payment }) : undefined;
}

/** Money for an order that is closed cannot move the line; it is recorded as owed back, never dropped. Only the cashier knows of money. */
function overpaid(
  command: CommandOf<'settle'>,
  state: TenantState,
  facts: TenantFacts,
): Decision<TenantEvent> | undefined {
  const order = state.orders[command.order];
  if (order?.connection !== command.connection || order.status === 'open' || !positive(command.fen)) return undefined;
  if (!facts.actor.movers.includes('system')) return undefined;
  return happened<TenantEvent>({
    type: 'order.overpaid',
    connection: order.connection,
    order: order.id,
    payment: command.payment,
    fen: command.fen,
  });
}

/** A report about a try that is not the present one, or about an order that is closed, says nothing new. */
function reportedLate(
  command: CommandOf<'await-payment' | 'refuse-payment'>,
  connection: Connection,
  state: TenantState,
): boolean {
  const order = state.orders[command.order];
  return (
    order?.connection !== connection.id || order.status !== 'open' || order.collection?.attempt !== command.attempt
  );
}

function positive(fen: number): boolean {
  return Number.isSafeInteger(fen) && fen > 0;
}

export const paymentRules: Rules<'pay' | 'await-payment' | 'refuse-payment' | 'settle' | 'confirm'> = {
  pay: {
    alreadySo: (_command, connection, state) =>
      underWay(openOrder(state, connection.id)) || ['Pending', 'Active'].includes(connection.state),
    rule: (_command, connection, state, facts) => {
      const order = openOrder(state, connection.id);
      if (!order)
        return refused(connection.state === 'Confirming' ? 'confirm-first' : 'nothing-to-pay', {
          value: connection.id,
        });
      const attempt = (order.collection?.attempt ?? 0) + 1;
      return happened<TenantEvent>({
        type: 'order.payment-requested',
        connection: connection.id,
        order: order.id,
        by: facts.actor.person,
        attempt,
      });
    },
  },
  'await-payment': {
    alreadySo: (command, connection, state) =>
      reportedLate(command, connection, state) || state.orders[command.order]?.collection?.state !== 'requested',
    rule: (command, connection) =>
      happened<TenantEvent>({
        type: 'order.payment-awaited',
        connection: connection.id,
        order: command.order,
        ...(command.url === undefined ? {} : { url: command.url }),
      }),
  },
  'refuse-payment': {
    alreadySo: (command, connection, state) =>
      reportedLate(command, connection, state) || state.orders[command.order]?.collection?.state === 'refused',
    rule: (command, connection) =>
      happened<TenantEvent>({
        type: 'order.payment-refused',
        connection: connection.id,
        order: command.order,
        reason: command.reason,
        balanceFen: command.balanceFen,
      }),
  },
  settle: {
    // A payment is taken once by its id, whatever happened to the order; other money for a closed order is owed back.
    alreadySo: (command, _connection, state) =>
      state.orders[command.order]?.payment === command.payment ||
      state.refundsDue.some((row) => row.order === command.order && row.payment === command.payment),
    anyState: (command, state, facts) => usedElsewhere(command, state) ?? overpaid(command, state, facts),
    rule: (command, connection, state, facts) => {
      const order = state.orders[command.order];
      if (order?.connection !== connection.id || order.status !== 'open')
        return refused('unknown-order', { field: 'order', value: command.order });
      if (command.fen !== order.fen)
        return refused('wrong-amount', { field: 'paidFen', value: command.fen, values: { due: order.fen } });
      const paid: TenantEvent = {
        type: 'order.paid',
        connection: connection.id,
        order: order.id,
        payment: command.payment,
        fen: command.fen,
      };
      if (order.kind === 'installation')
        return happened<TenantEvent>(paid, constructionStart(connection, facts, 'reserve-ports'));
      const term = order.term ?? { unit: 'MONTH', span: 1 };
      return happened<TenantEvent>(paid, {
        type: 'connection.activated',
        connection: connection.id,
        from: facts.at,
        to: rentalEnd(facts.at, term),
      });
    },
  },
  confirm: {
    alreadySo: (command, connection) =>
      connection.state === 'Active' ||
      (connection.confirmedBy !== undefined && sameTerm(connection, command.term, command.autoRenew)),
    rule: (command, connection, state, facts) => {
      const bad = termRefusal(command.term);
      if (bad) return bad;
      if (openOrder(state, connection.id)?.collection?.state === 'requested')
        return refused('payment-under-way', { value: connection.id });
      return happened<TenantEvent>(
        ...voidOpen(state, connection.id),
        {
          type: 'connection.confirmed',
          connection: connection.id,
          by: facts.actor.person,
          term: command.term,
          autoRenew: command.autoRenew,
        },
        {
          type: 'order.opened',
          connection: connection.id,
          order: nextRentalOrderId(state, connection.id),
          kind: 'rental',
          fen: rentalFen(connection.port, command.term),
          term: command.term,
        },
      );
    },
  },
};
