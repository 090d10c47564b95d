/** Working days as China keeps them: weekends, public holidays and the working weekends that make up for them. */
import chineseDays from 'chinese-days';
import { type Calendar, chinaOffsetMs } from '../engine/catalog/durations.ts';

const dayMs = 86_400_000;

/** By day since 1970 in China; asked for at every decision. */
const known = new Map<number, boolean>();
const knownDays = 4_000;

function isWorkingDay(at: number): boolean {
  const day = Math.floor((at + chinaOffsetMs) / dayMs);
  const before = known.get(day);
  if (before !== undefined) return before;
  const is = chineseDays.isWorkday(new Date(day * dayMs).toISOString().slice(0, 10));
  if (known.size >= knownDays) known.clear();
  known.set(day, is);
  return is;
}

export const chineseCalendar: Calendar = {
  addWorkingDays(at, days) {
    let end = at;
    for (let left = days; left > 0; ) {
      end += dayMs;
      if (isWorkingDay(end)) left -= 1;
    }
    return end;
  },
};
