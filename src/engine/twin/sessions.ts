/** The BGP sessions of a virtual interface as the twin sees them, and what keeps one down, in words a person could act on. */
import type { Cause, SessionState } from '../network/index.ts';
import { isDark, underMaintenance } from '../site/index.ts';
import type { ClientDevice, SessionSeen, Vif } from '../tenant/network/model.ts';
import { lineRouterAsn } from '../tenant/network/vif.ts';
import { routersOf, type Twin } from './build.ts';
import type { Finding, Place } from './codes.ts';
import { runningDrillOn } from './cut.ts';
import { onSide } from './device-side.ts';
import { changeDevice, plannedAddresses } from './fixes.ts';
import { lineLink } from './names.ts';

export type Side = 'a' | 'b';
export const sides: readonly Side[] = ['a', 'b'];
const indexOf = { a: 0, b: 1 } as const;

export interface SessionReport {
  readonly router: string;
  readonly side: Side;
  /** As the line router sees it. */
  readonly state: SessionState;
  readonly up: boolean;
  /** Why it is not up. */
  readonly finding?: Finding;
}

const onDevice = (vif: Vif, field: string): Place => ({ thing: 'device', id: vif.id, field });

/** What is wrong with the address the device has on one of its two links; undefined when it is the planned one. */
export function addressFinding(vif: Vif, device: ClientDevice, side: Side): Finding | undefined {
  const index = indexOf[side];
  const [planned, other] = [vif.pairs[index], vif.pairs[1 - index]];
  const actual = device.addresses[index];
  if (!planned || actual === planned.customerIp) return undefined;
  const host = (text: string) => text.split('/')[0];
  const cause =
    other && host(actual) === host(other.customerIp)
      ? 'pairs-swapped'
      : host(actual) === host(planned.cloudIp)
        ? 'second-host'
        : host(actual) === host(planned.customerIp)
          ? 'mask'
          : 'address';
  return {
    cause,
    place: onDevice(vif, 'addresses'),
    values: { side, actual, expected: planned.customerIp },
    fix: changeDevice(vif, device, { addresses: plannedAddresses(vif) }),
  };
}

function keyFix(vif: Vif, device: ClientDevice) {
  const { keyPrint: _old, ...rest } = device;
  return changeDevice(vif, rest, vif.keyPrint === undefined ? {} : { keyPrint: vif.keyPrint });
}

type DeviceRow = (vif: Vif, device: ClientDevice, side: Side) => Finding | undefined;

const addressRow: DeviceRow = (vif, device, side) => addressFinding(vif, device, side);

/** An OPEN with an unexpected AS: the device's own number, or the one it expects of us. */
const asnRow: DeviceRow = (vif, device) =>
  device.asn === vif.customerAsn
    ? {
        cause: 'remote-asn',
        place: onDevice(vif, 'remoteAsn'),
        values: { actual: device.remoteAsn, expected: lineRouterAsn },
        fix: changeDevice(vif, device, { remoteAsn: lineRouterAsn }),
      }
    : {
        cause: 'local-asn',
        place: onDevice(vif, 'asn'),
        values: { actual: device.asn, expected: vif.customerAsn },
        fix: changeDevice(vif, device, { asn: vif.customerAsn }),
      };

/** What the simulation's causes mean on the customer's device. */
const deviceRows: Readonly<Partial<Record<Cause['code'], DeviceRow>>> = {
  'vlan-mismatch': (vif, device) => ({
    cause: 'vlan',
    place: onDevice(vif, 'vlan'),
    values: { actual: device.vlan, expected: vif.vlan },
    fix: changeDevice(vif, device, { vlan: vif.vlan }),
  }),
  'local-address-missing': addressRow,
  'peer-address-missing': addressRow,
  'peer-not-connected': addressRow,
  'peer-unreachable': addressRow,
  'ttl-security-one-sided': (vif, device) => ({
    cause: 'ttl-security',
    place: onDevice(vif, 'ttlSecurity'),
    fix: changeDevice(vif, device, { ttlSecurity: false }),
  }),
  'password-mismatch': (vif, device) => ({ cause: 'key', place: onDevice(vif, 'key'), fix: keyFix(vif, device) }),
  'bad-peer-as': asnRow,
};

/** What the cloud's side of the line has to say, before any device is looked at. */
export function lineFinding(twin: Twin, vif: Vif): Finding | undefined {
  const connection = twin.tenant.connections[vif.connection];
  if (connection?.state === 'Active' && connection.trafficStoppedAt === undefined) return undefined;
  const repairable = connection?.state === 'InActive';
  return {
    cause: 'line-not-active',
    place: { thing: 'connection', id: vif.connection, field: 'state' },
    values: { state: connection?.state === 'Active' ? 'TrafficUnpaid' : (connection?.state ?? 'Deleted') },
    ...(repairable && { fix: { log: 'tenant', command: { do: 'report-repair', connection: vif.connection } } }),
  };
}

export function lightFinding(twin: Twin, vif: Vif, side: Side): Finding | undefined {
  const site = twin.sites[vif.region];
  if (!site || !isDark(site, vif.connection, side)) return undefined;
  return {
    cause: 'no-light',
    place: { thing: 'connection', id: vif.connection, field: `light-${side}` },
    values: { side },
    fix: { log: 'site', region: vif.region, command: { do: 'line-lit', connection: vif.connection, side } },
  };
}

export function portFinding(twin: Twin, vif: Vif, side: Side): Finding | undefined {
  const router = routersOf(vif.region)[indexOf[side]] ?? '';
  if (!twin.sites[vif.region]?.downRouters.includes(router)) return undefined;
  return {
    cause: 'router-down',
    place: { thing: 'router', id: router, field: 'state' },
    values: { side },
    fix: { log: 'site', region: vif.region, command: { do: 'router-up', router } },
  };
}

/** A cut on purpose, which ends by itself. */
function drillFinding(twin: Twin, vif: Vif, side: Side): Finding | undefined {
  const router = routersOf(vif.region)[indexOf[side]] ?? '';
  const drill = runningDrillOn(twin.tenant, vif, router);
  return drill && { cause: 'drill', place: { thing: 'drill', id: drill.id, field: 'state' }, values: { side } };
}

/** Planned work, over by itself. */
export function maintenanceFinding(twin: Twin, vif: Vif, side: Side): Finding | undefined {
  const site = twin.sites[vif.region];
  const router = routersOf(vif.region)[indexOf[side]] ?? '';
  const found =
    site &&
    (underMaintenance(site, { kind: 'line-router', router }) ??
      underMaintenance(site, { kind: 'line', connection: vif.connection }));
  return found && { cause: 'maintenance', place: { thing: 'router', id: router, field: 'state' }, values: { side } };
}

function downFinding(twin: Twin, vif: Vif, side: Side, reason: readonly Cause[]): Finding {
  const { device } = vif;
  const halted = device && onSide(device, side).halt;
  const known =
    drillFinding(twin, vif, side) ??
    maintenanceFinding(twin, vif, side) ??
    lineFinding(twin, vif) ??
    portFinding(twin, vif, side) ??
    lightFinding(twin, vif, side) ??
    (device ? undefined : deviceMissing(vif));
  if (known || !device) return known ?? deviceMissing(vif);
  if (halted !== undefined) return { cause: halted, place: onDevice(vif, 'bgp'), values: { side } };
  const [first] = reason;
  const row = first ? deviceRows[first.code]?.(vif, onSide(device, side), side) : addressFinding(vif, device, side);
  // What was read from a configuration is mended there and read again, not described otherwise.
  const { fix: _fix, ...unfixed } = row ?? { fix: undefined };
  const found = device.sides && row ? { ...unfixed, cause: row.cause, place: row.place } : row;
  return (
    found ?? { cause: 'session', place: onDevice(vif, 'bgp'), ...(first && { values: { side, code: first.code } }) }
  );
}

export function deviceMissing(vif: Vif): Finding {
  return { cause: 'device-missing', place: { thing: 'interface', id: vif.id, field: 'device' } };
}

/** One report per line router, in the order of the address pairs. */
export function sessionReports(twin: Twin, vif: Vif): readonly SessionReport[] {
  return sides.flatMap((side): SessionReport[] => {
    const router = routersOf(vif.region)[indexOf[side]];
    if (router === undefined) return [];
    const session = twin.outcome.sessions[lineLink(vif.id, router)];
    const state = session?.a ?? 'Idle';
    const up = state === 'Established' && session?.b === 'Established';
    return [{ router, side, state, up, ...(!up && { finding: downFinding(twin, vif, side, session?.reason ?? []) }) }];
  });
}

/** As `observe-vif` takes them. */
export function sessionsOf(twin: Twin, vif: Vif): readonly SessionSeen[] {
  return sessionReports(twin, vif).map(({ router, up, finding }) => ({
    router,
    up,
    ...(finding && { cause: finding.cause }),
  }));
}
