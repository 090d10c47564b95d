/** Checks that client and VPC know each other's way back: exports, what the client received, the table of the instance's subnet (domain §5.6, §10). */
import type { Vif } from '../tenant/network/model.ts';
import type { Twin } from './build.ts';
import { lossFinding } from './check-client-routes.ts';
import type { Finding } from './codes.ts';
import { attach, byTenant, changeDevice, exportSubnets, propagate } from './fixes.ts';
import { type GatewayRoute, inEffect } from './gateway-table.ts';
import type { Checks, Look } from './look.ts';
import { clientNode } from './names.ts';
import { byText, covering, covers, longest, overlapping, prefixOf } from './order.ts';
import type { Found } from './probe.ts';
import { matchVpc } from './vpc-table.ts';

function noInstance({ twin, vif, host, found }: Look): Finding | undefined {
  if (found) return undefined;
  const [row] = Object.values(twin.tenant.attachments)
    .filter(({ gateway }) => gateway === vif.gateway)
    .sort((left, right) => byText(left.id, right.id));
  const vpc = row && twin.tenant.vpcs[row.vpc];
  const [subnet] = vpc?.subnets ?? [];
  const id = `i-${vif.id}`.slice(0, 32);
  const fix =
    vpc && subnet && host !== undefined
      ? byTenant({
          do: 'add-instance',
          id: vpc.id,
          instance: id,
          name: id,
          subnet: subnet.id,
          allowFrom: [`${host}/32`],
        })
      : undefined;
  return {
    cause: 'no-instance',
    place: { thing: 'vpc', id: vpc?.id ?? '', field: 'instance' },
    ...(fix && { fix }),
  };
}

/** The earlier attachment gives up the subnets that stand in the way. */
function overlapFinding({ twin, vif, table }: Look, route: GatewayRoute, by: string | undefined): Finding {
  const holder = table.routes.find(({ id }) => id === by);
  const attachment = holder && twin.tenant.attachments[holder.nextHop];
  const kept = attachment?.exports.filter(({ cidr }) => !overlapping(prefixOf(cidr), prefixOf(route.destination)));
  return {
    cause: 'overlap',
    place: { thing: 'attachment', id: attachment?.id ?? vif.gateway, field: 'subnets' },
    values: { range: route.destination, with: holder?.destination ?? '' },
    ...(attachment &&
      kept && {
        fix: exportSubnets(
          attachment,
          kept.map(({ subnet }) => subnet),
        ),
      }),
  };
}

function gatewayVpcRoute(look: Look): Finding | undefined {
  const { twin, vif, table, found } = look;
  if (!found) return undefined;
  const { vpc, instance } = found;
  const attachment = Object.values(twin.tenant.attachments).find(
    (row) => row.gateway === vif.gateway && row.vpc === vpc.id,
  );
  if (!attachment)
    return {
      cause: 'not-attached',
      place: { thing: 'vpc', id: vpc.id, field: 'attachment' },
      fix: attach(vpc, vif.gateway, instance.subnet),
    };
  const winners = longest(inEffect(table), instance.address);
  if (winners.length > 0 && winners.every(({ nextHop }) => nextHop === attachment.id)) return undefined;
  const [own] = covering(
    table.routes.filter(({ nextHop, kind }) => nextHop === attachment.id && kind === 'propagated'),
    instance.address,
  );
  if (!own) {
    const subnets = [...attachment.exports.map(({ subnet }) => subnet), instance.subnet];
    return {
      cause: 'not-exported',
      place: { thing: 'attachment', id: attachment.id, field: 'propagate' },
      values: { propagate: attachment.propagate },
      fix: exportSubnets(attachment, subnets),
    };
  }
  if (own.loss?.reason === 'quota-blocked') return lossFinding(look, own);
  return overlapFinding(look, own, own.loss?.by ?? winners[0]?.id);
}

/** The interface's own device, and every other one that shares the traffic: an answer may start at any of them. */
function clientReceived({ twin, vif, found, ping }: Look): Finding | undefined {
  if (!found) return undefined;
  const sharing = (ping?.reached ?? []).flatMap((id) => twin.tenant.vifs[id] ?? []);
  for (const one of [vif, ...sharing]) {
    const finding = noWayBack(twin, one, found);
    if (finding) return finding;
  }
  return undefined;
}

function noWayBack(twin: Twin, vif: Vif, { vpc, instance }: Found): Finding | undefined {
  const { device } = vif;
  if (!device) return undefined;
  const rows = Object.entries(twin.outcome.fib(clientNode(vif.id))).map(([destination, via]) => ({ destination, via }));
  const [match] = longest(rows, instance.address);
  if (match && !['connected', 'blackhole'].includes(match.via[0] ?? 'blackhole')) return undefined;
  const cidr = vpc.subnets.find(({ id }) => id === instance.subnet)?.cidr ?? vpc.cidr;
  const field = device.refusesCloud === true ? 'refusesCloud' : 'staticTo';
  const change = device.refusesCloud === true ? { refusesCloud: false } : { staticTo: [...device.staticTo, cidr] };
  return {
    cause: 'return-route-missing',
    place: { thing: 'device', id: vif.id, field },
    values: { range: cidr },
    fix: changeDevice(vif, device, change),
  };
}

function vpcRouteTable({ twin, vif, table, host, found }: Look): Finding | undefined {
  if (!found || host === undefined) return undefined;
  const { vpc, instance } = found;
  const tableId = vpc.subnets.find(({ id }) => id === instance.subnet)?.routeTable ?? '';
  const matches = matchVpc(twin.vpcTables[tableId] ?? [], host);
  const routeTable = vpc.routeTables.find(({ id }) => id === tableId);
  const [first] = matches;
  if (!first) {
    const range = longest(inEffect(table), host)[0]?.destination;
    return {
      cause: 'propagation-missing',
      place: { thing: 'table', id: tableId, field: 'scope' },
      values: { host },
      ...(routeTable && range !== undefined && { fix: propagate(vpc, routeTable, vif.gateway, range) }),
    };
  }
  if (first.kind === 'local' || matches.some(({ gateway }) => gateway === vif.gateway)) return undefined;
  return {
    cause: 'other-gateway',
    place: { thing: 'table', id: tableId, field: 'rules' },
    values: { range: first.destination, gateway: first.gateway ?? '' },
    warning: true,
  };
}

/** Local comes first in every table, so a host inside the VPC's own range is never looked for outside. */
function localFirst({ host, found, vif }: Look): Finding | undefined {
  if (!found || host === undefined || !covers(found.vpc.cidr, host)) return undefined;
  return {
    cause: 'overlap',
    place: { thing: 'device', id: vif.id, field: 'host' },
    values: { range: found.vpc.cidr, with: host },
  };
}

export const vpcRouteChecks: Checks = [
  ['instance', noInstance],
  ['gateway-vpc-route', gatewayVpcRoute],
  ['client-received', clientReceived],
  ['vpc-table', vpcRouteTable],
  ['overlap', localFirst],
];
