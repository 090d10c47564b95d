/** What holds for any estate: bounded, indifferent to order, no route nobody offered, tunnels apart, tables and packets agree. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, parsePrefix } from '../../../src/engine/network/index.ts';
import type { TenantState } from '../../../src/engine/tenant/model.ts';
import type { Vif } from '../../../src/engine/tenant/network/model.ts';
import { limits } from '../../../src/engine/twin/gateway-table.ts';
import { diagnose, inEffect, outcomeOf, probe, type Twin, twinOf } from '../../../src/engine/twin/index.ts';
import type { Estate } from './estate.ts';
import { estates } from './random-estate.ts';
import { referenceTable } from './reference.ts';

const runs = { numRuns: 60 };
const twin = ({ tenant, sites }: Estate): Twin => twinOf(tenant, sites);

function backwards<T>(things: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(things).reverse());
}
const shuffled = ({ tenant, sites }: Estate): Estate => ({
  sites,
  tenant: {
    ...tenant,
    connections: backwards(tenant.connections),
    vpcs: backwards(tenant.vpcs),
    gateways: backwards(tenant.gateways),
    attachments: backwards(tenant.attachments),
    vifs: backwards(tenant.vifs),
  },
});

/** By the book, without any simulation: the session on a side is up when line, light, router and device are right. */
function sessionUp({ tenant, sites }: Estate, vif: Vif, index: 0 | 1): boolean {
  const { device } = vif;
  const site = sites[vif.region];
  const router = ['lr-bj-a', 'lr-bj-b'][index] ?? '';
  return (
    tenant.connections[vif.connection]?.state === 'Active' &&
    !site?.dark[vif.connection]?.includes(index === 0 ? 'a' : 'b') &&
    !site?.downRouters.includes(router) &&
    device !== undefined &&
    device.vlan === vif.vlan &&
    device.asn === vif.customerAsn &&
    device.remoteAsn === 64_512 &&
    device.keyPrint === vif.keyPrint &&
    !device.ttlSecurity &&
    device.addresses[index] === vif.pairs[index].customerIp
  );
}

const isLive = ({ state }: Vif) => state !== 'Deleting' && state !== 'Deleted';
const inside = (inner: string, outer: string) => {
  const [a, b] = [parsePrefix(inner), parsePrefix(outer)];
  return a !== undefined && b !== undefined && contains(b, a);
};

/** Ids of everything that asks to be in effect on a gateway. */
function offered(estate: Estate, gateway: string): readonly string[] {
  const { tenant } = estate;
  const attached = Object.values(tenant.attachments).filter((row) => row.gateway === gateway);
  const vpcs = attached.filter(({ propagate }) => propagate !== 'none').map(({ vpc }) => tenant.vpcs[vpc]?.cidr ?? '');
  const heard = Object.values(tenant.vifs)
    .filter((vif) => vif.gateway === gateway && isLive(vif))
    .filter((vif) => sessionUp(estate, vif, 0) || sessionUp(estate, vif, 1))
    .flatMap((vif) =>
      (vif.device?.announces ?? [])
        .filter((range) => !vpcs.some((cidr) => inside(range, cidr)))
        .map((range) => `${vif.id} ${range}`),
    );
  return [
    ...(tenant.gateways[gateway]?.staticRoutes.map(({ id }) => `static ${id}`) ?? []),
    ...attached.flatMap(({ id, exports }) => exports.map(({ subnet }) => `${id} ${subnet}`)),
    ...heard,
  ].sort();
}

const vifsOf = ({ vifs }: TenantState) => Object.values(vifs);

describe('for any estate', () => {
  it('the order of things in the state does not matter', () => {
    fc.assert(
      fc.property(estates, (estate) => {
        expect(outcomeOf(twin(shuffled(estate)))).toEqual(outcomeOf(twin(estate)));
      }),
      { numRuns: 30 },
    );
  });

  it('every gateway judges exactly what is offered, as the slow reference does', () => {
    fc.assert(
      fc.property(estates, (estate) => {
        for (const [id, table] of Object.entries(twin(estate).gateways)) {
          expect(table.routes.map((route) => route.id).sort()).toEqual(offered(estate, id));
          const ids = inEffect(table).map((route) => route.id);
          expect(ids.sort()).toEqual([...referenceTable(table.routes, limits)].sort());
        }
      }),
      runs,
    );
  });

  it('sessions are up exactly where everything about them is right', () => {
    fc.assert(
      fc.property(estates, (estate) => {
        const { peers } = outcomeOf(twin(estate));
        for (const vif of vifsOf(estate.tenant).filter(isLive))
          expect(peers[vif.id]?.map(({ up }) => up)).toEqual([sessionUp(estate, vif, 0), sessionUp(estate, vif, 1)]);
      }),
      runs,
    );
  });

  it('no tunnel is told of another, and no packet passes from one to another', () => {
    fc.assert(
      fc.property(estates, (estate) => {
        const one = twin(estate);
        const clients = vifsOf(estate.tenant).filter((vif) => isLive(vif) && vif.device);
        const own = new Set(
          Object.values(estate.tenant.attachments).flatMap(({ exports }) => exports.map(({ cidr }) => cidr)),
        );
        const statics = Object.values(estate.tenant.gateways).flatMap(({ staticRoutes }) =>
          staticRoutes.filter(({ nextHop }) => nextHop.startsWith('att')).map(({ destination }) => destination),
        );
        for (const vif of clients) {
          const learned = Object.keys(one.outcome.best(`${vif.id}/client`));
          expect(learned.filter((range) => !own.has(range) && !statics.includes(range))).toEqual([]);
        }
        for (const { id, device } of clients)
          for (const { path } of one.outcome.paths(`${id}/host/${device?.host}`, clients[0]?.device?.host ?? ''))
            expect(new Set(path.flatMap((node) => /^(vif-\d)\//.exec(node)?.[1] ?? [])).size).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });

  it('a gateway forwards what its table has in effect, and nothing else', () => {
    fc.assert(
      fc.property(estates, (estate) => {
        const one = twin(estate);
        for (const [id, table] of Object.entries(one.gateways)) {
          const fib = Object.keys(one.outcome.fib(id)).filter((range) => !range.startsWith('100.64.'));
          expect(fib.sort()).toEqual([...new Set(inEffect(table).map(({ destination }) => destination))].sort());
        }
        expect(one.outcome.oscillating).toEqual([]);
      }),
      runs,
    );
  });

  it('a test that passes has pings that arrive over every path; one that fails names a cause', () => {
    fc.assert(
      fc.property(estates, (estate) => {
        const one = twin(estate);
        for (const vif of vifsOf(estate.tenant)) {
          const { pass, first, checks, instance = '', host = '' } = diagnose(one, vif.id) ?? never();
          const ping = probe(one, { instance, host });
          expect(pass).toBe(first === undefined);
          if (pass) expect([ping?.there, ping?.back, ping?.admitted]).toEqual(['all', 'all', true]);
          else expect(checks.at(-1)).toMatchObject({ check: first?.check, cause: first?.cause, pass: false });
        }
      }),
      runs,
    );
  });
});

function never(): never {
  throw new Error('no such interface');
}
