import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFaults, type FaultSettings } from '../../src/sandbox/faults.ts';

const everything: FaultSettings = {
  delivery: {
    delay: { rate: 0.3, milliseconds: [5, 50] },
    repeat: { rate: 0.3 },
    repeatAsNew: { rate: 0.3 },
    reorder: { rate: 0.3 },
    dropBefore: { rate: 0.3 },
    dropAfter: { rate: 0.3 },
  },
  call: {
    tooMany: { rate: 0.2, retryAfterSeconds: 7 },
    broken: { rate: 0.2 },
    hang: { rate: 0.2 },
    loseAnswer: { rate: 0.2 },
  },
};

const traffic = fc.array(
  fc.record({
    side: fc.constantFrom('delivery', 'call'),
    of: fc.constantFrom('events_api', 'interactive', 'chat.update'),
  }),
  { maxLength: 200 },
);

describe('createFaults', () => {
  it('meets the same traffic with the same faults, for the same seed', () => {
    fc.assert(
      fc.property(fc.string(), traffic, (seed, steps) => {
        const run = () => {
          const faults = createFaults(seed, everything);
          const drawn = steps.map((step) =>
            step.side === 'call' ? faults.forCall(step.of) : faults.forDelivery(step.of),
          );
          return JSON.stringify([drawn, faults.strikes()]);
        };
        expect(run()).toBe(run());
      }),
    );
  });

  it('gives the n-th call of a method the same fate, whatever else is called in between', () => {
    const alone = createFaults('s', everything);
    const among = createFaults('s', everything);
    const fates = Array.from({ length: 50 }, () => alone.forCall('chat.update'));
    const mixed = Array.from({ length: 50 }, () => {
      among.forCall('views.open');
      among.forDelivery('events_api');
      return among.forCall('chat.update');
    });
    expect(mixed).toEqual(fates);
  });

  it('only adds faults when a rate is raised', () => {
    const at = (rate: number) => {
      const faults = createFaults('s', { call: { broken: { rate } } });
      return Array.from({ length: 200 }, () => faults.forCall('chat.update') !== undefined);
    };
    const [few, many] = [at(0.2), at(0.6)];
    expect(few.every((struck, index) => !struck || many[index])).toBe(true);
    expect(many.filter(Boolean).length).toBeGreaterThan(few.filter(Boolean).length);
  });

  it.each`
    rate | most         | struckOf5
    ${0} | ${undefined} | ${0}
    ${1} | ${undefined} | ${5}
    ${1} | ${2}         | ${2}
  `('strikes $struckOf5 of 5 calls at rate $rate, at most $most', ({ rate, most, struckOf5 }) => {
    const faults = createFaults(1, { call: { broken: { rate, most } } });
    const struck = Array.from({ length: 5 }, () => faults.forCall('chat.update')).filter(
      (fault) => fault !== undefined,
    );
    expect(struck).toHaveLength(struckOf5);
    expect(faults.strikes()).toHaveLength(struckOf5);
  });

  it('leaves alone what is not named in `of`, and counts afresh after set()', () => {
    const faults = createFaults(1, { call: { hang: { rate: 1, most: 1, of: ['views.open'] } } });
    expect(faults.forCall('chat.update')).toBeUndefined();
    expect(faults.forCall('views.open')).toEqual({ kind: 'hang' });
    expect(faults.forCall('views.open')).toBeUndefined();
    faults.set({ call: { hang: { rate: 1, most: 1 } } });
    expect(faults.forCall('chat.update')).toEqual({ kind: 'hang' });
    faults.set({});
    expect(faults.forCall('chat.update')).toBeUndefined();
  });

  it('never loses a delivery both before and after, and keeps a delay within its range', () => {
    const faults = createFaults('s', everything);
    const drawn = Array.from({ length: 300 }, () => faults.forDelivery('events_api'));
    const delays = drawn.map((fault) => fault.delayMilliseconds).filter((delay) => delay > 0);
    expect(delays.length).toBeGreaterThan(0);
    expect(delays.every((delay) => delay >= 5 && delay <= 50)).toBe(true);
    expect(new Set(drawn.map((fault) => fault.drop))).toEqual(new Set([undefined, 'before', 'after']));
  });
});
