/** Estates with faults in them, and a connectivity test followed through its fixes. */
import type { TenantCommand } from '../../../src/engine/tenant/messages.ts';
import { diagnose, type Ends, type Fix, twinOf } from '../../../src/engine/twin/index.ts';
import {
  announced,
  apply,
  applyAtSite,
  attachment,
  type DeviceFields,
  device,
  type Estate,
  gateway,
  having,
  host,
  instance,
  lines,
  propagation,
  rui,
  setDevice,
  vif,
  vpc,
  withLine,
  working,
} from './estate.ts';

export const right = device(1, host, announced);
export const wrong = (change: Partial<DeviceFields>) => having(working, setDevice(1, { ...right, ...change }));
export const { keyPrint: _key, ...noKey } = right;
/** One gateway and one interface without a device; the VPC is there, and attached as told. */
export const estate = (...more: Parameters<typeof having>[1][]) =>
  having(
    lines(1),
    gateway('bgw-1'),
    ...vpc('vpc-1', '192.168.0.0/20', '192.168.0.0/24', '192.168.1.0/24'),
    instance('i-1', 'vpc-1', 'vpc-1-s1', '10.0.0.0/8'),
    vif(1, 'conn-1', 'bgw-1'),
    ...more,
  );
export const configured = setDevice(1, right);
export const attached = attachment('att-1', 'vpc-1', 'bgw-1');
export const all = propagation('vpc-1', 'bgw-1', '0.0.0.0/0');

/** Nothing is announced; a static route over the interface awaits its engineer. */
export const observed: TenantCommand = {
  do: 'observe-vif',
  id: 'vif-1',
  sessions: [{ router: 'lr-bj-a', up: true }],
};
export const staticRoute: TenantCommand = {
  do: 'add-static-route',
  id: 'bgw-1',
  route: 'rt-1',
  destination: announced,
  nextHop: 'vif-1',
};
export const silent = having(estate(configured), setDevice(1, { ...right, announces: [] }));
export const unverified: Estate = {
  sites: silent.sites,
  tenant: [attached, all, observed, staticRoute].reduce((state, command) => apply(state, command), silent.tenant),
};

export interface Fault {
  readonly estate: Estate;
  /** check: cause at thing id.field */
  readonly says: string;
  readonly ends?: Ends;
}
export const at = (name: string, says: string, from: Estate, ends?: Ends): [string, Fault] => [
  name,
  { estate: from, says, ...(ends && { ends }) },
];

export const tested = ({ tenant: owned, sites }: Estate, ends: Ends = {}) =>
  diagnose(twinOf(owned, sites), 'vif-1', ends);

export function said({ estate: broke, ends }: Fault) {
  const { first } = tested(broke, ends) ?? {};
  return first
    ? `${first.check}: ${first.cause} at ${first.place.thing} ${first.place.id}.${first.place.field}`
    : 'pass';
}

export function mended({ tenant: owned, sites }: Estate, fix: Fix): Estate {
  if (fix.log === 'tenant') return { sites, tenant: apply(owned, fix.command, rui) };
  const state = sites[fix.region];
  if (!state) throw new Error('no site');
  return { tenant: owned, sites: { ...sites, [fix.region]: applyAtSite(state, fix.command) } };
}

/** How many fixes it took until the test passed, or what is left when there is none. */
export function followed(fault: Fault): string {
  let current = fault.estate;
  for (let fixes = 0; fixes < 5; fixes += 1) {
    const result = tested(current, fault.ends);
    if (result?.pass) return `passes after ${fixes}`;
    if (!result?.first?.fix) return `no fix for ${result?.first?.cause}`;
    current = mended(current, result.first.fix);
  }
  return `still ${said({ ...fault, estate: current })}`;
}

/** A second line with an interface that announces the same range. */
export const doubled = (change: Partial<DeviceFields>) =>
  having(
    withLine(working, 'conn-2'),
    vif(2, 'conn-2', 'bgw-1'),
    setDevice(2, { ...device(2, host, announced), ...change }),
  );
