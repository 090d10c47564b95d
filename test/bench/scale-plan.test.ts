// The paper plan: its arithmetic, and that the page is what the kept results give.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { demand, type Measured, planFor, storm } from '../../bench/scale/plan.ts';
import { drawPlan, measuredNow, page, withPlan } from '../../bench/scale-plan.ts';

const measured: Measured = { commands: 500, decisions: 1000, jobs: 5000, rosterMiB: 120 };

it('the page is what the kept results give (node --import tsx bench/scale-plan.ts)', () => {
  const text = readFileSync(page, 'utf8');
  expect(text).toBe(withPlan(text, drawPlan(measuredNow())));
});

it('demand repeats, has a heavy tail and about the mean that was assumed', () => {
  const asked = demand(100_000);
  expect(demand(100_000)).toEqual(asked);
  const mean = asked.reduce((sum, its) => sum + its, 0) / asked.length;
  expect(mean).toBeGreaterThan(14);
  expect(mean).toBeLessThan(26);
  expect(Math.max(...asked)).toBeGreaterThan(100 * mean);
});

it('ten times the tenants are about ten times the load, in cells of the same size', () => {
  const [small, large] = [planFor(100_000, measured), planFor(1_000_000, measured)];
  expect(large.perSecond.commands / small.perSecond.commands).toBeGreaterThan(8);
  expect(large.perSecond.commands / small.perSecond.commands).toBeLessThan(12);
  expect([small.cells, large.cells]).toEqual([1, 10]);
  expect(large.rosterMiBPerCell).toBe(small.rosterMiBPerCell);
  expect(large.overLark).toBeLessThanOrEqual(large.overSlack);
});

it('twice as fast a process is never more processes', () => {
  const [slow, fast] = [planFor(50_000, measured), planFor(50_000, { ...measured, commands: 1000, decisions: 2000 })];
  expect(fast.bots).toBeLessThanOrEqual(slow.bots);
  expect(fast.workers).toBeLessThanOrEqual(slow.workers);
});

it('in turns nobody waits longer for a storm than in the order of asking', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 20_000 }),
      fc.integer({ min: 10, max: 500 }),
      fc.nat(90),
      (many, rate, busy) => {
        const { firstComeSeconds, fairSeconds, doneSeconds } = storm(many, ((rate - 1) * busy) / 100, rate);
        expect(fairSeconds).toBeLessThanOrEqual(firstComeSeconds);
        expect(doneSeconds).toBeGreaterThanOrEqual(Math.floor(firstComeSeconds));
      },
    ),
  );
});
