/** The customer's device as one of its two links has it. Knows no network. */
import type { ClientDevice, DeviceHalt } from '../tenant/network/model.ts';

export interface OnSide extends ClientDevice {
  readonly withholds: readonly string[];
  /** Why no session starts here. */
  readonly halt?: DeviceHalt;
}

const indexOf = { a: 0, b: 1 } as const;

export function onSide(device: ClientDevice, side: 'a' | 'b'): OnSide {
  // Taking objects apart is slow, and a device as a person describes it has no sides.
  if (!device.sides) return { ...device, withholds: [] };
  const { keyPrint, ...own } = device.sides[indexOf[side]];
  const { keyPrint: common, ...whole } = device;
  const print = keyPrint === undefined ? common : (keyPrint ?? undefined);
  return { ...whole, withholds: [], ...own, ...(print !== undefined && { keyPrint: print }) };
}

/** Without an interface, or with one that is shut, no frame crosses the link. */
export function isCut({ halt }: OnSide): boolean {
  return halt === 'interface-missing' || halt === 'interface-shut';
}
