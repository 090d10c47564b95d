import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fractionOf, wholeBetween } from '../../src/sandbox/random.ts';

describe('fractionOf', () => {
  it('is the same for the same seed and label, and lies in [0, 1)', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seed, label) => {
        const fraction = fractionOf(seed, label);
        return fraction === fractionOf(seed, label) && fraction >= 0 && fraction < 1;
      }),
    );
  });

  it('spreads neighbouring labels evenly: each tenth gets between 8 % and 12 % of 10,000 draws', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 10_000; index += 1) {
      const tenth = Math.floor(fractionOf('seed', `call/chat.update/${index}`) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(200);
  });

  it('tells apart what lies on the two sides of the seam', () => {
    expect(fractionOf('ab', 'c')).not.toBe(fractionOf('a', 'bc'));
  });
});

describe('wholeBetween', () => {
  it('stays within both ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.nat(1000),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (least, span, at) => {
          const whole = wholeBetween(least, least + span, at);
          return Number.isInteger(whole) && whole >= least && whole <= least + span;
        },
      ),
    );
  });
});
