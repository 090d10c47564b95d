/** Which alarm rings when, per state (domain §11.2: reminders, escalation, expiry). Data plus one reading of it. */
import { type Calendar, type DurationName, deadline, type Pace } from '../catalog/durations.ts';
import type { ConnectionState, Mover } from './lifecycle.ts';
import type { Connection } from './model.ts';
import { constructionSteps } from './model.ts';
import { overdueUntil } from './money-clock.ts';

export interface Alarm {
  readonly id: string;
  readonly state: ConnectionState;
  readonly after: DurationName;
  /** `remind` the one who has to act, `escalate` to those above, `expire` the wait. */
  readonly effect: 'remind' | 'escalate' | 'expire';
}

export const alarms: readonly Alarm[] = [
  { id: 'review-reminder', state: 'Ordering', after: 'review.remind', effect: 'remind' },
  { id: 'review-escalation', state: 'Ordering', after: 'review.promise', effect: 'escalate' },
  { id: 'review-last', state: 'Ordering', after: 'review.last', effect: 'escalate' },
  { id: 'payment-reminder', state: 'Installation_Paying', after: 'payment.remind-first', effect: 'remind' },
  { id: 'payment-last-reminder', state: 'Installation_Paying', after: 'payment.remind-second', effect: 'remind' },
  { id: 'payment-expiry', state: 'Installation_Paying', after: 'payment.expire', effect: 'expire' },
  { id: 'acceptance-reminder', state: 'Confirming', after: 'acceptance.remind', effect: 'remind' },
  { id: 'acceptance-escalation', state: 'Confirming', after: 'acceptance.escalate', effect: 'escalate' },
  { id: 'removal-reminder', state: 'Deleting', after: 'removal.remind', effect: 'remind' },
];

/** Who has to act in a state, and by when; construction steps carry their own promise. */
export const waits: Readonly<
  Partial<Record<ConnectionState, { readonly owner: Mover; readonly until?: DurationName }>>
> = {
  Ordering: { owner: 'reviewer', until: 'review.promise' },
  Installation_Paying: { owner: 'customer', until: 'payment.expire' },
  Pending: { owner: 'system' },
  Confirming: { owner: 'customer', until: 'acceptance.escalate' },
  InActive: { owner: 'field' },
  Deleting: { owner: 'field', until: 'removal.promise' },
};

export interface Wake {
  readonly alarm: string;
  readonly at: number;
}

/** Alarms still to ring in the present state, soonest first. */
export function wakes(connection: Connection, pace: Pace, calendar: Calendar): readonly Wake[] {
  const fixed = alarms
    .filter((alarm) => alarm.state === connection.state && !connection.rang.includes(alarm.id))
    .map((alarm) => ({ alarm: alarm.id, at: deadline(alarm.after, connection.since, pace, calendar) }));
  const step = connection.state === 'Pending' ? currentStep(connection) : undefined;
  const late = step ? `late-${step.id}-${connection.construction?.round ?? 1}` : '';
  const promise = step && !connection.rang.includes(late) ? [{ alarm: late, at: step.promisedAt }] : [];
  return [...fixed, ...promise].sort((a, b) => a.at - b.at);
}

/** The step at work or failed; undefined outside construction. */
export function currentStep(connection: Connection) {
  return connection.construction?.steps.find((step) => step.status === 'now' || step.status === 'failed');
}

/** Who has to act now and by when; undefined when nobody has to. */
export function waitingFor(
  connection: Connection,
  pace: Pace,
  calendar: Calendar,
): { owner: Mover; dueAt?: number } | undefined {
  // After the first of several approvals somebody else may be next.
  const decider = connection.awaiting?.role ?? 'reviewer';
  if (connection.deletion && !['Deleting', 'Deleted'].includes(connection.state))
    return { owner: decider, dueAt: deadline('review.promise', connection.deletion.at, pace, calendar) };
  const step = currentStep(connection);
  if (connection.state === 'Pending' && step) {
    const by = constructionSteps.find((row) => row.id === step.id)?.by ?? 'system';
    return { owner: step.status === 'failed' ? 'field' : by, dueAt: step.promisedAt };
  }
  const overdue = overdueUntil(connection, { pace, calendar });
  if (overdue !== undefined) return { owner: 'customer', dueAt: overdue };
  const listed = waits[connection.state];
  if (!listed) return undefined;
  const wait = connection.state === 'Ordering' ? { ...listed, owner: decider } : listed;
  return wait.until
    ? { owner: wait.owner, dueAt: deadline(wait.until, connection.since, pace, calendar) }
    : { owner: wait.owner };
}
