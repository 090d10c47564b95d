import { describe, expect, it } from 'vitest';
import { perform } from './perform.ts';
import { breakages, parts, planOf } from './plan.ts';

const seeds = Array.from({ length: 200 }, (_, run) => `1/${run}`);

describe('a plan', () => {
  it('is the same for the same seed and another for another', () => {
    expect(planOf('1/7')).toEqual(planOf('1/7'));
    expect(new Set(seeds.map((seed) => JSON.stringify(planOf(seed)))).size).toBe(seeds.length);
  });

  it('of the long form breaks everything there is to break, over both wires, with and without drills', () => {
    const plans = seeds.map(planOf);
    expect(new Set(plans.flatMap(({ breaks }) => breaks.map(({ kind }) => kind)))).toEqual(new Set(breakages));
    expect(new Set(plans.map(({ via }) => via))).toEqual(new Set(['http', 'socket']));
    expect(new Set(plans.map(({ drills }) => drills))).toEqual(new Set([true, false]));
    const apart = plans.filter((plan) => plan.apart);
    expect(apart).toHaveLength(20);
    const hit = apart.flatMap(({ breaks }) => breaks.filter(({ kind }) => kind === 'crash').map(({ hits }) => hits));
    expect(new Set(hit)).toEqual(new Set(parts));
  });
});

describe('nothing is lost, doubled or stuck', { timeout: 180_000 }, () => {
  // The last with bots and a worker as processes of their own.
  it.each(['short/0', 'short/1', 'short/9'])('in run %s', async (seed) => {
    const { violations, acknowledged } = await perform(seed);
    expect(violations).toEqual([]);
    expect(acknowledged).toBeGreaterThan(0);
  });
});
