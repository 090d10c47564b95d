/** A rental's term: what may be chosen, what it costs, when it ends. */
import { chinaOffsetMs } from '../catalog/durations.ts';
import { portSpecById, rentalTerms } from '../catalog/port-specs.ts';
import { type Decision, refused } from '../core.ts';
import type { Term } from './model.ts';

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

export function termRefusal(term: Term): (Decision<never> & { ok: false }) | undefined {
  const { min, max } = rentalTerms[term.unit];
  const whole = Number.isInteger(term.span) && term.span >= min && term.span <= max;
  return whole
    ? undefined
    : refused('bad-field', { field: 'term', value: term.span, values: { expect: `term-${term.unit}` } });
}
