import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manualClock } from '../../../src/sandbox/clock.ts';
import { createIds } from '../../../src/sandbox/slack/ids.ts';

describe('createIds', () => {
  it('repeats for the same seed and differs for another', () => {
    const made = (seed: string) => {
      const ids = createIds(seed, manualClock(1_700_000_000_000));
      return [ids.next('V'), ids.next('V'), ids.next('Ev'), ids.token(), ids.token(), ids.timestamp()];
    };
    expect(made('a')).toEqual(made('a'));
    expect(made('a')[3]).not.toBe(made('b')[3]);
    expect(made('a').slice(0, 3)).toEqual(['V000000001', 'V000000002', 'Ev000000001']);
  });

  it('makes timestamps that grow strictly, whatever the clock does, and sort as text', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 2, maxLength: 50 }), (steps) => {
        const clock = manualClock(1_700_000_000_000);
        const ids = createIds('s', clock);
        const stamps = steps.map((step) => {
          clock.advance(step);
          return ids.timestamp();
        });
        expect(stamps).toEqual([...new Set(stamps)].toSorted());
        for (const stamp of stamps) expect(stamp).toMatch(/^\d{10}\.\d{6}$/);
      }),
    );
  });
});
