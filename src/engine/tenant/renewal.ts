/** Rules of a rental's end (domain §7): renew, notices that collect by themselves, port down, release, recovery. */

import { happened, refused } from '../core.ts';
import type { Rules } from './decide.ts';
import type { TenantEvent, TenantFacts } from './messages.ts';
import { type Connection, type Order, openOrders, type TenantState, type Term, underWay } from './model.ts';
import { moneyWakes } from './money-clock.ts';
import { vifsOn } from './network/address-plan.ts';
import { voidOpen } from './ordering.ts';
import { rentalEnd, rentalFen, termRefusal } from './term.ts';

export function openRenewal(state: TenantState, connection: string): Order | undefined {
  return openOrders(state, connection).find((order) => order.kind === 'renewal');
}

export function nextOrderId(state: TenantState, connection: string, kind: Order['kind']): string {
  const count = Object.values(state.orders).filter(
    (order) => order.connection === connection && order.kind === kind,
  ).length;
  return `${connection}-${kind}-${count + 1}`;
}

/** A renewal order and its collection at once: who renews wants to pay. */
function renewal(state: TenantState, connection: Connection, term: Term, by: string): TenantEvent[] {
  const order = nextOrderId(state, connection.id, 'renewal');
  const fen = rentalFen(connection.port, term);
  return [
    { type: 'order.opened', connection: connection.id, order, kind: 'renewal', fen, term },
    { type: 'order.payment-requested', connection: connection.id, order, by, attempt: 1 },
  ];
}

/** What a notice brings about where renewal is automatic: a first collection, or another try after a refusal. */
export function collectedBy(alarm: string, state: TenantState, connection: Connection, by: string): TenantEvent[] {
  if (connection.autoRenew !== true || connection.term === undefined || alarm === 'rental-release') return [];
  const order = openRenewal(state, connection.id);
  if (!order) return renewal(state, connection, connection.term, by);
  if (underWay(order)) return [];
  const attempt = (order.collection?.attempt ?? 0) + 1;
  return [{ type: 'order.payment-requested', connection: connection.id, order: order.id, by, attempt }];
}

/** Time that could be used is charged without a gap; time while the port was down is not. */
export function renewed(connection: Connection, term: Term, at: number): TenantEvent[] {
  const suspended = connection.state === 'Suspended';
  const from = suspended ? at : (connection.rental?.to ?? at);
  const event: TenantEvent = {
    type: 'connection.renewed',
    connection: connection.id,
    from,
    to: rentalEnd(from, term),
    term,
  };
  if (!suspended) return [event];
  const fault = connection.suspension?.fault;
  return [
    event,
    { type: 'connection.resumed', connection: connection.id },
    ...(fault === undefined
      ? []
      : [{ type: 'connection.failed', connection: connection.id, by: 'system', reason: fault } as const]),
  ];
}

function due(alarm: string, state: TenantState, connection: Connection, facts: TenantFacts): boolean {
  return moneyWakes(state, connection, facts.pace, facts.calendar).some(
    (wake) => wake.alarm === alarm && wake.at <= facts.at,
  );
}

export const renewalRules: Rules<'renew' | 'set-auto-renew' | 'suspend' | 'release'> = {
  renew: {
    alreadySo: (_command, connection, state) => openRenewal(state, connection.id) !== undefined,
    rule: (command, connection, state, facts) =>
      termRefusal(command.term) ?? happened(...renewal(state, connection, command.term, facts.actor.person)),
  },
  'set-auto-renew': {
    alreadySo: (command, connection) => (connection.autoRenew ?? false) === command.on,
    rule: (command, connection, _state, facts) =>
      happened<TenantEvent>({
        type: 'connection.auto-renew-set',
        connection: connection.id,
        by: facts.actor.person,
        on: command.on,
      }),
  },
  suspend: {
    alreadySo: (_command, connection) => connection.state === 'Suspended',
    rule: (_command, connection, state, facts) => {
      if (!due('rental-stop', state, connection, facts)) return refused('not-due', { value: connection.id });
      const fault = connection.state === 'InActive' ? connection.faultReason : undefined;
      return happened<TenantEvent>({
        type: 'connection.suspended',
        connection: connection.id,
        ...(fault === undefined ? {} : { fault }),
      });
    },
  },
  release: {
    alreadySo: (_command, connection) => connection.releasedAt !== undefined,
    rule: (_command, connection, state, facts) => {
      if (!due('rental-release', state, connection, facts)) return refused('not-due', { value: connection.id });
      if (openOrders(state, connection.id).some((order) => order.collection?.state === 'requested'))
        return refused('payment-under-way', { value: connection.id });
      return happened<TenantEvent>(
        ...voidOpen(state, connection.id),
        ...vifsOn(state, connection.id).map((vif) => ({ type: 'vif.deleting', id: vif.id, by: 'system' }) as const),
        { type: 'connection.released', connection: connection.id },
      );
    },
  },
};
