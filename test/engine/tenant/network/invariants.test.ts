/** What holds of every cloud network, however people and jobs act: uniqueness, quotas, ranges that lie apart, four eyes. */
import { describe, expect, it } from 'vitest';
import { quotas } from '../../../../src/engine/catalog/quotas.ts';
import { overlaps } from '../../../../src/engine/tenant/network/ranges.ts';
import { attachments, everyState, gateways, links, vifs, vpcs } from './every-turn.ts';

const unique = (things: readonly string[]) => expect([...new Set(things)]).toEqual(things);
const grouped = <T>(things: readonly T[], by: (thing: T) => string) => {
  const keys = things.map(by);
  return [...new Set(keys)].map((key) => keys.filter((other) => other === key).length);
};
const apart = (left: readonly string[], right: readonly string[]) =>
  expect(left.flatMap((a) => right.filter((b) => overlaps(a, b)).map((b) => `${a} and ${b}`))).toEqual([]);

describe('always', () => {
  it('a VLAN is used once on a line', () =>
    everyState((state) => unique(vifs(state).map((vif) => `${vif.connection} ${vif.vlan}`))));

  it('links of a gateway lie apart from each other', () =>
    everyState((state) => {
      // All are /30s: two that overlap are one.
      for (const { id } of gateways(state)) unique(links(state, id));
    }));

  it('a VPC is attached to a gateway once', () =>
    everyState((state) => unique(attachments(state).map((row) => `${row.vpc} ${row.gateway}`))));

  it('quotas hold', () =>
    everyState((state) => {
      const counts: readonly [keyof typeof quotas, readonly number[]][] = [
        ['vpcsPerRegion', grouped(vpcs(state), ({ region }) => region)],
        ['gatewaysPerRegion', grouped(gateways(state), ({ region }) => region)],
        ['attachmentsPerGateway', grouped(attachments(state), ({ gateway }) => gateway)],
        ['vifsPerConnection', grouped(vifs(state), ({ connection }) => connection)],
        [
          'staticRoutesPerGateway',
          gateways(state).map((row) => row.staticRoutes.filter((route) => route.state !== 'rejected').length),
        ],
        ['routeTablesPerVpc', vpcs(state).map((vpc) => vpc.routeTables.length)],
        ['rulesPerRouteTable', vpcs(state).flatMap((vpc) => vpc.routeTables.map((table) => table.rules.length))],
      ];
      for (const [quota, used] of counts) expect(Math.max(0, ...used), quota).toBeLessThanOrEqual(quotas[quota]);
    }));

  it('what is exported lies apart from the customer’s side of the gateway', () =>
    everyState((state) => {
      for (const { exports, gateway } of attachments(state)) {
        const there = vifs(state).filter((vif) => vif.gateway === gateway);
        const routed = (state.gateways[gateway]?.staticRoutes ?? [])
          .filter((row) => row.state !== 'rejected' && there.some((vif) => vif.id === row.nextHop))
          .map((row) => row.destination);
        const announced = there.flatMap((vif) => vif.device?.announces ?? []);
        apart(
          exports.map(({ cidr }) => cidr),
          [...links(state, gateway), ...announced, ...routed],
        );
      }
    }));

  it('no device announces a link of its gateway', () =>
    everyState((state) => {
      for (const { device, gateway } of vifs(state)) if (device) apart(device.announces, links(state, gateway));
    }));

  it('static routes to interfaces share no destination', () =>
    everyState((state) => {
      for (const { staticRoutes } of gateways(state))
        unique(
          staticRoutes
            .filter((row) => row.state !== 'rejected' && state.vifs[row.nextHop])
            .map((row) => row.destination),
        );
    }));

  it('nobody verifies the route they asked for', () =>
    everyState((state) => {
      for (const { staticRoutes } of gateways(state))
        for (const { requestedBy, decidedBy } of staticRoutes) expect(decidedBy).not.toBe(requestedBy);
    }));
});
