/**
 * When a rental or unpaid traffic asks for something (domain §7): notices, stop, release, the daily bill. Data plus its
 * readings; decides nothing.
 */
import { type Calendar, chinaOffsetMs, type DurationName, deadline, type Pace } from '../catalog/durations.ts';
import type { ConnectionState } from './lifecycle.ts';
import type { Connection, Order, TenantState } from './model.ts';
import { vifsOn } from './network/address-plan.ts';

interface RentalAlarm {
  readonly id: string;
  /** `before` the rental ends or `after` it. */
  readonly when: 'before' | 'after' | 'at';
  readonly span?: DurationName;
  /** `remind`: a notice, which also collects where renewal is automatic. */
  readonly effect: 'remind' | 'suspend' | 'release';
  readonly states: readonly ConnectionState[];
}

/** Where a line is in use, whether or not it works. */
export const working: readonly ConnectionState[] = ['Active', 'InActive'];

/** T is the end of the rental: notices at T-7, T-3, T-1 and T, port down at T+30, release at T+45. */
export const rentalAlarms: readonly RentalAlarm[] = [
  { id: 'rental-first-notice', when: 'before', span: 'rental.notice-first', effect: 'remind', states: working },
  { id: 'rental-second-notice', when: 'before', span: 'rental.notice-second', effect: 'remind', states: working },
  { id: 'rental-last-notice', when: 'before', span: 'rental.notice-last', effect: 'remind', states: working },
  { id: 'rental-over', when: 'at', effect: 'remind', states: working },
  { id: 'rental-stop', when: 'after', span: 'rental.grace', effect: 'suspend', states: working },
  { id: 'rental-release', when: 'after', span: 'rental.keep', effect: 'release', states: ['Suspended'] },
];

/** What an alarm of money asks for; the others only ring. */
export const moneyCommands = {
  'rental-stop': 'suspend',
  'rental-release': 'release',
  'traffic-stop': 'stop-traffic',
  'traffic-release': 'release-traffic',
  'traffic-day': 'bill-traffic',
} as const;

/** Their rings outlive a change of state and end with the period. */
export function isRentalAlarm(alarm: string): boolean {
  return rentalAlarms.some((row) => row.id === alarm);
}

function span(name: DurationName, pace: Pace, calendar: Calendar): number {
  return deadline(name, 0, pace, calendar);
}

function rentalAt({ when, span: name }: RentalAlarm, end: number, pace: Pace, calendar: Calendar): number {
  const length = name === undefined ? 0 : span(name, pace, calendar);
  return when === 'before' ? end - length : end + length;
}

/** The instant a rental alarm is set for; undefined without a rental. */
export function rentalDeadline(
  connection: Connection,
  alarm: string,
  pace: Pace,
  calendar: Calendar,
): number | undefined {
  const row = rentalAlarms.find((candidate) => candidate.id === alarm);
  return row && connection.rental ? rentalAt(row, connection.rental.to, pace, calendar) : undefined;
}

export function unpaidTraffic(state: TenantState, connection: string): readonly Order[] {
  return Object.values(state.orders).filter(
    (order) => order.connection === connection && order.kind === 'traffic' && order.status === 'open',
  );
}

/** D, when arrears of traffic begin: a refused collection, or a day in which nothing was paid. */
export function trafficArrearsSince(
  state: TenantState,
  connection: string,
  pace: Pace,
  calendar: Calendar,
): number | undefined {
  const since = unpaidTraffic(state, connection).map((order) => {
    const due = deadline('traffic.due', order.openedAt, pace, calendar);
    return Math.min(order.refusedSince ?? due, due);
  });
  return since.length > 0 ? Math.min(...since) : undefined;
}

/** Traffic up to here is billed. */
export function meteredFrom(connection: Connection): number | undefined {
  return connection.meteredUntil ?? connection.rental?.from;
}

const dayMs = 86_400_000;

/** The last midnight of the business at or before an instant. */
export function midnightBefore(at: number): number {
  return Math.floor((at + chinaOffsetMs) / dayMs) * dayMs - chinaOffsetMs;
}

/** Alarms of money still to come in the present state, soonest first. */
export function moneyWakes(
  state: TenantState,
  connection: Connection,
  pace: Pace,
  calendar: Calendar,
): readonly { readonly alarm: string; readonly at: number }[] {
  const { rental } = connection;
  const rows = rental ? rentalAlarms : [];
  const rentals = rows
    .filter((row) => row.states.includes(connection.state) && !connection.rang.includes(row.id))
    .map((row) => ({ alarm: row.id, at: rentalAt(row, rental?.to ?? 0, pace, calendar) }));
  return [...rentals, ...trafficWakes(state, connection, pace, calendar)].sort((a, b) => a.at - b.at);
}

function trafficWakes(state: TenantState, connection: Connection, pace: Pace, calendar: Calendar) {
  if (!working.includes(connection.state) || vifsOn(state, connection.id).length === 0) return [];
  const since = trafficArrearsSince(state, connection.id, pace, calendar);
  const from = meteredFrom(connection);
  const stopped = connection.trafficStoppedAt !== undefined;
  return [
    ...(since === undefined || stopped
      ? []
      : [{ alarm: 'traffic-stop', at: since + span('traffic.grace', pace, calendar) }]),
    ...(since === undefined ? [] : [{ alarm: 'traffic-release', at: since + span('traffic.keep', pace, calendar) }]),
    ...(from === undefined || stopped ? [] : [{ alarm: 'traffic-day', at: midnightBefore(from) + dayMs }]),
  ];
}

/** When the present wait of an expired line ends: port down, then release. Undefined while nothing is overdue. */
export function overdueUntil(
  connection: Connection,
  { pace, calendar }: { readonly pace: Pace; readonly calendar: Calendar },
): number | undefined {
  if (connection.state === 'Suspended') return rentalDeadline(connection, 'rental-release', pace, calendar);
  const over = connection.rang.includes('rental-over') && ['Active', 'InActive'].includes(connection.state);
  return over ? rentalDeadline(connection, 'rental-stop', pace, calendar) : undefined;
}
