/** Rules of virtual interfaces: VLAN, ASN, key, two /30 pairs, health check, the customer's device (domain §2.4, §5.7, §11.2). */
import { happened, refused, silence } from '../../core.ts';
import { parseAddress, parsePrefix } from '../../network/index.ts';
import type { TenantState } from '../model.ts';
import { collision, linksOf, nextPairs, nextVlan, vifsOn, vlanRange } from './address-plan.ts';
import { badDestination } from './gateway.ts';
import type { NetworkEvent } from './messages.ts';
import type { AddressPair, HealthCheck, SessionSeen, Vif } from './model.ts';
import { addressIn, isOrdered, isPrivate, linkRange, overlaps, readRange } from './ranges.ts';
import { bad, type CommandNamed, commonRefusal, find, type NetworkRules, overQuota, type Refused } from './rule.ts';
import { vifMovesFor } from './vif-lifecycle.ts';

export const asnRange = { min: 65_001, max: 65_499 } as const;
/** The line routers' ASN as the customer sees it (tutorial step 2 c). */
export const lineRouterAsn = 64_512;
/** More repetitions of the own ASN help nobody. */
export const prependRange = { min: 0, max: 10 } as const;
/** TCP MD5 (RFC 2385): both ends must match; printable ASCII without blanks. */
export const keyPattern = /^[\x21-\x7e]{6,80}$/;

const within = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max;

/** Ranges of the health check's parameters (domain §2.6). */
function badHealthCheck(check: HealthCheck): Refused | undefined {
  if (
    check.kind === 'bfd' &&
    !(within(check.minTxMs, 200, 1000) && within(check.minRxMs, 200, 1000) && within(check.multiplier, 3, 10))
  )
    return bad('health', check.kind, 'bfd');
  if (
    check.kind === 'nqa' &&
    !(within(check.intervalSeconds, 1, 20) && within(check.probes, 3, 8) && within(check.timeoutSeconds, 1, 10))
  )
    return bad('health', check.kind, 'nqa');
  return undefined;
}

function badPairs(
  state: TenantState,
  gateway: string,
  pairs: readonly [AddressPair, AddressPair],
): Refused | undefined {
  for (const pair of pairs) {
    const link = linkRange(pair);
    const range = link === undefined ? undefined : readRange(link);
    if (link === undefined || !range || !isPrivate(range)) return bad('pairs', pair.customerIp, 'pair');
    if (!isOrdered(pair)) return bad('pairs', pair.customerIp, 'pair-order');
    const hit = collision(state, gateway, link);
    if (hit) {
      const free = nextPairs(state, gateway)?.[0].customerIp ?? '';
      return refused('address-taken', { field: 'pairs', value: link, values: { with: hit.range, by: hit.by, free } });
    }
  }
  const [primary, secondary] = pairs.map((pair) => linkRange(pair) ?? '');
  return overlaps(primary ?? '', secondary ?? '') ? bad('pairs', secondary ?? '', 'pairs-apart') : undefined;
}

function badVlan(state: TenantState, connection: string, vlan: number): Refused | undefined {
  if (!within(vlan, vlanRange.min, vlanRange.max)) return bad('vlan', vlan, 'vlan');
  const twin = vifsOn(state, connection).find((row) => row.vlan === vlan);
  return twin
    ? refused('vlan-taken', {
        field: 'vlan',
        value: vlan,
        values: { by: twin.name, free: nextVlan(state, connection) ?? 0 },
      })
    : undefined;
}

/** Says why an ASN outside the range will not do: several are reserved (domain §11.2 #15). */
export function badAsn(asn: number): Refused | undefined {
  return within(asn, asnRange.min, asnRange.max)
    ? undefined
    : bad('asn', asn, asn === lineRouterAsn || asn === 65_000 ? 'asn-ours' : 'asn');
}

type DeviceCommand = CommandNamed<'set-device'>;

function badDevice(state: TenantState, vif: Vif, device: DeviceCommand['device']): Refused | undefined {
  for (const range of device.announces) {
    const wrong = badDestination(range);
    if (wrong) return { ...wrong, refusal: { ...wrong.refusal, field: 'announce' } };
    const attached = Object.values(state.attachments).filter(
      (row) => row.gateway === vif.gateway && row.propagate !== 'none',
    );
    const vpc = attached.map((row) => state.vpcs[row.vpc]).find((row) => row && overlaps(row.cidr, range));
    if (vpc) return refused('overlap', { field: 'announce', value: range, values: { with: vpc.cidr, by: vpc.name } });
    // Neither may a range hold a link of the gateway, as no link may lie in a range (domain §11.2 #17).
    const link = linksOf(state, vif.gateway).find((row) => overlaps(row.range, range));
    if (link) return refused('overlap', { field: 'announce', value: range, values: { with: link.range, by: link.by } });
  }
  const address = device.addresses.find((text) => parsePrefix(text) === undefined);
  if (address !== undefined) return bad('addresses', address, 'address');
  if (device.prepend !== undefined && !within(device.prepend, prependRange.min, prependRange.max))
    return bad('prepend', device.prepend, 'prepend');
  if (parseAddress(device.host) === undefined) return bad('host', device.host, 'address');
  const known = [...device.announces, ...(vif.device?.announces ?? [])];
  return known.length > 0 && !known.some((range) => addressIn(range, device.host))
    ? bad('host', device.host, 'host-inside')
    : undefined;
}

function guard(state: TenantState, command: { id: string; do: string }, movers: readonly string[]): Vif | Refused {
  const vif = find(state.vifs, 'vif', command.id);
  if ('ok' in vif) return vif;
  const moves = vifMovesFor(vif.state, command.do);
  if (moves.length === 0)
    return refused('not-now', { field: 'vif', value: vif.name, values: { state: vif.state, command: command.do } });
  return moves.some((move) => move.by.some((mover) => movers.includes(mover)))
    ? vif
    : refused('not-your-role', { values: { command: command.do, roles: moves[0]?.by ?? [] } });
}

const sameSessions = (a: readonly SessionSeen[], b: readonly SessionSeen[]) => JSON.stringify(a) === JSON.stringify(b);

export const vifRules: NetworkRules<
  | 'create-vif'
  | 'edit-vif'
  | 'delete-vif'
  | 'clean-vif'
  | 'set-device'
  | 'observe-vif'
  | 'start-test'
  | 'record-test'
  | 'reveal-key'
> = {
  'create-vif': (command, state, facts) => {
    if (state.vifs[command.id]) return silence;
    const connection = find(state.connections, 'connection', command.connection);
    if ('ok' in connection) return connection;
    if (connection.state !== 'Active')
      return refused('connection-not-available', {
        field: 'connection',
        value: connection.name,
        values: { state: connection.state },
      });
    const gateway = find(state.gateways, 'gateway', command.gateway);
    if ('ok' in gateway) return gateway;
    if (gateway.region !== connection.region)
      return refused('other-region', { field: 'gateway', value: gateway.name, values: { region: connection.region } });
    const { do: _do, ...fields } = command;
    return (
      commonRefusal(command) ??
      badVlan(state, connection.id, command.vlan) ??
      badAsn(command.customerAsn) ??
      badPairs(state, gateway.id, command.pairs) ??
      badHealthCheck(command.healthCheck) ??
      overQuota(state, 'vifsPerConnection', connection.id, vifsOn(state, connection.id).length, connection.name) ??
      happened<NetworkEvent>({ type: 'vif.created', region: connection.region, ...fields, by: facts.actor.person })
    );
  },
  'edit-vif': (command, state, facts) => {
    const vif = guard(state, command, facts.actor.movers);
    if ('ok' in vif) return vif;
    const { do: _do, ...fields } = command;
    const same =
      (fields.name ?? vif.name) === vif.name &&
      (fields.description ?? vif.description) === vif.description &&
      (fields.healthCheck === undefined || JSON.stringify(fields.healthCheck) === JSON.stringify(vif.healthCheck));
    if (same) return silence;
    return (
      commonRefusal(command) ??
      (fields.healthCheck && badHealthCheck(fields.healthCheck)) ??
      happened<NetworkEvent>({ type: 'vif.edited', ...fields })
    );
  },
  'delete-vif': (command, state, facts) => {
    const now = state.vifs[command.id]?.state;
    if (now === undefined || now === 'Deleting' || now === 'Deleted') return silence;
    const vif = guard(state, command, facts.actor.movers);
    if ('ok' in vif) return vif;
    // Static routes over it go with it; the card lists them before the person confirms (domain §11.2 #20).
    const routes = state.gateways[vif.gateway]?.staticRoutes.filter((row) => row.nextHop === vif.id) ?? [];
    return happened<NetworkEvent>(
      ...routes.map((row): NetworkEvent => ({ type: 'static-route.removed', id: vif.gateway, route: row.id })),
      { type: 'vif.deleting', id: vif.id, by: facts.actor.person },
    );
  },
  'clean-vif': (command, state, facts) => {
    if (state.vifs[command.id]?.state === 'Deleted') return silence;
    const vif = guard(state, command, facts.actor.movers);
    return 'ok' in vif ? vif : happened<NetworkEvent>({ type: 'vif.deleted', id: vif.id });
  },
  'set-device': (command, state, facts) => {
    const vif = guard(state, command, facts.actor.movers);
    if ('ok' in vif) return vif;
    const { since: _since, ...before } = vif.device ?? { since: 0 };
    if (JSON.stringify(before) === JSON.stringify(command.device)) return silence;
    return (
      badDevice(state, vif, command.device) ??
      happened<NetworkEvent>({ type: 'vif.device-set', id: vif.id, device: command.device, by: facts.actor.person })
    );
  },
  'observe-vif': (command, state, facts) => {
    const now = state.vifs[command.id];
    if (!now || now.state === 'Deleting' || now.state === 'Deleted' || sameSessions(now.sessions, command.sessions))
      return silence;
    const vif = guard(state, command, facts.actor.movers);
    if ('ok' in vif) return vif;
    // Active while at least one session is up (domain §11.2 #12).
    const up = command.sessions.some((session) => session.up);
    const type = up && vif.state !== 'Active' ? 'vif.up' : !up && vif.state === 'Active' ? 'vif.down' : 'vif.observed';
    return happened<NetworkEvent>({ type, id: vif.id, sessions: command.sessions });
  },
  'start-test': (command, state, facts) => {
    const vif = guard(state, command, facts.actor.movers);
    if ('ok' in vif) return vif;
    if (vif.test?.state === 'running') return silence;
    return happened<NetworkEvent>({ type: 'vif.test-started', id: vif.id, by: facts.actor.person });
  },
  'record-test': (command, state, facts) => {
    const vif = guard(state, command, facts.actor.movers);
    if ('ok' in vif) return vif;
    // A report of an older run, or one that tells less than is known, says nothing new.
    const { test } = vif;
    const known = test?.steps.length ?? 0;
    const tells = command.state === 'running' ? command.steps.length > known : command.steps.length >= known;
    if (test?.run !== command.run || test.state !== 'running' || !tells) return silence;
    const { do: _do, ...fields } = command;
    return happened<NetworkEvent>({ type: 'vif.tested', ...fields });
  },
  'reveal-key': (command, state, facts) => {
    const vif = guard(state, command, facts.actor.movers);
    if ('ok' in vif) return vif;
    if (vif.keyPrint === undefined) return refused('no-key', { field: 'vif', value: vif.name });
    if (vif.keyRevealedTo !== undefined) return refused('key-revealed', { field: 'vif', value: vif.name });
    return happened<NetworkEvent>({ type: 'vif.key-revealed', id: vif.id, by: facts.actor.person });
  },
};
