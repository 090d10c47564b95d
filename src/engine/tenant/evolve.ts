/** Folds tenant events to state. Total: it accepts whatever history holds and decides nothing. */
import type { Stamp } from '../core.ts';
import { evolveAlarms, isAlarmEvent } from './alarm/evolve.ts';
import { askOf } from './consent.ts';
import { type ConnectionState, stateAfter } from './lifecycle.ts';
import type { ConnectionEvent, TenantEvent } from './messages.ts';
import { type Connection, constructionSteps, type Order, type StepProgress, type TenantState } from './model.ts';
import { isRentalAlarm } from './money-clock.ts';
import { evolveNetwork } from './network/evolve.ts';
import { evolveReview, isReviewEvent } from './review/evolve.ts';

type OrderEvent = Extract<ConnectionEvent, { order: string }>;

/** Events that change what a person decided on, so that buttons drawn before them are stale. */
const indecisive: ReadonlySet<TenantEvent['type']> = new Set([
  'connection.checked',
  'connection.nudged',
  'connection.rang',
  // What is to be decided stays the same: the next one's button still holds.
  'approval.given',
  'order.payment-awaited',
  'traffic.metered',
]);

export function evolveTenant(state: TenantState, event: TenantEvent, stamp: Stamp): TenantState {
  const versioned = { ...state, version: stamp.version };
  if (isAlarmEvent(event)) return evolveAlarms(versioned, event, stamp);
  if (isReviewEvent(event)) return evolveReview(versioned, event, stamp);
  if ('id' in event) return { ...versioned, ...evolveNetwork(versioned, event, stamp) };
  const orders = 'order' in event ? evolveOrders(versioned, event, stamp) : versioned;
  const before = state.connections[event.connection];
  const after =
    event.type === 'connection.ordered' ? ordered(event, stamp) : before && evolveConnection(before, event, stamp);
  return after ? { ...orders, connections: { ...orders.connections, [after.id]: after } } : orders;
}

function ordered(event: Extract<TenantEvent, { type: 'connection.ordered' }>, stamp: Stamp): Connection {
  const { type: _type, connection: id, by, ...fields } = event;
  return {
    id,
    state: 'Ordering',
    ...fields,
    requestedBy: by,
    createdAt: stamp.at,
    since: stamp.at,
    firstRevision: stamp.version,
    revision: stamp.version,
    decisiveRevision: stamp.version,
    rang: [],
  };
}

function evolveConnection(connection: Connection, event: ConnectionEvent, stamp: Stamp): Connection {
  const next: ConnectionState = stateAfter(connection.state, event.type);
  const moved = next !== connection.state;
  const base: Connection = {
    ...connection,
    state: next,
    revision: stamp.version,
    decisiveRevision: indecisive.has(event.type) ? connection.decisiveRevision : stamp.version,
    ...(moved ? { since: stamp.at, rang: connection.rang.filter(isRentalAlarm), nudgedAt: undefined } : {}),
  };
  return { ...base, ...detail(base, event, stamp) };
}

function detail(connection: Connection, event: ConnectionEvent, stamp: Stamp): Partial<Connection> {
  switch (event.type) {
    case 'connection.checked':
      return { checks: event.checks };
    case 'connection.edited':
      // Approvals were given for what it was before.
      return { ...event.fields, ...(askOf(connection) ? undecided : {}) };
    case 'connection.nudged':
      return { nudgedAt: stamp.at };
    case 'connection.rang':
      return { rang: [...connection.rang, event.alarm] };
    case 'approval.given':
      return { approvals: [...(connection.approvals ?? []), approvalOf(event, stamp)], awaiting: event.open };
    case 'connection.approved':
    case 'deletion.approved':
      return { decidedBy: event.by, decidedFor: event.for, decidedAlone: event.alone, awaiting: undefined };
    case 'connection.rejected':
      return { decidedBy: event.by, rejectedReason: event.reason };
    case 'connection.withdrawn':
      return { closedBy: 'withdrawn' };
    case 'connection.expired':
      return { closedBy: 'expired' };
    case 'construction.started':
      return { construction: { round: event.round, steps: startSteps(connection, event) } };
    case 'construction.step-done':
      return {
        ...steps(connection, (rows) => finish(rows, event, stamp.at)),
        ...(event.ports ? { ports: event.ports } : {}),
      };
    case 'construction.step-failed':
      return steps(connection, (rows) =>
        rows.map((row) => (row.id === event.step ? { ...row, status: 'failed', detail: event.detail } : row)),
      );
    case 'construction.step-retried':
      return steps(connection, (rows) =>
        rows.map((row) => (row.id === event.step ? { ...row, status: 'now', attempt: row.attempt + 1 } : row)),
      );
    case 'connection.confirmed':
      return { confirmedBy: event.by, term: event.term, autoRenew: event.autoRenew };
    case 'connection.objected':
      // An objection takes back an earlier confirmation.
      return { objection: event.reason, confirmedBy: undefined, term: undefined, autoRenew: undefined };
    case 'connection.activated':
      // Paying the rental is wanting the line: a request to delete it has lapsed.
      return { rental: { from: event.from, to: event.to }, deletion: undefined, ...undecided };
    case 'connection.renewed':
      return {
        rental: { from: connection.rental?.from ?? event.from, to: event.to },
        term: event.term,
        rang: connection.rang.filter((alarm) => !isRentalAlarm(alarm)),
      };
    case 'connection.auto-renew-set':
      return { autoRenew: event.on };
    case 'connection.suspended':
      // A request to delete it lapses: nothing is in use any more, so nobody has to be asked.
      return {
        suspension: { at: stamp.at, ...(event.fault === undefined ? {} : { fault: event.fault }) },
        deletion: undefined,
        ...undecided,
      };
    case 'connection.resumed':
      return { suspension: undefined };
    case 'connection.released':
      return { releasedAt: stamp.at, deletion: { requestedBy: 'system', at: stamp.at } };
    case 'traffic.metered':
      return { meteredUntil: event.until };
    case 'traffic.stopped':
      return { trafficStoppedAt: stamp.at };
    case 'traffic.resumed':
      return { trafficStoppedAt: undefined };
    case 'connection.failed':
      return { faultReason: event.reason };
    case 'deletion.requested':
    case 'deletion.started':
      return { deletion: { requestedBy: event.by, at: stamp.at }, ...undecided };
    case 'deletion.refused':
      return { deletion: undefined, ...undecided };
    case 'connection.deleted':
      return { closedBy: connection.ports ? 'removed' : 'cleared' };
    default:
      return {};
  }
}

const undecided = { approvals: undefined, awaiting: undefined } as const;

function approvalOf(event: Extract<TenantEvent, { type: 'approval.given' }>, stamp: Stamp) {
  const { by, role, for: lender, proof } = event;
  return {
    by,
    role,
    at: stamp.at,
    ...(lender === undefined ? {} : { for: lender }),
    ...(proof ? { proof: proof.hash } : {}),
  };
}

function startSteps(
  connection: Connection,
  event: Extract<TenantEvent, { type: 'construction.started' }>,
): readonly StepProgress[] {
  return constructionSteps.map((step) => {
    const promise = event.promised.find((row) => row.step === step.id);
    const earlier = connection.construction?.steps.find((row) => row.id === step.id);
    if (!promise) return earlier ?? { id: step.id, status: 'done', attempt: 1, promisedAt: 0 };
    return { id: step.id, status: step.id === event.from ? 'now' : 'waiting', attempt: 1, promisedAt: promise.at };
  });
}

function steps(
  connection: Connection,
  change: (rows: readonly StepProgress[]) => readonly StepProgress[],
): Partial<Connection> {
  return connection.construction
    ? { construction: { ...connection.construction, steps: change(connection.construction.steps) } }
    : {};
}

function finish(
  rows: readonly StepProgress[],
  event: Extract<TenantEvent, { type: 'construction.step-done' }>,
  at: number,
): readonly StepProgress[] {
  const index = rows.findIndex((row) => row.id === event.step);
  return rows.map((row, place) => {
    if (place === index)
      return { ...row, status: 'done', doneAt: at, ...(event.detail ? { detail: event.detail } : {}) };
    return place === index + 1 && row.status === 'waiting' ? { ...row, status: 'now' } : row;
  });
}

function evolveOrders(state: TenantState, event: OrderEvent, stamp: Stamp): TenantState {
  if (event.type === 'order.overpaid') {
    return {
      ...state,
      refundsDue: [...state.refundsDue, { order: event.order, payment: event.payment, fen: event.fen }],
    };
  }
  const before = state.orders[event.order];
  const after = event.type === 'order.opened' ? opened(event, stamp) : before && changed(before, event, stamp);
  return after ? { ...state, orders: { ...state.orders, [after.id]: after } } : state;
}

function opened(event: Extract<OrderEvent, { type: 'order.opened' }>, stamp: Stamp): Order {
  const { type: _type, order: id, ...fields } = event;
  return { id, ...fields, status: 'open', openedAt: stamp.at };
}

function changed(
  order: Order,
  event: Exclude<OrderEvent, { type: 'order.opened' | 'order.overpaid' }>,
  stamp: Stamp,
): Order {
  const by = order.collection?.by ?? '';
  const attempt = order.collection?.attempt ?? 1;
  switch (event.type) {
    case 'order.payment-requested':
      return { ...order, collection: { state: 'requested', by: event.by, attempt: event.attempt } };
    case 'order.payment-awaited':
      return {
        ...order,
        collection: { state: 'awaiting', by, attempt, ...(event.url === undefined ? {} : { url: event.url }) },
      };
    case 'order.payment-refused':
      return {
        ...order,
        refusedSince: order.refusedSince ?? stamp.at,
        collection: { state: 'refused', by, attempt, reason: event.reason, balanceFen: event.balanceFen },
      };
    case 'order.paid':
      return { ...order, status: 'paid', payment: event.payment, paidAt: stamp.at };
    case 'order.voided':
      return { ...order, status: 'void' };
  }
}
