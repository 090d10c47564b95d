import { describe, expect, it } from 'vitest';
import { chineseCalendar } from '../../src/app/calendar.ts';

/** Ten o'clock in Beijing. */
const at = (date: string) => Date.parse(`${date}T10:00:00+08:00`);
const dateOf = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);

describe('working days of 2026', () => {
  it.each([
    // from          days  to            because
    ['2026-03-02', 1, '2026-03-03', 'Monday to Tuesday'],
    ['2026-03-06', 1, '2026-03-09', 'over a weekend'],
    ['2026-03-07', 1, '2026-03-09', 'from a Saturday'],
    ['2026-03-02', 10, '2026-03-16', 'two weeks'],
    ['2025-12-31', 1, '2026-01-04', 'New Year; the Sunday makes up for it'],
    ['2026-02-13', 1, '2026-02-14', 'the Saturday before Spring Festival is worked'],
    ['2026-02-13', 2, '2026-02-24', 'over Spring Festival'],
    ['2026-02-27', 1, '2026-02-28', 'and so is the Saturday after it'],
    ['2026-04-03', 1, '2026-04-07', 'over Qingming'],
    ['2026-04-30', 1, '2026-05-06', 'over Labour Day'],
    ['2026-05-08', 1, '2026-05-09', 'the Saturday after Labour Day is worked'],
    ['2026-06-18', 1, '2026-06-22', 'over the Dragon Boat Festival'],
    ['2026-09-18', 1, '2026-09-20', 'the Sunday before National Day is worked'],
    ['2026-09-24', 1, '2026-09-28', 'over Mid-Autumn'],
    ['2026-09-30', 1, '2026-10-08', 'over National Day'],
    ['2026-10-09', 1, '2026-10-10', 'the Saturday after National Day is worked'],
    ['2026-03-02', 0, '2026-03-02', 'no day at all'],
  ])('%s + %i is %s: %s', (from, days, to) => {
    expect(dateOf(chineseCalendar.addWorkingDays(at(from), days))).toBe(`${to}T10:00`);
  });

  it('counts Beijing’s days, not the server’s', () => {
    // Friday 23:30 in Beijing is still Friday; half an hour later it is Saturday.
    const late = Date.parse('2026-03-06T23:30:00+08:00');
    expect(dateOf(chineseCalendar.addWorkingDays(late, 1))).toBe('2026-03-09T23:30');
    expect(dateOf(chineseCalendar.addWorkingDays(late + 1_800_000, 1))).toBe('2026-03-09T00:00');
  });
});
