/** Rules of border gateways, their static routes, and the routes a VPC table takes from them (domain §2.2, §2.5, §5). */
import { type Decision, happened, refused, silence } from '../../core.ts';
import { parsePrefix } from '../../network/index.ts';
import { reasonRefusal } from '../connection-fields.ts';
import { mayNotDecideAs, ruleOf } from '../consent.ts';
import type { Seen, TenantFacts } from '../messages.ts';
import type { TenantState } from '../model.ts';
import { marked, voided } from '../proven.ts';
import type { NetworkEvent } from './messages.ts';
import type { Gateway, RouteTable, StaticRoute, Vpc } from './model.ts';
import { inside, isPrivate, overlaps, readRange } from './ranges.ts';
import { bad, commonRefusal, countIn, find, type NetworkRules, overQuota, own, type Refused } from './rule.ts';

/** Fixed today; the tutorial says it becomes editable later (step 2 c). */
export const gatewayAsn = 65_000;

/** Sits on a live virtual interface or attachment. */
function holder(state: TenantState, gateway: string): string | undefined {
  const vif = Object.values(state.vifs).find((row) => row.gateway === gateway && row.state !== 'Deleted');
  return vif?.name ?? Object.values(state.attachments).find((row) => row.gateway === gateway)?.name;
}

/** Default routes and public ranges are refused with an explanation (domain §11.2 #13). */
export function badDestination(destination: string): Refused | undefined {
  const range = readRange(destination);
  if (!range) return bad('destination', destination, 'range');
  if (range.length === 0) return refused('default-route', { field: 'destination', value: destination });
  return isPrivate(range) ? undefined : refused('public-range', { field: 'destination', value: destination });
}

function badNextHop(state: TenantState, gateway: Gateway, nextHop: string): Refused | undefined {
  const vif = own(state.vifs, nextHop);
  const attachment = own(state.attachments, nextHop);
  if (attachment?.gateway === gateway.id) return undefined;
  if (vif?.gateway !== gateway.id) return refused('unknown-thing', { field: 'via', value: nextHop });
  // Only interfaces that are Available or Unavailable can be chosen (domain §2.5).
  return vif.state === 'Active' || vif.state === 'Down'
    ? undefined
    : refused('vif-not-ready', { field: 'via', value: vif.name, values: { state: vif.state } });
}

function badRoute(
  state: TenantState,
  gateway: Gateway,
  route: { destination: string; nextHop: string },
): Refused | undefined {
  const wrong = badDestination(route.destination) ?? badNextHop(state, gateway, route.nextHop);
  if (wrong || own(state.attachments, route.nextHop)) return wrong;
  const twin = gateway.staticRoutes.find(
    (row) => row.destination === route.destination && row.nextHop !== route.nextHop && row.state !== 'rejected',
  );
  if (twin)
    return refused('static-ecmp', { field: 'destination', value: route.destination, values: { by: twin.nextHop } });
  const attached = Object.values(state.attachments).flatMap((row) =>
    row.gateway === gateway.id ? (state.vpcs[row.vpc] ?? []) : [],
  );
  const vpc = attached.find((row) => overlaps(row.cidr, route.destination));
  return vpc
    ? refused('overlap', { field: 'destination', value: route.destination, values: { with: vpc.cidr, by: vpc.name } })
    : undefined;
}

function findRoute(state: TenantState, id: string, route: string): { gateway: Gateway; row: StaticRoute } | Refused {
  const gateway = find(state.gateways, 'gateway', id);
  if ('ok' in gateway) return gateway;
  const row = gateway.staticRoutes.find((candidate) => candidate.id === route);
  return row ? { gateway, row } : refused('unknown-thing', { field: 'route', value: route });
}

function decideRoute(
  state: TenantState,
  command: { id: string; route: string } & Seen,
  facts: TenantFacts,
  event: (row: StaticRoute) => NetworkEvent,
): Decision<NetworkEvent> {
  const found = findRoute(state, command.id, command.route);
  if ('ok' in found) return found;
  if (found.row.state !== 'pending-verification') return silence;
  const lapsed = voided(command, facts, found.row.destination);
  if (lapsed) return lapsed;
  const own = mayNotDecideAs(facts, found.row.requestedBy, ['reviewer', 'field']);
  if (own) return own;
  if (ruleOf('route', facts).stepUp && facts.codeProved !== true) return refused('code-needed');
  return happened(event(found.row));
}

function findTable(state: TenantState, id: string, table: string): { vpc: Vpc; table: RouteTable } | Refused {
  const vpc = find(state.vpcs, 'vpc', id);
  if ('ok' in vpc) return vpc;
  const row = vpc.routeTables.find((candidate) => candidate.id === table || candidate.name === table);
  return row ? { vpc, table: row } : refused('unknown-thing', { field: 'table', value: table });
}

/** A VPC table may only point at a gateway the VPC is attached to. */
function notAttached(state: TenantState, vpc: Vpc, gateway: string): Refused | undefined {
  const there = Object.values(state.attachments).some((row) => row.vpc === vpc.id && row.gateway === gateway);
  return there ? undefined : refused('not-attached', { field: 'gateway', value: gateway, values: { vpc: vpc.name } });
}

export const gatewayRules: NetworkRules<
  | 'create-gateway'
  | 'edit-gateway'
  | 'delete-gateway'
  | 'add-static-route'
  | 'verify-route'
  | 'refuse-route'
  | 'remove-static-route'
  | 'add-vpc-route'
  | 'remove-vpc-route'
  | 'set-propagation'
> = {
  'create-gateway': (command, state, facts) => {
    if (own(state.gateways, command.id)) return silence;
    const { do: _do, ...fields } = command;
    return (
      commonRefusal(command) ??
      overQuota(state, 'gatewaysPerRegion', command.region, countIn(state.gateways, command.region), command.region) ??
      happened<NetworkEvent>({ type: 'gateway.created', ...fields, asn: gatewayAsn, by: facts.actor.person })
    );
  },
  'edit-gateway': (command, state) => {
    const gateway = find(state.gateways, 'gateway', command.id);
    if ('ok' in gateway) return gateway;
    const { do: _do, ...fields } = command;
    if (
      (fields.name ?? gateway.name) === gateway.name &&
      (fields.description ?? gateway.description) === gateway.description
    )
      return silence;
    return commonRefusal(command) ?? happened<NetworkEvent>({ type: 'gateway.edited', ...fields });
  },
  'delete-gateway': (command, state) => {
    const gateway = own(state.gateways, command.id);
    if (!gateway) return silence;
    const by = holder(state, gateway.id);
    return by === undefined
      ? happened<NetworkEvent>({ type: 'gateway.deleted', id: gateway.id })
      : refused('in-use', { field: 'gateway', value: gateway.name, values: { by } });
  },
  'add-static-route': (command, state, facts) => {
    const gateway = find(state.gateways, 'gateway', command.id);
    if ('ok' in gateway) return gateway;
    const same = gateway.staticRoutes.some(
      (row) =>
        row.state !== 'rejected' &&
        (row.id === command.route || (row.destination === command.destination && row.nextHop === command.nextHop)),
    );
    if (same) return silence;
    const { do: _do, ...fields } = command;
    return (
      badRoute(state, gateway, command) ??
      overQuota(
        state,
        'staticRoutesPerGateway',
        gateway.id,
        gateway.staticRoutes.filter((row) => row.state !== 'rejected').length,
        gateway.name,
      ) ??
      commonRefusal(command) ??
      happened<NetworkEvent>({
        type: 'static-route.requested',
        ...fields,
        effective: own(state.attachments, command.nextHop) !== undefined,
        by: facts.actor.person,
      })
    );
  },
  'verify-route': (command, state, facts) =>
    decideRoute(state, command, facts, (row) => ({
      type: 'static-route.verified',
      id: command.id,
      route: row.id,
      by: facts.actor.person,
      ...marked(facts),
    })),
  'refuse-route': (command, state, facts) => {
    const wrong = reasonRefusal(command.reason);
    if (wrong) return wrong;
    const reason = command.reason.trim();
    return decideRoute(state, command, facts, (row) => ({
      type: 'static-route.refused',
      id: command.id,
      route: row.id,
      reason,
      by: facts.actor.person,
    }));
  },
  'remove-static-route': (command, state) => {
    const found = findRoute(state, command.id, command.route);
    return 'ok' in found
      ? silence
      : happened<NetworkEvent>({ type: 'static-route.removed', id: command.id, route: command.route });
  },
  'add-vpc-route': (command, state) => {
    const found = findTable(state, command.id, command.table);
    if ('ok' in found) return found;
    const { vpc, table } = found;
    if (table.rules.some((row) => row.destination === command.destination && row.gateway === command.gateway))
      return silence;
    const range = parsePrefix(command.destination);
    if (!range || !readRange(command.destination)) return bad('destination', command.destination, 'range');
    // Local comes first in every table: such a rule would never match (domain §5.6).
    if (inside(command.destination, vpc.cidr))
      return refused('local-wins', { field: 'destination', value: command.destination, values: { vpc: vpc.cidr } });
    return (
      notAttached(state, vpc, command.gateway) ??
      overQuota(state, 'rulesPerRouteTable', table.id, table.rules.length, table.name) ??
      happened<NetworkEvent>({
        type: 'vpc-route.added',
        id: vpc.id,
        table: table.id,
        destination: command.destination,
        gateway: command.gateway,
      })
    );
  },
  'remove-vpc-route': (command, state) => {
    const found = findTable(state, command.id, command.table);
    if ('ok' in found) return found;
    const there = found.table.rules.some(
      (row) => row.destination === command.destination && row.gateway === command.gateway,
    );
    return there
      ? happened<NetworkEvent>({
          type: 'vpc-route.removed',
          id: command.id,
          table: found.table.id,
          destination: command.destination,
          gateway: command.gateway,
        })
      : silence;
  },
  'set-propagation': (command, state) => {
    const found = findTable(state, command.id, command.table);
    if ('ok' in found) return found;
    const { vpc, table } = found;
    const wrong = command.scope.find((range) => !readRange(range));
    if (wrong !== undefined) return bad('scope', wrong, 'range');
    const before = table.propagations.find((row) => row.gateway === command.gateway)?.scope ?? [];
    if (before.join() === command.scope.join()) return silence;
    return (
      notAttached(state, vpc, command.gateway) ??
      happened<NetworkEvent>({
        type: 'propagation.set',
        id: vpc.id,
        table: table.id,
        gateway: command.gateway,
        scope: command.scope,
      })
    );
  },
};
