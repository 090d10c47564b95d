/** The table of alarms, and those of a tenant that are open. Shapes and data; their sentences are `alarm-on` and `alarm-off`. */
import type { Datum } from '../../core.ts';
import type { Role } from '../lifecycle.ts';

interface Row {
  /** `grave` may break a person's quiet hours, if they said so. */
  readonly severity: 'warning' | 'grave';
  /** Kind of thing it is on; `change`: whatever the approved change was about. */
  readonly about: 'vif' | 'gateway' | 'connection' | 'change';
  /** Who is told in person. */
  readonly tells: readonly Role[];
  /** Event whose own line already tells the rooms the same; absent: the alarm has a line. */
  readonly toldBy?: 'vif.observed' | 'proof.missed';
}

/**
 * Planned cuts raise none: drills and maintenances tell of themselves. With no session left the customer hears of the
 * interface, which is down, and not of each session.
 */
export const alarmTable = {
  'session-down': { severity: 'warning', about: 'vif', tells: ['field'], toldBy: 'vif.observed' },
  'redundancy-lost': { severity: 'warning', about: 'vif', tells: ['customer'], toldBy: 'vif.observed' },
  'routes-near': { severity: 'warning', about: 'gateway', tells: ['customer'] },
  'routes-full': { severity: 'grave', about: 'gateway', tells: ['customer', 'field'] },
  'batch-blocked': { severity: 'grave', about: 'gateway', tells: ['customer', 'field'] },
  'port-busy': { severity: 'warning', about: 'connection', tells: ['customer', 'field'] },
  'proof-missed': { severity: 'grave', about: 'change', tells: ['reviewer'], toldBy: 'proof.missed' },
} as const satisfies Record<string, Row>;
export type AlarmCode = keyof typeof alarmTable;
export const alarmCodes = Object.keys(alarmTable) as readonly AlarmCode[];

/** Share of a quota, and of a port, at which it is nearly used up. */
export const nearlyFull = 0.8;

export interface AlarmSeen {
  readonly code: AlarmCode;
  /** The thing it is on. */
  readonly id: string;
  /** What of the thing: a line router, a next hop, the version of a change; empty where there is only one. */
  readonly part: string;
  readonly values: Readonly<Record<string, Datum>>;
}

export interface Alarm extends AlarmSeen {
  readonly since: number;
}

export interface AlarmState {
  /** Open ones, by `alarmKey`. */
  readonly alarms: Readonly<Record<string, Alarm>>;
  /** Things that ever had one: their cards stay in the rooms, so that the end is told where the beginning was. */
  readonly alarmed: Readonly<Record<string, true>>;
}

export const emptyAlarms: AlarmState = { alarms: {}, alarmed: {} };

export const alarmKey = ({ code, id, part }: Pick<AlarmSeen, 'code' | 'id' | 'part'>): string =>
  `${code} ${id} ${part}`;

/** Open alarms on a thing, grave ones first, then the oldest. */
export function alarmsOn({ alarms }: Pick<AlarmState, 'alarms'>, id: string): readonly Alarm[] {
  return inOrder(Object.values(alarms).filter((row) => row.id === id));
}

export function inOrder(alarms: readonly Alarm[]): readonly Alarm[] {
  const rank = ({ code }: Alarm) => (alarmTable[code].severity === 'grave' ? 0 : 1);
  return [...alarms].sort((left, right) => rank(left) - rank(right) || left.since - right.since);
}
