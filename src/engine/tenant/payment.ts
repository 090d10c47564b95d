/** Rules of money on a connection: pay, settle, refusals of the cashier, the first rental (tutorial step 1 f–g). */
import { type Decision, happened, refused } from '../core.ts';
import { constructionStart } from './construction.ts';
import type { CommandOf, Rules } from './decide.ts';
import type { TenantEvent, TenantFacts } from './messages.ts';
import { type Connection, openOrder, openOrders, type TenantState, type Term, underWay } from './model.ts';
import { voidOpen } from './ordering.ts';
import { nextOrderId, renewed } from './renewal.ts';
import { rentalEnd, rentalFen, termRefusal } from './term.ts';
import { trafficPaid } from './traffic.ts';

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

/** What to do instead, where paying alone does not help. */
const nothingDue: Readonly<Partial<Record<Connection['state'], string>>> = {
  Confirming: 'confirm-first',
  Suspended: 'renew-first',
};

export const paymentRules: Rules<'pay' | 'await-payment' | 'refuse-payment' | 'settle' | 'confirm'> = {
  pay: {
    alreadySo: (_command, connection, state) => {
      const open = openOrders(state, connection.id);
      return open.length > 0 ? open.every(underWay) : ['Pending', 'Active', 'InActive'].includes(connection.state);
    },
    rule: (_command, connection, state, facts) => {
      const open = openOrders(state, connection.id).filter((order) => !underWay(order));
      if (open.length === 0) return refused(nothingDue[connection.state] ?? 'nothing-to-pay', { value: connection.id });
      return happened(
        ...open.map(
          (order): TenantEvent => ({
            type: 'order.payment-requested',
            connection: connection.id,
            order: order.id,
            by: facts.actor.person,
            attempt: (order.collection?.attempt ?? 0) + 1,
          }),
        ),
      );
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
      if (order.kind === 'traffic') return happened<TenantEvent>(paid, ...trafficPaid(state, connection, order));
      const term = order.term ?? { unit: 'MONTH', span: 1 };
      if (order.kind === 'renewal') return happened<TenantEvent>(paid, ...renewed(connection, term, facts.at));
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
          order: nextOrderId(state, connection.id, 'rental'),
          kind: 'rental',
          fen: rentalFen(connection.port, command.term),
          term: command.term,
        },
      );
    },
  },
};
