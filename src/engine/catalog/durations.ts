/** Every duration of the product, once: what it is in life and what it shrinks to when `HOSTLINE_PACE=demo`. */

export type Pace = 'real' | 'demo';

/** China Standard Time, where the sites and their customers are; it knows no daylight saving. */
export const chinaOffsetMs = 8 * 3_600_000;

interface Duration {
  readonly amount: number;
  readonly unit: 'working-day' | 'day' | 'hour' | 'minute' | 'second';
}

/** One unit in milliseconds at demo pace: a working day lasts six seconds. */
const demoMs = { 'working-day': 6_000, day: 6_000, hour: 750, minute: 50, second: 100 } as const;
const realMs = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1_000 } as const;

export const durations = {
  'review.remind': { amount: 1, unit: 'working-day' },
  'review.promise': { amount: 2, unit: 'working-day' },
  'review.last': { amount: 3, unit: 'working-day' },
  'payment.remind-first': { amount: 3, unit: 'day' },
  'payment.remind-second': { amount: 7, unit: 'day' },
  'payment.expire': { amount: 30, unit: 'day' },
  'construction.reserve-ports': { amount: 1, unit: 'working-day' },
  'construction.cabling': { amount: 10, unit: 'working-day' },
  'construction.light-levels': { amount: 11, unit: 'working-day' },
  'construction.link-debugging': { amount: 12, unit: 'working-day' },
  'acceptance.remind': { amount: 3, unit: 'working-day' },
  'acceptance.escalate': { amount: 10, unit: 'working-day' },
  'removal.promise': { amount: 30, unit: 'day' },
  'removal.remind': { amount: 20, unit: 'day' },
  'rental.notice-first': { amount: 7, unit: 'day' },
  'rental.notice-second': { amount: 3, unit: 'day' },
  'rental.notice-last': { amount: 1, unit: 'day' },
  'rental.grace': { amount: 30, unit: 'day' },
  'rental.keep': { amount: 45, unit: 'day' },
  'traffic.due': { amount: 1, unit: 'day' },
  'traffic.grace': { amount: 3, unit: 'day' },
  'traffic.keep': { amount: 4, unit: 'day' },
  'order.duplicate': { amount: 10, unit: 'minute' },
  'nudge.pause': { amount: 4, unit: 'hour' },
  'invite.valid': { amount: 1, unit: 'day' },
  'delegation.longest': { amount: 90, unit: 'day' },
  'glass.window': { amount: 1, unit: 'day' },
  'test.stage': { amount: 2, unit: 'second' },
  'proof.compare': { amount: 10, unit: 'second' },
  'crew.cabling': { amount: 5, unit: 'working-day' },
} as const satisfies Record<string, Duration>;

/** Whole minutes that a person chose. */
export function minutesAfter(minutes: number, from: number, pace: Pace): number {
  return from + minutes * (pace === 'demo' ? demoMs.minute : realMs.minute);
}

export type DurationName = keyof typeof durations;

/** Knows working days; the holiday calendar is the caller's. */
export interface Calendar {
  /** The same time of day, `days` working days later. */
  addWorkingDays(at: number, days: number): number;
}

/** The instant a duration ends. People's rights (an invitation's validity) do not shrink to seconds at demo pace: at least ten minutes. */
export function deadline(name: DurationName, from: number, pace: Pace, calendar: Calendar): number {
  const { amount, unit } = durations[name] as Duration;
  if (pace === 'demo') return from + (name === 'invite.valid' ? 600_000 : amount * demoMs[unit]);
  return unit === 'working-day' ? calendar.addWorkingDays(from, amount) : from + amount * realMs[unit];
}
