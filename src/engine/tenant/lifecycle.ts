/**
 * The life of a hosted connection as one table (domain §3.1). Four readers: the guard, the buttons, the diagram
 * in the docs, the test matrix. Knows who may move a connection where; not what else must hold.
 */

export const connectionStates = [
  'Ordering',
  'Rejected',
  'Installation_Paying',
  'Pending',
  'Confirming',
  'Active',
  'InActive',
  'Suspended',
  'Deleting',
  'Deleted',
] as const;
export type ConnectionState = (typeof connectionStates)[number];

export const roles = ['customer', 'reviewer', 'field', 'finance', 'admin'] as const;
export type Role = (typeof roles)[number];
/** `system`: jobs, clocks and the cashier. */
export type Mover = Role | 'system';

export interface Move {
  readonly from: ConnectionState;
  /** Command that asks for the move. */
  readonly on: string;
  /** Event that makes it. Moves that stay in their state only pass the guard. */
  readonly event: string;
  readonly to: ConnectionState;
  readonly by: readonly Mover[];
}

const customer = ['customer'] as const;
/** Whom the policy may ask; which of them it asks is not the lifecycle's to say. */
const approvers = ['reviewer', 'finance', 'admin'] as const;
const admin = ['admin'] as const;
const field = ['field'] as const;
const system = ['system'] as const;
const crew = ['system', 'field'] as const;

/** The same move in several states; without `to` it only passes the guard. */
const inEach =
  <S extends ConnectionState>(states: readonly S[]) =>
  <C extends string>(on: C, event: string, by: readonly Mover[], to?: ConnectionState) =>
    states.map((from) => ({ from, on, event, to: to ?? from, by }));
/** Paid for and not given up; in use; rented, whether in use or not; gone, with something still owed. */
const paidFor = inEach(['Pending', 'Confirming', 'Active', 'InActive']);
const inUse = inEach(['Active', 'InActive']);
const rented = inEach(['Active', 'InActive', 'Suspended']);
const owing = inEach(['Deleting', 'Deleted']);

export const connectionMoves = [
  { from: 'Ordering', on: 'record-checks', event: 'connection.checked', to: 'Ordering', by: system },
  { from: 'Ordering', on: 'edit', event: 'connection.edited', to: 'Ordering', by: customer },
  { from: 'Ordering', on: 'nudge', event: 'connection.nudged', to: 'Ordering', by: customer },
  { from: 'Ordering', on: 'ring', event: 'connection.rang', to: 'Ordering', by: system },
  { from: 'Ordering', on: 'approve', event: 'connection.approved', to: 'Installation_Paying', by: approvers },
  { from: 'Ordering', on: 'approve', event: 'approval.given', to: 'Ordering', by: approvers },
  { from: 'Ordering', on: 'break-glass', event: 'connection.approved', to: 'Installation_Paying', by: admin },
  { from: 'Ordering', on: 'reject', event: 'connection.rejected', to: 'Rejected', by: approvers },
  { from: 'Ordering', on: 'withdraw', event: 'connection.withdrawn', to: 'Deleted', by: customer },

  { from: 'Rejected', on: 'delete', event: 'connection.deleted', to: 'Deleted', by: customer },

  { from: 'Installation_Paying', on: 'edit', event: 'connection.edited', to: 'Installation_Paying', by: customer },
  { from: 'Installation_Paying', on: 'ring', event: 'connection.rang', to: 'Installation_Paying', by: system },
  { from: 'Installation_Paying', on: 'pay', event: 'order.payment-requested', to: 'Installation_Paying', by: customer },
  {
    from: 'Installation_Paying',
    on: 'await-payment',
    event: 'order.payment-awaited',
    to: 'Installation_Paying',
    by: system,
  },
  {
    from: 'Installation_Paying',
    on: 'refuse-payment',
    event: 'order.payment-refused',
    to: 'Installation_Paying',
    by: system,
  },
  { from: 'Installation_Paying', on: 'settle', event: 'construction.started', to: 'Pending', by: system },
  { from: 'Installation_Paying', on: 'withdraw', event: 'connection.withdrawn', to: 'Deleted', by: customer },
  { from: 'Installation_Paying', on: 'expire', event: 'connection.expired', to: 'Deleted', by: system },

  { from: 'Pending', on: 'edit', event: 'connection.edited', to: 'Pending', by: customer },
  { from: 'Pending', on: 'nudge', event: 'connection.nudged', to: 'Pending', by: customer },
  { from: 'Pending', on: 'ring', event: 'connection.rang', to: 'Pending', by: system },
  { from: 'Pending', on: 'finish-step', event: 'construction.step-done', to: 'Pending', by: crew },
  { from: 'Pending', on: 'fail-step', event: 'construction.step-failed', to: 'Pending', by: crew },
  { from: 'Pending', on: 'retry-step', event: 'construction.step-retried', to: 'Pending', by: field },
  { from: 'Pending', on: 'finish-step', event: 'construction.completed', to: 'Confirming', by: crew },

  { from: 'Confirming', on: 'edit', event: 'connection.edited', to: 'Confirming', by: customer },
  { from: 'Confirming', on: 'ring', event: 'connection.rang', to: 'Confirming', by: system },
  { from: 'Confirming', on: 'confirm', event: 'connection.confirmed', to: 'Confirming', by: customer },
  { from: 'Confirming', on: 'object', event: 'connection.objected', to: 'Pending', by: ['customer', 'field'] },
  { from: 'Confirming', on: 'pay', event: 'order.payment-requested', to: 'Confirming', by: customer },
  { from: 'Confirming', on: 'await-payment', event: 'order.payment-awaited', to: 'Confirming', by: system },
  { from: 'Confirming', on: 'refuse-payment', event: 'order.payment-refused', to: 'Confirming', by: system },
  { from: 'Confirming', on: 'settle', event: 'connection.activated', to: 'Active', by: system },

  { from: 'Active', on: 'report-fault', event: 'connection.failed', to: 'InActive', by: crew },

  { from: 'InActive', on: 'nudge', event: 'connection.nudged', to: 'InActive', by: customer },
  { from: 'InActive', on: 'report-repair', event: 'connection.repaired', to: 'Active', by: crew },

  // Somebody has to agree to the end of what is built or in use (domain §3.1).
  ...paidFor('delete', 'deletion.requested', customer),
  ...paidFor('approve', 'deletion.approved', approvers, 'Deleting'),
  ...paidFor('approve', 'approval.given', approvers),
  ...paidFor('break-glass', 'deletion.approved', admin, 'Deleting'),
  ...paidFor('reject', 'deletion.refused', approvers),

  // A rental and its traffic, from the first period to the last (domain §7).
  ...rented('edit', 'connection.edited', customer),
  ...rented('delete', 'deletion.started', customer, 'Deleting'),
  ...rented('ring', 'connection.rang', system),
  ...rented('renew', 'order.opened', customer),
  ...rented('set-auto-renew', 'connection.auto-renew-set', customer),
  ...rented('pay', 'order.payment-requested', customer),
  ...rented('await-payment', 'order.payment-awaited', system),
  ...rented('refuse-payment', 'order.payment-refused', system),
  ...inUse('settle', 'connection.renewed', system),
  ...inUse('suspend', 'connection.suspended', system, 'Suspended'),
  ...inUse('bill-traffic', 'traffic.metered', system),
  ...inUse('stop-traffic', 'traffic.stopped', system),
  ...inUse('release-traffic', 'traffic.released', system),
  { from: 'Suspended', on: 'settle', event: 'connection.resumed', to: 'Active', by: system },
  { from: 'Suspended', on: 'release', event: 'connection.released', to: 'Deleting', by: system },
  // Traffic that was used is owed beyond the line's end.
  ...owing('pay', 'order.payment-requested', customer),
  ...owing('await-payment', 'order.payment-awaited', system),
  ...owing('refuse-payment', 'order.payment-refused', system),
  ...owing('settle', 'order.paid', system),

  { from: 'Deleting', on: 'nudge', event: 'connection.nudged', to: 'Deleting', by: customer },
  { from: 'Deleting', on: 'ring', event: 'connection.rang', to: 'Deleting', by: system },
  { from: 'Deleting', on: 'confirm-removal', event: 'connection.deleted', to: 'Deleted', by: field },
] as const satisfies readonly Move[];

export type ConnectionCommandName = (typeof connectionMoves)[number]['on'];

/** Rows for a command in a state; empty means the lifecycle has no such move. */
export function movesFor(state: ConnectionState, on: string): readonly Move[] {
  return connectionMoves.filter((move) => move.from === state && move.on === on);
}

/** State after an event; an event without a row leaves the state as it is. */
export function stateAfter(state: ConnectionState, event: string): ConnectionState {
  const move: Move | undefined = connectionMoves.find((row) => row.from === state && row.event === event);
  return move?.to ?? state;
}

/** States in which a connection still counts against the quota and holds its name on lists. */
export function isLive(state: ConnectionState): boolean {
  return state !== 'Deleted' && state !== 'Rejected';
}
