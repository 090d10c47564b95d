/** Rules of metered outbound traffic (domain §7): a bill a day, tunnels stopped and released in arrears, recovery. */
import { bytesPerGb, trafficFenPerGb } from '../catalog/port-specs.ts';
import { happened, refused } from '../core.ts';
import type { Rules } from './decide.ts';
import type { TenantEvent, TenantFacts } from './messages.ts';
import type { Connection, Order, TenantState } from './model.ts';
import { meteredFrom, midnightBefore, moneyWakes, unpaidTraffic } from './money-clock.ts';
import { vifsOn } from './network/address-plan.ts';
import { nextOrderId } from './renewal.ts';

/** Whole fen, to the nearest. */
export function trafficFen(bytes: number): number {
  return Math.round((bytes / bytesPerGb) * trafficFenPerGb);
}

/** The last debt is paid: stopped tunnels work again. */
export function trafficPaid(state: TenantState, connection: Connection, order: Order): TenantEvent[] {
  const left = unpaidTraffic(state, connection.id).filter((row) => row.id !== order.id);
  return connection.trafficStoppedAt === undefined || left.length > 0
    ? []
    : [{ type: 'traffic.resumed', connection: connection.id }];
}

function due(alarm: string, state: TenantState, connection: Connection, facts: TenantFacts): boolean {
  return moneyWakes(state, connection, facts.pace, facts.calendar).some(
    (wake) => wake.alarm === alarm && wake.at <= facts.at,
  );
}

export const trafficRules: Rules<'bill-traffic' | 'stop-traffic' | 'release-traffic'> = {
  'bill-traffic': {
    alreadySo: (command, connection) => (connection.meteredUntil ?? 0) >= command.until,
    rule: (command, connection, state, facts) => {
      const { from, until, bytes } = command;
      if (!Number.isSafeInteger(bytes) || bytes < 0)
        return refused('bad-field', { field: 'bytes', value: bytes, values: { expect: 'whole-number' } });
      // A reading that does not begin where the last one ended would bill something twice, or not at all.
      if (from !== meteredFrom(connection) || until > facts.at || midnightBefore(until) !== until || until <= from)
        return refused('not-due', { value: connection.id });
      const fen = trafficFen(bytes);
      const metered: TenantEvent = { type: 'traffic.metered', connection: connection.id, from, until, bytes, fen };
      if (fen === 0) return happened(metered);
      const order = nextOrderId(state, connection.id, 'traffic');
      return happened<TenantEvent>(
        metered,
        { type: 'order.opened', connection: connection.id, order, kind: 'traffic', fen },
        { type: 'order.payment-requested', connection: connection.id, order, by: facts.actor.person, attempt: 1 },
      );
    },
  },
  'stop-traffic': {
    alreadySo: (_command, connection) => connection.trafficStoppedAt !== undefined,
    rule: (_command, connection, state, facts) =>
      due('traffic-stop', state, connection, facts)
        ? happened<TenantEvent>({ type: 'traffic.stopped', connection: connection.id })
        : refused('not-due', { value: connection.id }),
  },
  'release-traffic': {
    alreadySo: (_command, connection, state) => vifsOn(state, connection.id).length === 0,
    rule: (_command, connection, state, facts) =>
      due('traffic-release', state, connection, facts)
        ? happened<TenantEvent>(
            ...vifsOn(state, connection.id).map((vif) => ({ type: 'vif.deleting', id: vif.id, by: 'system' }) as const),
            { type: 'traffic.released', connection: connection.id },
          )
        : refused('not-due', { value: connection.id }),
  },
};
