/** Checks that the gateway knows the client: what the device announces, what is taken, what the effective table makes of it (domain §5, §10). */
import { refusalOf } from './advertise.ts';
import { surroundings } from './build.ts';
import type { CauseCode, Finding, Place } from './codes.ts';
import { byTenant, changeDevice, rangeOf } from './fixes.ts';
import type { LossReason } from './gateway-rules.ts';
import { type GatewayRoute, inEffect } from './gateway-table.ts';
import type { Checks, Look } from './look.ts';
import { covering, covers, longest } from './order.ts';
import { makeRoom } from './room.ts';

/** Announced and taken, or reachable by a static route over this interface that exists at all. */
function clientRoutes({ twin, vif, device, table, host }: Look): Finding | undefined {
  if (!device || host === undefined) return undefined;
  const place: Place = { thing: 'device', id: vif.id, field: 'announces' };
  const isStatic = (route: GatewayRoute) => route.kind === 'static' && route.nextHop === vif.id;
  if (covering(table.routes.filter(isStatic), host).length > 0) return undefined;
  const spoken = device.announces.filter((range) => covers(range, host));
  if (spoken.length === 0) {
    const fix = changeDevice(vif, device, { announces: [...device.announces, rangeOf(host)] });
    return { cause: 'not-announced', place, values: { host }, fix };
  }
  const around = surroundings(twin.tenant, vif.gateway, twin.policy);
  const refused = spoken.map((range) => ({ range, reason: refusalOf(range, around) }));
  const [first] = refused;
  if (!first || refused.some(({ reason }) => reason === undefined)) return undefined;
  const cause = first.reason === 'attached-vpc' ? 'overlap' : 'announcement-refused';
  const others = device.announces.filter((range) => !spoken.includes(range));
  const narrow = rangeOf(host);
  const fix =
    refusalOf(narrow, around) === undefined ? changeDevice(vif, device, { announces: [...others, narrow] }) : undefined;
  return { cause, place, values: { range: first.range, reason: first.reason ?? '' }, ...(fix && { fix }) };
}

const lossCauses: Readonly<Partial<Record<LossReason, CauseCode>>> = {
  'pending-verification': 'static-pending',
  rejected: 'static-rejected',
  'quota-blocked': 'quota-blocked',
  'next-hop-unavailable': 'next-hop-unavailable',
  overlap: 'overlap',
};

export function lossFinding({ twin, vif, table }: Look, route: GatewayRoute): Finding {
  const reason = route.loss?.reason;
  const cause = (reason && lossCauses[reason]) ?? 'standby';
  const staticId = route.kind === 'static' ? route.id.replace(/^static /, '') : '';
  const place: Place =
    route.kind === 'static'
      ? { thing: 'route', id: staticId, field: 'state' }
      : { thing: 'gateway', id: vif.gateway, field: cause === 'quota-blocked' ? 'dynamic-routes' : 'routes' };
  const values = { range: route.destination, ...(cause === 'quota-blocked' && { limit: table.dynamic.limit }) };
  const fix =
    cause === 'static-pending'
      ? byTenant({ do: 'verify-route', id: vif.gateway, route: staticId })
      : cause === 'quota-blocked'
        ? makeRoom(twin, table, route)
        : undefined;
  return { cause, place, values, ...(fix && { fix }) };
}

/** The table leads to the client over this interface; over another one, this one is the standby. */
function gatewayClientRoute(look: Look): Finding | undefined {
  const { table, vif, host } = look;
  if (host === undefined) return undefined;
  const winners = longest(inEffect(table), host);
  if (winners.some(({ nextHop }) => nextHop === vif.id)) return undefined;
  const [winner] = winners;
  const [own] = covering(
    table.routes.filter(({ nextHop }) => nextHop === vif.id),
    host,
  );
  const place: Place = { thing: 'gateway', id: vif.gateway, field: 'routes' };
  if (winner?.hop === 'attachment')
    return { cause: 'overlap', place, values: { range: winner.destination, by: winner.nextHop } };
  if (!own) return { cause: 'no-gateway-route', place, values: { host }, ...(winner && { warning: true as const }) };
  return { ...lossFinding(look, own), ...(winner && { warning: true as const }) };
}

export const clientRouteChecks: Checks = [
  ['client-routes', clientRoutes],
  ['gateway-client-route', gatewayClientRoute],
];
