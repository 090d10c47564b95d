// What is generated for any sound plan is read back without a finding, in every language.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../../../src/engine/device/check/check.ts';
import { deviceConfig, vendorNames } from '../../../../src/engine/device/index.ts';
import { detectVendor, readConfig } from '../../../../src/engine/device/read/read.ts';
import { soundPlans, textOf } from '../plans.ts';

describe.each(vendorNames)('%s', (vendor) => {
  it('is read back whole, and nothing is found', () => {
    fc.assert(
      fc.property(soundPlans, (plan) => {
        const text = textOf(deviceConfig(plan, vendor, { revealKey: true }));
        const read = readConfig(text, vendor);
        if (!read.ok) throw new Error(read.problem);
        const key = { wanted: plan.authKey !== undefined, fits: (key: string) => key === plan.authKey };
        expect(compare(read.device, plan, key)).toEqual({ findings: [], unchecked: [] });
        expect(read.device.unread).toEqual([]);
        expect(detectVendor(text)).toBe(vendor);
      }),
      { numRuns: 60 },
    );
  });
});
