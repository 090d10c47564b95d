/** Working days as China keeps them: weekends, public holidays and the working weekends that make up for them. */
import chineseDays from 'chinese-days';
import { type Calendar, chinaOffsetMs } from '../engine/catalog/durations.ts';

const dayMs = 86_400_000;

function isWorkingDay(at: number): boolean {
  return chineseDays.isWorkday(new Date(at + chinaOffsetMs).toISOString().slice(0, 10));
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
