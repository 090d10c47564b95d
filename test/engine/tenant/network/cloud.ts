/** A small cloud network as hand-written log entries, and sound commands that tests spoil one field at a time. Asserts nothing. */
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { TenantCommand, TenantEvent } from '../../../../src/engine/tenant/messages.ts';
import type { Actor } from '../../../../src/engine/tenant/model.ts';
import type { NetworkEvent } from '../../../../src/engine/tenant/network/messages.ts';
import type { AddressPair, ClientDevice, Propagate, SessionSeen } from '../../../../src/engine/tenant/network/model.ts';
import type { CommandNamed } from '../../../../src/engine/tenant/network/rule.ts';
import { given, type Past } from '../../core/given.ts';
import { facts, fields, lin, T0 } from '../story.ts';

export type Entry = Past<TenantEvent>;
export const region = 'cn-north-1';
export const elsewhere = 'cn-south-1';
export const entry = (...events: readonly TenantEvent[]): Entry => ({ at: T0, by: 'lin', events });

/** A line in use, named like its id. */
export const line = (connection = 'conn-1', where = region): Entry =>
  entry(
    { type: 'connection.ordered', connection, by: 'lin', ...fields, name: connection, region: where },
    { type: 'connection.approved', connection, by: 'rui' },
    { type: 'construction.started', connection, round: 1, from: 'reserve-ports', promised: [] },
    { type: 'construction.completed', connection },
    { type: 'connection.activated', connection, from: T0, to: T0 },
  );

/** With subnets `<id>-s1`, `<id>-s2`, … named `named-<id>-s1`, … */
export const vpc = (id: string, cidr: string, ranges: readonly string[] = [], where = region): Entry =>
  entry(
    { type: 'vpc.created', id, name: id, region: where, cidr, by: 'lin' },
    ...ranges.map((range, index) => subnetAdded(id, `${id}-s${index + 1}`, range)),
  );
export const subnetAdded = (id: string, subnet: string, cidr: string): NetworkEvent => ({
  type: 'subnet.added',
  id,
  subnet,
  name: `named-${subnet}`,
  cidr,
});
export const gateway = (id = 'bgw-1', where = region): Entry =>
  entry({ type: 'gateway.created', id, name: id, region: where, asn: 65_000, by: 'lin' });
export const attachment = (
  id: string,
  of: string,
  to = 'bgw-1',
  propagate: Propagate = 'all',
  subnets: readonly string[] = [],
): Entry =>
  entry({ type: 'attachment.created', id, name: id, region, gateway: to, vpc: of, propagate, subnets, by: 'lin' });

/** The first /30 and the next one of `172.16.<n>.0/24`, in the order of the plan. */
export const pairs = (n: number): readonly [AddressPair, AddressPair] => [
  { customerIp: `172.16.${n}.1/30`, cloudIp: `172.16.${n}.2/30` },
  { customerIp: `172.16.${n}.5/30`, cloudIp: `172.16.${n}.6/30` },
];
type VifFields = Omit<Extract<NetworkEvent, { type: 'vif.created' }>, 'type' | 'by'>;
export const vif = (id: string, more: Partial<VifFields> = {}): Entry =>
  entry({
    type: 'vif.created',
    id,
    name: id,
    region,
    connection: 'conn-1',
    gateway: 'bgw-1',
    vlan: 10,
    customerAsn: 65_001,
    keyPrint: 'print-1',
    pairs: pairs(0),
    healthCheck: { kind: 'none' },
    by: 'lin',
    ...more,
  });

export const sessions = (first: boolean, second: boolean): readonly SessionSeen[] => [
  first ? { router: 'lr-bj-a', up: true } : { router: 'lr-bj-a', up: false, cause: 'vlan-mismatch' },
  second ? { router: 'lr-bj-b', up: true } : { router: 'lr-bj-b', up: false, cause: 'vlan-mismatch' },
];
export const vifUp = (id: string): Entry => entry({ type: 'vif.up', id, sessions: sessions(true, true) });
export const vifDown = (id: string): Entry => entry({ type: 'vif.down', id, sessions: sessions(false, false) });
export const vifDeleting = (id: string): Entry => entry({ type: 'vif.deleting', id, by: 'lin' });
export const vifDeleted = (id: string): Entry => entry({ type: 'vif.deleted', id });

type DeviceFields = Omit<ClientDevice, 'since'>;
export const device = (more: Partial<DeviceFields> = {}): DeviceFields => ({
  vlan: 10,
  asn: 65_001,
  remoteAsn: 64_512,
  addresses: ['172.16.0.1/30', '172.16.0.5/30'],
  keyPrint: 'print-1',
  announces: ['192.168.0.0/24'],
  host: '192.168.0.10',
  staticTo: [],
  ttlSecurity: false,
  blocksIcmp: false,
  ...more,
});
export const deviceSet = (id: string, more: Partial<DeviceFields> = {}): Entry =>
  entry({ type: 'vif.device-set', id, device: device(more), by: 'lin' });

type RouteState = 'pending-verification' | 'effective' | 'rejected';
/** A static route of `bgw-1`, asked for by lin, as far as it has come. */
export function staticRoute(route: string, destination: string, nextHop: string, state: RouteState): Entry {
  const about = { id: 'bgw-1', route };
  const effective = state === 'effective';
  return entry(
    { type: 'static-route.requested', ...about, destination, nextHop, effective, by: 'lin' },
    ...(state === 'rejected'
      ? [{ type: 'static-route.refused', ...about, reason: 'no such range', by: 'fei' } as const]
      : []),
  );
}

/** Sound commands about things that are not there yet. */
export const ask = {
  vpc: (more: Partial<CommandNamed<'create-vpc'>> = {}) =>
    ({ do: 'create-vpc', id: 'vpc-9', name: 'net-9', region, cidr: '10.9.0.0/16', ...more }) as const,
  subnet: (more: Partial<CommandNamed<'add-subnet'>> = {}) =>
    ({ do: 'add-subnet', id: 'vpc-1', subnet: 'sub-9', name: 'sub-9', cidr: '10.1.9.0/24', ...more }) as const,
  instance: (more: Partial<CommandNamed<'add-instance'>> = {}) =>
    ({
      do: 'add-instance',
      id: 'vpc-1',
      instance: 'i-9',
      name: 'i-9',
      subnet: 'vpc-1-s1',
      allowFrom: ['0.0.0.0/0'],
      ...more,
    }) as const,
  gateway: (more: Partial<CommandNamed<'create-gateway'>> = {}) =>
    ({ do: 'create-gateway', id: 'bgw-9', name: 'edge-9', region, ...more }) as const,
  attachment: (more: Partial<CommandNamed<'create-attachment'>> = {}) =>
    ({
      do: 'create-attachment',
      id: 'att-9',
      name: 'att-9',
      gateway: 'bgw-1',
      vpc: 'vpc-1',
      propagate: 'all',
      subnets: [],
      ...more,
    }) as const,
  vif: (more: Partial<CommandNamed<'create-vif'>> = {}) =>
    ({
      do: 'create-vif',
      id: 'vif-9',
      name: 'vif-9',
      connection: 'conn-1',
      gateway: 'bgw-1',
      vlan: 90,
      customerAsn: 65_001,
      keyPrint: 'print-9',
      pairs: pairs(9),
      healthCheck: { kind: 'none' },
      ...more,
    }) as const,
  route: (more: Partial<CommandNamed<'add-static-route'>> = {}) =>
    ({
      do: 'add-static-route',
      id: 'bgw-1',
      route: 'route-9',
      destination: '192.168.9.0/24',
      nextHop: 'vif-1',
      ...more,
    }) as const,
} as const;

/** `silence`, the events' types, or a refusal as `code field expected`. */
export function told(past: readonly Entry[], command: TenantCommand, actor: Actor = lin): string {
  const { decision, said } = given(tenant, past).when(command, facts(actor));
  if (decision.ok) return said;
  const { code, field, values } = decision.refusal;
  return [code, field, values?.expect].filter((word) => word !== undefined).join(' ');
}

/** Where a command leaves the tenant. */
export const stateAfter = (past: readonly Entry[], command: TenantCommand, actor: Actor = lin) =>
  given(tenant, past).when(command, facts(actor)).after;
