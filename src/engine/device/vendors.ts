/** Every device language, by the name people give on a command line. */
import type { Vendor } from './vendor.ts';
import { bird } from './vendors/bird.ts';
import { ciscoIos } from './vendors/cisco-ios.ts';
import { ciscoNxos } from './vendors/cisco-nxos.ts';
import { frr } from './vendors/frr.ts';
import { h3c } from './vendors/h3c.ts';
import { huawei } from './vendors/huawei.ts';
import { juniper } from './vendors/juniper.ts';

export const vendors = {
  'cisco-ios': ciscoIos,
  'cisco-nxos': ciscoNxos,
  huawei,
  h3c,
  juniper,
  frr,
  bird,
} as const satisfies Record<string, Vendor>;

export type VendorName = keyof typeof vendors;

export const vendorNames = Object.keys(vendors) as readonly VendorName[];

const aliases: Readonly<Record<string, VendorName>> = { cisco: 'cisco-ios' };

/** Undefined for a name or alias that is not there. */
export function vendorNamed(name: string): VendorName | undefined {
  if (Object.hasOwn(aliases, name)) return aliases[name];
  return vendorNames.find((known) => known === name);
}
