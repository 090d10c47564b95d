import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manualClock } from '../../src/sandbox/clock.ts';

describe('manualClock', () => {
  it('runs what falls due in order of time, each at its own time, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { maxLength: 20 }), fc.nat(100), (waits, advance) => {
        const clock = manualClock(1000);
        const ran: number[] = [];
        for (const wait of waits) clock.after(wait, () => ran.push(clock.now() - 1000));
        clock.advance(advance);
        expect(ran).toEqual(waits.filter((wait) => wait <= advance).toSorted((a, b) => a - b));
        expect(clock.now()).toBe(1000 + advance);
        expect(clock.waiting()).toHaveLength(waits.length - ran.length);
      }),
    );
  });

  it('runs what was added on the way, and not what was called off', () => {
    const clock = manualClock(0);
    const ran: string[] = [];
    const off = clock.after(5, () => ran.push('called off'));
    clock.after(1, () => {
      off();
      clock.after(2, () => ran.push(`added, at ${clock.now()}`));
    });
    clock.advance(10);
    expect(ran).toEqual(['added, at 3']);
  });
});
