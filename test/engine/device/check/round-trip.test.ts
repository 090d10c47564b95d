// What is generated for any sound plan is read back without a finding, in every language, and both its sessions come up.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceConfig, vendorNames } from '../../../../src/engine/device/index.ts';
import { checkConfig, tryDevice } from '../../../../src/engine/twin/index.ts';
import { soundPlans, textOf } from '../plans.ts';

describe.each(vendorNames)('%s', (vendor) => {
  it('is told apart and read back whole; nothing is found, both sessions are established', () => {
    fc.assert(
      fc.property(soundPlans, (plan) => {
        const text = textOf(deviceConfig(plan, vendor, { revealKey: true }));
        const expected = plan.authKey === undefined ? undefined : `print of ${plan.authKey}`;
        const prints = { of: (key: string) => `print of ${key}`, expected };
        const checked = checkConfig({ text, plan, prints, hostFor: () => '10.9.0.10' });
        if (!checked.ok) throw new Error(checked.problem);
        expect(checked.vendor).toBe(vendor);
        expect([checked.findings, checked.unchecked, checked.lines.unread]).toEqual([[], [], []]);
        if (plan.staticRouting) return;
        const { sessions, received } = tryDevice(plan, checked.device, expected);
        expect(sessions.map(({ state }) => state)).toEqual(['Established', 'Established']);
        expect(received.toSorted()).toEqual(plan.announce.toSorted());
      }),
      { numRuns: 25 },
    );
  });
});
