/** A customer's working estate, built by real commands through the real deciders; tests change it by more commands. */
import { fold } from '../../../src/engine/core.ts';
import { type SiteCommand, type SiteState, site } from '../../../src/engine/site/index.ts';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { TenantCommand } from '../../../src/engine/tenant/messages.ts';
import type { Actor, TenantState } from '../../../src/engine/tenant/model.ts';
import type { NetworkCommand } from '../../../src/engine/tenant/network/messages.ts';
import type { ClientDevice } from '../../../src/engine/tenant/network/model.ts';
import type { Sites } from '../../../src/engine/twin/build.ts';
import { facts, stories, T0 } from '../tenant/story.ts';

export const region = 'cn-north-1';
export type DeviceFields = Omit<ClientDevice, 'since'>;

/** May do everything: who may do what is tested elsewhere. Requests and decisions are still two people's. */
const all = { movers: ['customer', 'reviewer', 'field', 'system'] } as const;
export const lin: Actor = { person: 'lin', ...all };
export const rui: Actor = { person: 'rui', ...all };

export interface Estate {
  readonly tenant: TenantState;
  readonly sites: Sites;
}

export function apply(state: TenantState, command: TenantCommand, actor: Actor = lin): TenantState {
  const decision = tenant.decide(command, state, facts(actor));
  if (!decision.ok) throw new Error(`${command.do} refused: ${JSON.stringify(decision.refusal)}`);
  return fold(tenant, state, decision.events, { version: state.version + 1, at: T0, by: actor.person });
}

export function applyAtSite(state: SiteState, command: SiteCommand): SiteState {
  const decision = site.decide(command, state, undefined);
  if (!decision.ok) throw new Error(`${command.do} refused: ${JSON.stringify(decision.refusal)}`);
  return fold(site, state, decision.events, { version: state.version + 1, at: T0, by: 'system' });
}

export function having(estate: Estate, ...commands: readonly NetworkCommand[]): Estate {
  return { ...estate, tenant: commands.reduce((state, command) => apply(state, command), estate.tenant) };
}

export function havingAtSite({ tenant: owned, sites }: Estate, ...commands: readonly SiteCommand[]): Estate {
  const state = sites[region] ?? site.initial;
  return { tenant: owned, sites: { ...sites, [region]: commands.reduce(applyAtSite, state) } };
}

/** One more line in working order, with a port on each line router. */
export function withLine({ tenant: before, sites }: Estate, id: string): Estate {
  const life: typeof stories.active = JSON.parse(JSON.stringify(stories.active).replaceAll('conn-1', id));
  const lines = life.reduce(
    (state, { at, by, events }) => fold(tenant, state, events, { version: state.version + 1, at, by }),
    before,
  );
  return havingAtSite({ tenant: lines, sites }, { do: 'reserve', connection: id, spec: '1000BASE-LX' });
}

export const nothing: Estate = { tenant: tenant.initial, sites: {} };

/** Lines `conn-<n>`; the site is open. */
export function lines(count: number): Estate {
  const opened = havingAtSite(nothing, { do: 'open', region });
  return Array.from({ length: count }, (_, index) => `conn-${index + 1}`).reduce(withLine, opened);
}

export const gateway = (id: string): NetworkCommand => ({ do: 'create-gateway', id, name: id, region });

/** A VPC with subnets `<vpc>-s1` …, all in its default table. */
export const vpc = (id: string, cidr: string, ...subnets: readonly string[]): readonly NetworkCommand[] => [
  { do: 'create-vpc', id, name: id, region, cidr },
  ...subnets.map(
    (range, index): NetworkCommand => ({
      do: 'add-subnet',
      id,
      subnet: `${id}-s${index + 1}`,
      name: `s${index + 1}`,
      cidr: range,
    }),
  ),
];

export const instance = (
  id: string,
  inVpc: string,
  subnet: string,
  ...allowFrom: readonly string[]
): NetworkCommand => ({
  do: 'add-instance',
  id: inVpc,
  instance: id,
  name: id,
  subnet,
  allowFrom,
});

type Propagate = 'all' | 'partial' | 'none';
export const attachment = (
  id: string,
  ofVpc: string,
  to: string,
  propagate: Propagate = 'all',
  ...subnets: readonly string[]
): NetworkCommand => ({ do: 'create-attachment', id, name: id, gateway: to, vpc: ofVpc, propagate, subnets });

export const propagation = (ofVpc: string, from: string, ...scope: readonly string[]): NetworkCommand => ({
  do: 'set-propagation',
  id: ofVpc,
  table: `${ofVpc}-default`,
  gateway: from,
  scope,
});

/** Link ranges of interface number `index`: 172.31.<index>.0/30 and .4/30. */
export const pairs = (index: number) =>
  [
    { customerIp: `172.31.${index}.1/30`, cloudIp: `172.31.${index}.2/30` },
    { customerIp: `172.31.${index}.5/30`, cloudIp: `172.31.${index}.6/30` },
  ] as const;

export const keyPrint = 'print-of-the-key';

export const vif = (index: number, connection: string, to: string): NetworkCommand => ({
  do: 'create-vif',
  id: `vif-${index}`,
  name: `vif-${index}`,
  connection,
  gateway: to,
  vlan: 10 + index,
  customerAsn: 65_000 + index,
  keyPrint,
  pairs: pairs(index),
  healthCheck: { kind: 'none' },
});

/** The device of interface number `index`, configured as it should be. */
export const device = (index: number, host: string, ...announces: readonly string[]): DeviceFields => ({
  vlan: 10 + index,
  asn: 65_000 + index,
  remoteAsn: 64_512,
  addresses: [pairs(index)[0].customerIp, pairs(index)[1].customerIp],
  keyPrint,
  announces,
  host,
  staticTo: [],
  ttlSecurity: false,
  blocksIcmp: false,
});
export const setDevice = (index: number, fields: DeviceFields): NetworkCommand => ({
  do: 'set-device',
  id: `vif-${index}`,
  device: fields,
});

export const host = '10.0.0.10';
export const announced = '10.0.0.0/16';

/** One line, one interface, one VPC with one instance: everything works. */
export const working: Estate = having(
  lines(1),
  gateway('bgw-1'),
  ...vpc('vpc-1', '192.168.0.0/20', '192.168.0.0/24', '192.168.1.0/24'),
  instance('i-1', 'vpc-1', 'vpc-1-s1', '10.0.0.0/8'),
  attachment('att-1', 'vpc-1', 'bgw-1'),
  propagation('vpc-1', 'bgw-1', '0.0.0.0/0'),
  vif(1, 'conn-1', 'bgw-1'),
  setDevice(1, device(1, host, announced)),
);

/** History may hold a device that would be refused today. */
export function remembering({ tenant: owned, sites }: Estate, fields: DeviceFields): Estate {
  const event = { type: 'vif.device-set', id: 'vif-1', device: fields, by: 'lin' } as const;
  return { sites, tenant: fold(tenant, owned, [event], { version: owned.version + 1, at: T0, by: 'lin' }) };
}
