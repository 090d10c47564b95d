/** Sliding windows: how many calls pass within them, and how long the next one waits. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { manualClock } from '../../../src/sandbox/clock.ts';
import { createRates, realPace, unlimited } from '../../../src/sandbox/lark/rates.ts';

it('lets no more than the limit pass within any second, whatever the calls', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 60 }), (steps) => {
      const clock = manualClock(0);
      const rates = createRates(clock, realPace);
      const passed: number[] = [];
      for (const step of steps) {
        clock.advance(step);
        if (rates.forChat('oc_lines') === undefined) passed.push(clock.now());
      }
      for (const at of passed) {
        expect(passed.filter((other) => other >= at && other < at + 1000).length).toBeLessThanOrEqual(5);
      }
    }),
  );
});

it('counts the 50 of a second and the 1000 of a minute', () => {
  const clock = manualClock(0);
  const rates = createRates(clock, realPace);
  let passed = 0;
  for (let second = 0; second < 30; second += 1) {
    for (let call = 0; call < 60; call += 1) if (rates.forCall('im.message.create') === undefined) passed += 1;
    clock.advance(1000);
  }
  expect(passed).toBe(1000);
  expect(rates.forCall('im.message.create')).toEqual({ limit: 1000, resetSeconds: 30 });
  expect(rates.forCall('im.message.get')).toBeUndefined();
  clock.advance(30_000);
  expect(rates.forCall('im.message.create')).toBeUndefined();
});

it('never waits without limits', () => {
  const rates = createRates(manualClock(0), unlimited);
  const waits = Array.from({ length: 2000 }, () => [
    rates.forCall('any'),
    rates.forChat('any'),
    rates.forUpdate('any'),
    rates.forEphemeral('any'),
  ]);
  expect(new Set(waits.flat())).toEqual(new Set([undefined]));
});
