/** Every single change that could bring an instance and a host together, as commands. Tries none of them. */
import { canonical } from '../audit/canonical.ts';
import { isDark, lineSides } from '../site/index.ts';
import type { Vif } from '../tenant/network/model.ts';
import type { Fix } from '../twin/codes.ts';
import {
  admit,
  attach,
  byTenant,
  changeDevice,
  exportSubnets,
  plannedAddresses,
  plannedDevice,
  propagate,
  rangeOf,
} from '../twin/fixes.ts';
import type { Twin } from '../twin/index.ts';
import { covers } from '../twin/order.ts';
import { type Found, findInstance } from '../twin/probe.ts';
import type { Change } from './trial.ts';

/** Both ends of a ping, and the interface it would use. */
export interface Ends {
  readonly vif: string;
  readonly instance: string;
  readonly host: string;
}

/** Who has to act: the customer, an engineer besides, or operations alone. */
export const hands = ['customer', 'engineer', 'operations'] as const;
export type Hands = (typeof hands)[number];

export interface Remedy {
  /** What is typed. */
  readonly fix: Fix;
  readonly changes: readonly Change[];
  readonly by: Hands;
}

interface Scene {
  readonly twin: Twin;
  readonly vif: Vif;
  readonly host: string;
  readonly found: Found;
}

const everywhere = '0.0.0.0/0';

/** Commands that are not the customer's to give. */
const byOperations: readonly string[] = ['verify-route', 'report-repair'];

export function remedyOf(fix: Fix): Remedy {
  if (fix.log === 'site' || byOperations.includes(fix.command.do)) return { fix, changes: [fix], by: 'operations' };
  const { command } = fix;
  if (command.do !== 'add-static-route') return { fix, changes: [fix], by: 'customer' };
  const verified = { type: 'static-route.verified', id: command.id, route: command.route, by: 'simulation' } as const;
  return { fix, changes: [fix, { log: 'assumed', events: [verified] }], by: 'engineer' };
}

type Fields = Parameters<typeof changeDevice>[2];

/** Field by field as planned, and all of them at once. */
function atDevice({ vif, host, found }: Scene): readonly Fix[] {
  const { device } = vif;
  const planned = plannedDevice(vif, host);
  if (!device) return [byTenant({ do: 'set-device', id: vif.id, device: planned })];
  const subnet = found.vpc.subnets.find(({ id }) => id === found.instance.subnet)?.cidr ?? found.vpc.cidr;
  const changes: readonly Fields[] = [
    { vlan: vif.vlan },
    { asn: vif.customerAsn },
    { remoteAsn: planned.remoteAsn },
    { addresses: plannedAddresses(vif) },
    { ttlSecurity: false },
    { blocksIcmp: false },
    ...(device.refusesCloud ? [{ refusesCloud: false }] : []),
    ...((device.prepend ?? 0) > 0 ? [{ prepend: 0 }] : []),
    { announces: withRange(device.announces, rangeOf(host)) },
    { staticTo: withRange(device.staticTo, subnet) },
  ];
  const { keyPrint: _key, ...unkeyed } = device;
  const key = vif.keyPrint === undefined ? {} : { keyPrint: vif.keyPrint };
  const { sides: _sides, ...plain } = unkeyed;
  return [
    ...changes.map((change) => changeDevice(vif, device, change)),
    changeDevice(vif, unkeyed, key),
    byTenant({
      do: 'set-device',
      id: vif.id,
      device: { ...plain, ...planned, announces: device.announces, host: device.host },
    }),
  ];
}

const withRange = (ranges: readonly string[], more: string): readonly string[] =>
  ranges.includes(more) ? ranges : [...ranges, more];

function atCloud({ twin, vif, host, found }: Scene): readonly Fix[] {
  const { vpc, instance } = found;
  const attachment = Object.values(twin.tenant.attachments).find(
    (row) => row.vpc === vpc.id && row.gateway === vif.gateway,
  );
  if (!attachment) return [attach(vpc, vif.gateway, instance.subnet)];
  const tableId = vpc.subnets.find(({ id }) => id === instance.subnet)?.routeTable;
  const table = vpc.routeTables.find(({ id }) => id === tableId);
  const exported = attachment.exports.map(({ subnet }) => subnet);
  const wide = vif.device?.announces.find((range) => covers(range, host));
  return [
    exportSubnets(attachment, [...new Set([...exported, instance.subnet])]),
    byTenant({ do: 'edit-attachment', id: attachment.id, propagate: 'all', subnets: [] }),
    admit(vpc, instance, host),
    ...(table
      ? [
          propagate(vpc, table, vif.gateway, rangeOf(host)),
          ...(wide === undefined ? [] : [propagate(vpc, table, vif.gateway, wide)]),
          propagate(vpc, table, vif.gateway, everywhere),
          byTenant({
            do: 'add-vpc-route',
            id: vpc.id,
            table: table.id,
            destination: rangeOf(host),
            gateway: vif.gateway,
          }),
          ...table.rules
            .filter(({ destination, gateway }) => gateway !== vif.gateway && covers(destination, host))
            .map((rule) => byTenant({ do: 'remove-vpc-route', id: vpc.id, table: table.id, ...rule })),
        ]
      : []),
    ...vpc.routeTables
      .filter(({ id }) => id !== tableId)
      .map(({ id }) => byTenant({ do: 'bind-subnet', id: vpc.id, subnet: instance.subnet, table: id })),
  ];
}

/** Static routes: those that wait or stand in the way, and a new one. */
function atGateway({ twin, vif, host }: Scene): readonly Fix[] {
  const gateway = twin.tenant.gateways[vif.gateway];
  if (!gateway) return [];
  const { id } = gateway;
  const there = gateway.staticRoutes.filter(({ destination }) => covers(destination, host));
  return [
    ...there
      .filter(({ state }) => state === 'pending-verification')
      .map(({ id: route }) => byTenant({ do: 'verify-route', id, route })),
    ...there.map(({ id: route }) => byTenant({ do: 'remove-static-route', id, route })),
    byTenant({ do: 'add-static-route', id, route: 'route-remedy', destination: rangeOf(host), nextHop: vif.id }),
  ];
}

/** What is broken in the region or on the line, and drills that can be stopped. */
function underneath({ twin, vif }: Scene): readonly Fix[] {
  const { region, connection } = vif;
  const site = twin.sites[region];
  return [
    ...(site?.downRouters ?? []).map((router): Fix => ({ log: 'site', region, command: { do: 'router-up', router } })),
    ...lineSides
      .filter((side) => site && isDark(site, connection, side))
      .map((side): Fix => ({ log: 'site', region, command: { do: 'line-lit', connection, side } })),
    ...Object.values(twin.tenant.drills)
      .filter(({ state }) => state === 'Running')
      .map(({ id }) => byTenant({ do: 'stop-drill', id, for: 'stopped' })),
    ...(twin.tenant.connections[connection]?.state === 'InActive'
      ? [{ log: 'tenant', command: { do: 'report-repair', connection } } as const]
      : []),
  ];
}

/** @param first what the diagnosis itself proposes. */
export function remediesFor(twin: Twin, ends: Ends, first: Fix | undefined): readonly Remedy[] {
  const vif = twin.tenant.vifs[ends.vif];
  const found = findInstance(twin, ends.instance);
  const scene = vif && found && { twin, vif, host: ends.host, found };
  const rules = scene ? [atDevice, atCloud, atGateway, underneath].flatMap((rule) => rule(scene)) : [];
  const all = [...(first ? [first] : []), ...rules];
  // The first of those that say the same, whatever the order of their fields.
  return [...new Map(all.toReversed().map((fix) => [canonical(fix), fix])).values()].toReversed().map(remedyOf);
}
