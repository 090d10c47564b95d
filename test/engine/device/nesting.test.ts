// Every line of every plan stands under a head that opens its view, and every view that has to be closed is closed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceConfig, type VendorName, vendorNames } from '../../../src/engine/device/index.ts';
import { outline } from './outline.ts';
import { soundPlans, textOf } from './plans.ts';

interface Grammar {
  readonly mark: string;
  /** Lines that may have lines under them. */
  readonly opens: RegExp;
  /** What ends a view: at the head's depth (`outer`) or as its last line (`inner`); none where the next head ends it. */
  readonly closes?: { readonly at: 'outer' | 'inner'; readonly line: RegExp };
}

const ios = /^(?:interface \S+|vlan \d+|router bgp \d+|address-family ipv4 unicast)$/;
const vrp = /^(?:interface \S+|vlan \d+|bfd|bgp \d+|(?:ipv4-family|address-family ipv4) unicast)$/;

const grammars: Readonly<Record<VendorName, Grammar>> = {
  'cisco-ios': { mark: '!', opens: ios, closes: { at: 'outer', line: /^exit(?:-address-family)?$/ } },
  'cisco-nxos': {
    mark: '!',
    opens: /^(?:interface \S+|vlan \d+|router bgp \d+|neighbor \S+|address-family ipv4 unicast)$/,
  },
  huawei: { mark: '#', opens: vrp, closes: { at: 'inner', line: /^quit$/ } },
  h3c: { mark: '#', opens: vrp, closes: { at: 'inner', line: /^quit$/ } },
  juniper: { mark: '#', opens: /^$/ },
  frr: {
    mark: '!',
    opens: /^(?:interface \S+|bfd|profile \S+|router bgp \d+|address-family ipv4 unicast)$/,
    closes: { at: 'outer', line: /^exit(?:-address-family)?$/ },
  },
  bird: { mark: '#', opens: /\{$/, closes: { at: 'outer', line: /^\};?$/ } },
};

describe.each(vendorNames)('%s', (vendor) => {
  const { mark, opens, closes } = grammars[vendor];

  it('opens every view that has lines under it', () => {
    fc.assert(
      fc.property(soundPlans, (plan) => {
        for (const { heads } of outline(textOf(deviceConfig(plan, vendor, { revealKey: false })), mark)) {
          for (const head of heads) expect(head).toMatch(opens);
        }
      }),
    );
  });

  it('closes what it opens', () => {
    fc.assert(
      fc.property(soundPlans, (plan) => {
        const lines = outline(textOf(deviceConfig(plan, vendor, { revealKey: false })), mark);
        // NX-OS also writes a bare `bfd` under a neighbour, which opens nothing.
        const opened = lines.filter(({ line }) => opens.test(line)).length;
        const closed = closes ? lines.filter(({ line }) => closes.line.test(line)).length : opened;
        expect(closed).toBe(opened);
        if (closes?.at !== 'inner') return;
        for (const { heads, line } of lines) if (closes.line.test(line)) expect(heads.length).toBeGreaterThan(0);
      }),
    );
  });
});
