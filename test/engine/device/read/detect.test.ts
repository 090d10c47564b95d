/** The vendor is told from its own words, however many ordinary ports surround them. */
import { expect, it } from 'vitest';
import { type VendorName, vendorNames } from '../../../../src/engine/device/index.ts';
import { detectVendor } from '../../../../src/engine/device/read/read.ts';
import { configText } from '../plans.ts';

const many = (line: (index: number) => string) => Array.from({ length: 300 }, (_, index) => line(index)).join('');

/** Ports as these vendors write them: but for their separators and negations much alike. */
const ports: readonly (readonly [VendorName, string])[] = Object.entries({
  huawei: many(
    (n) => `interface GigabitEthernet0/0/${n}\n undo shutdown\n ip address 172.16.${n % 250}.1 255.255.255.0\n#\n`,
  ),
  h3c: many(
    (n) =>
      `interface GigabitEthernet1/0/${n}\n port link-mode route\n ip address 172.16.${n % 250}.1 255.255.255.0\n#\n`,
  ),
  'cisco-ios': many(
    (n) => `interface GigabitEthernet0/${n}\n no shutdown\n ip address 172.16.${n % 250}.1 255.255.255.0\n!\n`,
  ),
  'cisco-nxos': many((n) => `interface Ethernet1/${n}\n  no shutdown\n  ip address 172.16.${n % 250}.1/24\n`),
}) as [VendorName, string][];

it.each(vendorNames)('%s is told from a configuration of its own', (vendor) =>
  expect(detectVendor(configText(vendor))).toBe(vendor),
);

it.each(ports)('%s is told among three hundred ports', (vendor, around) => {
  expect(detectVendor(`${configText(vendor)}\n${around}`)).toBe(vendor);
  expect(detectVendor(`${around}\n${configText(vendor)}`)).toBe(vendor);
});
