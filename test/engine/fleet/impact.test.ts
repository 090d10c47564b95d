/** What a failure takes from whom: aligned rows over described tenants, and for random estates the same as simulating each tenant alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduced } from '../../../src/engine/fleet/alike.ts';
import {
  type FleetTenant,
  failureNamed,
  fleetDescribed,
  fleetImpact,
  parseFleet,
  tenantImpact,
  withFailure,
} from '../../../src/engine/fleet/index.ts';
import { site } from '../../../src/engine/site/index.ts';
import { raisedKey } from '../../../src/engine/tenant/review/limit.ts';
import { probe, type Twin, twinOf } from '../../../src/engine/twin/index.ts';
import { region } from '../twin/estate.ts';
import { estates } from '../twin/random-estate.ts';

const on = (line: number, more: object = {}) => ({
  id: `vif-${line}`,
  line: `conn-${line}`,
  gateway: 'bgw-1',
  announces: ['10.0.0.0/16'],
  ...more,
});
const vpcs = [{ id: 'vpc-1', cidr: '192.168.0.0/20', gateways: ['bgw-1'] }];

function fleet(tenants: readonly object[], now: object = {}) {
  const parsed = parseFleet({ schema: 'fleet/1', region, site: now, tenants });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return fleetDescribed(parsed.description);
}

const lines = ['conn-1', 'conn-2'];
const host = { host: '10.0.0.10' };
const single = { id: 'one', lines, interfaces: [on(1, host)], vpcs };
const shared = { id: 'two', lines, interfaces: [on(1, host), on(2)], vpcs };
const standby = { id: 'two', lines, interfaces: [on(1, host), on(2, { prepend: 2 })], vpcs };
const apart = { id: 'two', lines, interfaces: [on(1, host), on(2, { announces: ['10.1.0.0/16'] })], vpcs };
const mute = { id: 'mute', lines, interfaces: [on(1, { announces: [] })] };
const elsewhere = { id: 'none', lines: [], interfaces: [] };

const lost = (prefix = '10.0.0.0/16') => ({ gateway: 'bgw-1', prefix });
const single16 = (of: string[], left: object, prefixes = ['10.0.0.0/16']) => ({ gateway: 'bgw-1', of, left, prefixes });

describe('a failure', () => {
  it.each<[string, object, object, string, object | undefined]>([
    [
      'one line, one line router',
      single,
      {},
      'lr-bj-a',
      {
        level: 'redundancy',
        prefixes: [],
        probes: [],
        redundancy: [single16(['line-router'], { 'line-router': 'lr-bj-b' })],
        sessions: [{ vif: 'vif-1', router: 'lr-bj-a' }],
      },
    ],
    [
      'one line, the line',
      single,
      {},
      'conn-1',
      {
        level: 'reach',
        prefixes: [lost()],
        probes: [{ instance: 'vpc-1-i1', host: '10.0.0.10' }],
        redundancy: [],
      },
    ],
    [
      'one line, the second line router after the first',
      single,
      { downRouters: ['lr-bj-a'] },
      'lr-bj-b',
      { level: 'reach', prefixes: [lost()] },
    ],
    [
      'one line, the only side with light',
      single,
      { dark: { 'conn-1': ['a'] } },
      'lr-bj-b',
      { level: 'reach', prefixes: [lost()] },
    ],
    ['one line, another line', single, {}, 'conn-2', undefined],
    [
      'two lines that share, one line',
      shared,
      {},
      'conn-1',
      { level: 'redundancy', prefixes: [], probes: [], redundancy: [single16(['line'], { line: 'conn-2' })] },
    ],
    [
      'a line with a standby, the active line',
      standby,
      {},
      'conn-1',
      { level: 'redundancy', prefixes: [], redundancy: [single16(['line'], { line: 'conn-2' })] },
    ],
    [
      'a line with a standby, the standby',
      standby,
      {},
      'conn-2',
      { level: 'redundancy', prefixes: [], redundancy: [single16(['line'], { line: 'conn-1' })] },
    ],
    [
      'two lines with a range each, one line',
      apart,
      {},
      'conn-2',
      { level: 'reach', prefixes: [lost('10.1.0.0/16')], probes: [], redundancy: [] },
    ],
    ['a device that announces nothing', mute, {}, 'lr-bj-a', { level: 'sessions', prefixes: [], redundancy: [] }],
    ['a line router that is down already', single, { downRouters: ['lr-bj-a'] }, 'lr-bj-a', undefined],
    ['no gateway at all', elsewhere, {}, 'lr-bj-a', undefined],
  ])('%s', (_name, tenant, now, down, expected) => {
    const { tenants, site: state } = fleet([tenant], now);
    const [found] = fleetImpact(tenants, state, failureNamed(region, down)).affected;
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });

  it('counts everyone and lists the worst first', () => {
    const { tenants, site: state } = fleet([
      { ...mute, id: 'a' },
      { ...single, id: 'b' },
      { ...shared, id: 'c' },
      { ...elsewhere, id: 'd' },
    ]);
    const impact = fleetImpact(tenants, state, failureNamed(region, 'conn-1'));
    expect(impact.counts).toEqual({ tenants: 4, reach: 1, redundancy: 1, sessions: 1, unaffected: 1 });
    expect(impact.affected.map(({ tenant, level }) => [tenant, level])).toEqual([
      ['b', 'reach'],
      ['c', 'redundancy'],
      ['a', 'sessions'],
    ]);
  });
});

describe('random estates', () => {
  const down = fc.constantFrom('lr-bj-a', 'lr-bj-b', 'conn-1', 'conn-2');

  it('a fleet loses what its tenants lose when each is simulated alone', () => {
    fc.assert(
      fc.property(fc.array(estates, { minLength: 1, maxLength: 3 }), down, (some, word) => {
        const now = some[0]?.sites[region] ?? { ...site.initial, region };
        const failure = failureNamed(region, word);
        const fleetOf = some.map(({ tenant }, index): FleetTenant => ({ id: `t${index}`, state: tenant }));
        const { affected } = fleetImpact(fleetOf, now, failure);
        for (const { id, state } of fleetOf) {
          const [before, after] = [now, withFailure(now, failure)].map((one) => twinOf(state, { [region]: one }));
          if (!before || !after) throw new Error('two twins');
          const found = affected.find(({ tenant }) => tenant === id);
          const inEffect = ({ gateways }: Twin) =>
            Object.entries(gateways).flatMap(([gateway, { routes }]) =>
              routes
                .filter(({ hop, loss }) => hop === 'interface' && loss === undefined)
                .map(({ destination }) => `${gateway} ${destination}`),
            );
          const passing = (twin: Twin) =>
            Object.values(state.vifs).flatMap(({ device, gateway, state: life }) =>
              Object.values(state.attachments)
                .filter((row) => row.gateway === gateway && device && life !== 'Deleting')
                .flatMap((row) => state.vpcs[row.vpc]?.instances ?? [])
                .filter(({ id: from }) => probe(twin, { instance: from, host: device?.host ?? '' })?.forwardPing)
                .map(({ id: from }) => `${from} ${device?.host}`),
            );
          const gone = (was: string[], is: string[]) => [...new Set(was)].filter((one) => !is.includes(one)).sort();
          expect((found?.prefixes ?? []).map(({ gateway, prefix }) => `${gateway} ${prefix}`).sort()).toEqual(
            gone(inEffect(before), inEffect(after)),
          );
          expect((found?.probes ?? []).map((row) => `${row.instance} ${row.host}`).sort()).toEqual(
            gone(passing(before), passing(after)),
          );
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a quick fleet', () => {
  /** Neighbouring /24s of a range nobody else has, so that many are alike. */
  const many = (first: number, count: number) =>
    Array.from({ length: count }, (_, index) => `10.${first}.${index}.0/24`);
  const down = fc.constantFrom('lr-bj-a', 'lr-bj-b', 'conn-1', 'conn-2');
  const tenantOf = fc.record({
    counts: fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12)),
    prepend: fc.constantFrom(0, 0, 2),
    cidr: fc.constantFrom(
      '192.168.0.0/20',
      '172.20.0.0/16',
      '10.99.4.16/28',
      '10.20.3.0/24',
      '10.0.0.0/28',
      '10.0.0.0/8',
      '172.31.128.0/24',
    ),
    host: fc.constantFrom('10.0.0.10', '10.20.1.9', ''),
    second: fc.boolean(),
    instances: fc.nat(2),
    /** Ranges around and inside others; the first line may have them all. */
    nested: fc.subarray(['10.20.0.0/22', '10.20.2.0/25', '10.0.0.0/8', '172.16.0.0/12', '8.8.8.0/24', '10.30.0.9/32']),
    /** Also in another order, and twice. */
    turned: fc.boolean(),
    /** A range the device keeps from the first line router. */
    withheld: fc.constantFrom(undefined, undefined, '10.20.0.0/24', '10.30.1.0/24'),
  });
  type Tenant = FleetTenant['state'];
  const withholding = (state: Tenant, range: string): Tenant => ({
    ...state,
    vifs: Object.fromEntries(
      Object.values(state.vifs).map((vif) => [
        vif.id,
        { ...vif, ...(vif.device && { device: { ...vif.device, sides: [{ withholds: [range] }, {}] as const } }) },
      ]),
    ),
  });
  const byTenant = <T extends { readonly tenant: string }>(rows: readonly T[]) =>
    [...rows].sort((left, right) => (left.tenant < right.tenant ? -1 : 1));

  it('says of every tenant what a simulation of this tenant alone says', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(tenantOf, { minLength: 2, maxLength: 4 }), down, (wishes, word) => {
        const described = wishes.map(
          ({ counts: [both, one, other], prepend, cidr, host: at, second, instances, nested, turned }, index) => {
            const mine = { ...(at === '' ? {} : { host: at }) };
            const shares = many(20, both);
            const first = { ...on(1, mine), announces: ['10.0.0.0/16', ...shares, ...many(30, one), ...nested] };
            const theirs = [...shares, ...many(40 + index, other), ...nested.slice(1)];
            const standing = { ...on(2, { prepend }), announces: turned ? [...theirs, ...shares].reverse() : theirs };
            const rename = (row: ReturnType<typeof on>) => ({
              ...row,
              id: `${row.id}x${index}`,
              gateway: `bgw-${index}`,
            });
            return {
              id: `t${index}`,
              lines,
              interfaces: (second ? [first, standing] : [first]).map(rename),
              vpcs: [{ id: `vpc-${index}`, cidr, gateways: [`bgw-${index}`], instances }],
            };
          },
        );
        const { tenants: plain, site: state } = fleet(described);
        const tenants = plain.map((tenant, index): FleetTenant => {
          const range = wishes[index]?.withheld;
          return range === undefined ? tenant : { ...tenant, state: withholding(tenant.state, range) };
        });
        const failure = failureNamed(region, word);
        const alone = tenants.flatMap((tenant) => tenantImpact(tenant, state, failure) ?? []);
        const together = fleetImpact(tenants, state, failure).affected;
        expect(byTenant(together)).toEqual(byTenant(alone));
        for (const { level } of together) seen.add(level);
      }),
      { numRuns: 20 },
    );
    expect(seen.size).toBeGreaterThan(1);
  });

  it('is simulated once for tenants whose VPCs only lie elsewhere', () => {
    const at = (cidr: string) => ({ ...shared, vpcs: [{ id: 'vpc-1', cidr, gateways: ['bgw-1'], instances: 2 }] });
    const seen = (cidr: string) => fleet([at(cidr)]).tenants.map(({ state }) => reduced(state).state);
    expect(seen('172.20.16.0/20')).toEqual(seen('192.168.0.0/20'));
    // Of another size, around a link, or where the customer's ranges are: it is another tenant.
    for (const cidr of ['192.168.0.0/24', '172.31.128.0/20', '10.0.16.0/20'])
      expect(seen(cidr)).not.toEqual(seen('192.168.0.0/20'));
  });

  it('tells a range apart that one line router does not hear of', () => {
    const two = fleet([{ ...single, interfaces: [on(1, { announces: many(20, 3) })] }]);
    const [tenant] = two.tenants;
    if (!tenant) throw new Error('one tenant');
    const state = withholding(tenant.state, '10.20.1.0/24');
    const { affected } = fleetImpact([{ id: 'one', state }], two.site, failureNamed(region, 'lr-bj-b'));
    expect(affected[0]?.prefixes).toEqual([lost('10.20.1.0/24')]);
  });

  it('tells tenants apart of whom one may have more routes', () => {
    const ranges = [...many(20, 250), ...many(30, 51)];
    const halves = [ranges.slice(0, 200), ranges.slice(200)];
    const more = (id: string) => ({ id, lines, interfaces: halves.map((announces, at) => on(at + 1, { announces })) });
    const { tenants, site: state } = fleet([more('a'), more('b')]);
    const raised = { [raisedKey('dynamicRoutesPerGateway', 'bgw-1')]: 400 };
    const both = tenants.map(({ id, state: own }) => ({ id, state: id === 'b' ? { ...own, raised } : own }));
    const failure = failureNamed(region, 'conn-2');
    const { affected } = fleetImpact(both, state, failure);
    expect(byTenant(affected)).toEqual(byTenant(both.flatMap((one) => tenantImpact(one, state, failure) ?? [])));
    expect(affected.map(({ tenant, prefixes }) => [tenant, prefixes.length])).toEqual([
      ['b', 101],
      ['a', 0],
    ]);
  });

  it('and for random estates', () => {
    fc.assert(
      fc.property(fc.array(estates, { minLength: 1, maxLength: 3 }), down, (some, word) => {
        const now = some[0]?.sites[region] ?? { ...site.initial, region };
        const failure = failureNamed(region, word);
        const fleetOf = some.map(({ tenant }, index): FleetTenant => ({ id: `t${index}`, state: tenant }));
        const alone = fleetOf.flatMap((tenant) => tenantImpact(tenant, now, failure) ?? []);
        const together = [...fleetImpact(fleetOf, now, failure).affected];
        expect(together.sort((left, right) => (left.tenant < right.tenant ? -1 : 1))).toEqual(alone);
      }),
      { numRuns: 20 },
    );
  });
});
