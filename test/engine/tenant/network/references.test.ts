/** Whatever a thing of the cloud network points at is there, however people and jobs act. */
import { describe, expect, it } from 'vitest';
import { attachments, everyState, gateways, vifs, vpcs } from './every-turn.ts';

describe('what is pointed at is there:', () => {
  it('lines and gateways of interfaces, in one region', () =>
    everyState((state) => {
      for (const { gateway, connection, region } of vifs(state)) {
        expect(state.gateways[gateway]?.region).toBe(region);
        expect(state.connections[connection]?.region).toBe(region);
        expect(['Active', 'InActive']).toContain(state.connections[connection]?.state);
      }
    }));

  it('gateways, VPCs and subnets of attachments, in one region', () =>
    everyState((state) => {
      for (const { gateway, vpc, region, subnets, propagate, exports } of attachments(state)) {
        expect(state.gateways[gateway]?.region).toBe(region);
        expect(state.vpcs[vpc]?.region).toBe(region);
        const there = state.vpcs[vpc]?.subnets ?? [];
        expect(there.map(({ id }) => id)).toEqual(expect.arrayContaining([...subnets]));
        const chosen = there.filter(
          ({ id }) => propagate === 'all' || (propagate === 'partial' && subnets.includes(id)),
        );
        expect(exports.map(({ subnet, cidr }) => [subnet, cidr])).toEqual(chosen.map(({ id, cidr }) => [id, cidr]));
      }
    }));

  it('tables of subnets, subnets of instances, attached gateways of rules and propagations', () =>
    everyState((state) => {
      for (const vpc of vpcs(state)) {
        const near = attachments(state).flatMap((row) => (row.vpc === vpc.id ? [row.gateway] : []));
        const tables = vpc.routeTables.map(({ id }) => id);
        const subnets = vpc.subnets.map(({ id }) => id);
        for (const { routeTable } of vpc.subnets) expect(tables).toContain(routeTable);
        for (const { subnet } of vpc.instances) expect(subnets).toContain(subnet);
        for (const table of vpc.routeTables)
          for (const row of [...table.rules, ...table.propagations]) expect(near).toContain(row.gateway);
      }
    }));

  it('next hops of static routes, on the same gateway and not leaving', () =>
    everyState((state) => {
      for (const { id, staticRoutes } of gateways(state))
        for (const { nextHop } of staticRoutes) {
          const hop = state.vifs[nextHop] ?? state.attachments[nextHop];
          expect(hop?.gateway).toBe(id);
          expect(['Active', 'Down', undefined]).toContain(state.vifs[nextHop]?.state);
        }
    }));
});
