/** Instants as people type them: Beijing time, or minutes from now. Knows no clock. */
import { chinaOffsetMs, minutesAfter, type Pace } from '../engine/catalog/durations.ts';

const written = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})$/;
const exact = /^@(\d{12,15})$/;
const ahead = /^\+(\d{1,6})$/;

/** Milliseconds since the epoch; undefined when it is not readable or no such day. */
export function readInstant(text: string, now: number, tempo: Pace): number | undefined {
  const instant = exact.exec(text.trim())?.[1];
  if (instant !== undefined) return Number(instant);
  const minutes = ahead.exec(text.trim())?.[1];
  if (minutes !== undefined) return minutesAfter(Number(minutes), now, tempo);
  const [, year, month, day, hour, minute] = (written.exec(text.trim()) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined)
    return undefined;
  const local = Date.UTC(year, month - 1, day, hour, minute);
  const again = new Date(local);
  const real = again.getUTCMonth() === month - 1 && again.getUTCDate() === day && again.getUTCHours() === hour;
  return real && minute < 60 ? local - chinaOffsetMs : undefined;
}

/** As a button carries it: to the millisecond. */
export const exactly = (at: number): string => `@${at}`;
