/** The effective table of a border gateway: one row per rule, with the fact it stands for. */
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/engine/twin/gateway-rules.ts';
import { gatewayTable } from '../../../src/engine/twin/gateway-table.ts';
import { byHand, effective, exported, learned, losses } from './routes.ts';

const X = '10.0.0.0/16';
const V = '192.168.0.0/24';
const far = { metric: 4 } as const;
const lines = (...numbers: readonly number[]) => numbers.map((number) => learned(`${number}`, X, { since: number }));

// biome-ignore format: rows
const ROWS: [string, Candidate[], string, string][] = [
  ['§5.3 (1)   different destinations all enter',         [exported('a', V), learned('1', X)],                                                 `vif-1 learned ${X}, att-a propagated ${V}`,            ''],
  ['§5.3 (1)   one inside another is different too',      [learned('1', X), learned('1', '10.0.1.0/24')],                                      `vif-1 learned ${X}, vif-1 learned 10.0.1.0/24`,        ''],
  ['§5.3 (1a)  attachment before tunnel',                 [exported('a', X), learned('1', X)],                                                 `att-a propagated ${X}`,                                `vif-1 learned ${X}: next-hop-type`],
  ['§5.3 (1a)  even against a static to the tunnel',      [exported('a', X), byHand('vif-1', X)],                                              `att-a propagated ${X}`,                                `vif-1 static ${X}: next-hop-type`],
  ['§5.3 (1a)  tunnel before VPN, even a static one',     [learned('1', X), byHand('vpn-1', X)],                                               `vif-1 learned ${X}`,                                   `vpn-1 static ${X}: next-hop-type`],
  ['§5.3 (1a)  attachment before VPN',                    [exported('a', X), byHand('vpn-1', X)],                                              `att-a propagated ${X}`,                                `vpn-1 static ${X}: next-hop-type`],
  ['§5.3 (1b)  static before learned on a tunnel',        [byHand('vif-1', X), learned('1', X)],                                               `vif-1 static ${X}`,                                    `vif-1 learned ${X}: route-type`],
  ['§5.3 (1b)  whatever tunnel it is',                    [byHand('vif-2', X), learned('1', X)],                                               `vif-2 static ${X}`,                                    `vif-1 learned ${X}: route-type`],
  ['§5.3 (3)   static before propagated, the twin leaves', [byHand('att-a', V), exported('a', V)],                                              `att-a static ${V}`,                                    `att-a propagated ${V}: route-type`],
  ['§5.3 (1b)  a static elsewhere is no rival',           [byHand('vif-1', V), learned('1', X)],                                               `vif-1 learned ${X}, vif-1 static ${V}`,                ''],
  ['§5.3 (1c)  the shorter AS_PATH',                      [learned('1', X, far), learned('2', X)],                                             `vif-2 learned ${X}`,                                   `vif-1 learned ${X}: metric`],
  ['§5.3 (1c)  is looked at after the type',              [byHand('vif-1', X, { metric: 9 }), learned('2', X)],                                `vif-1 static ${X}`,                                    `vif-2 learned ${X}: route-type`],
  ['§5.3       a full tie shares',                        lines(1, 2),                                                                         `vif-1 learned ${X}, vif-2 learned ${X}`,               ''],
  ['§5.4       among four at most, oldest first',         lines(3, 1, 5, 2, 4),                                                                `vif-1 learned ${X}, vif-2 learned ${X}, vif-3 learned ${X}, vif-4 learned ${X}`, `vif-5 learned ${X}: ecmp-limit`],
  ['§11.2 #24  of one age, by id',                        ['5', '4', '3', '2', '1'].map((on) => learned(on, X)),                               `vif-1 learned ${X}, vif-2 learned ${X}, vif-3 learned ${X}, vif-4 learned ${X}`, `vif-5 learned ${X}: ecmp-limit`],
  ['§5.3 (4)   a next hop that is gone carries nothing',  [byHand('vif-1', X, { available: false }), learned('2', X)],                         `vif-2 learned ${X}`,                                   `vif-1 static ${X}: next-hop-unavailable`],
  ['§5.3 (4)   and leaves nothing when it is alone',      [byHand('vif-1', X, { available: false })],                                          '',                                                     `vif-1 static ${X}: next-hop-unavailable`],
  ['§5.10      a static waits for the engineer',          [byHand('vif-1', X, { standing: 'pending-verification' }), learned('2', X)],         `vif-2 learned ${X}`,                                   `vif-1 static ${X}: pending-verification`],
  ['§5.10      one refused stays out',                    [byHand('vif-1', X, { standing: 'rejected' })],                                      '',                                                     `vif-1 static ${X}: rejected`],
];

describe('the effective table', () => {
  it.each(ROWS)('%s', (_fact, candidates, inEffect, out) => {
    const table = gatewayTable(candidates);
    expect([effective(table), losses(table)]).toEqual([inEffect, out]);
  });

  it('says what a route lost to, and by which numbers', () => {
    const [, loser] = gatewayTable([exported('a', X), learned('1', X)]).routes;
    expect(loser?.loss).toEqual({
      reason: 'next-hop-type',
      clause: 'domain §5.3 (1a)',
      by: `att-a ${X}`,
      value: 120,
      winning: 100,
    });
  });
});

const first = { since: 1 } as const;
const later = { since: 2 } as const;
const last = { since: 3 } as const;
const inside = '10.0.1.0/24';

// biome-ignore format: rows
const OVERLAPS: [string, Candidate[], string, string][] = [
  ['§5.3 (2)  the first export wins',                       [exported('a', X, first), exported('b', X, later)],                                     `att-a propagated ${X}`,      `att-b propagated ${X}: overlap`],
  ['§5.3 (2)  by age, not by name',                         [exported('a', X, later), exported('b', X, first)],                                     `att-b propagated ${X}`,      `att-a propagated ${X}: overlap`],
  ['§5.3 (2)  even against a more specific one',            [exported('a', X, first), exported('b', inside, later)],                                `att-a propagated ${X}`,      `att-b propagated ${inside}: overlap`],
  ['§5.3 (2)  and against a wider one',                     [exported('a', inside, first), exported('b', X, later)],                                `att-a propagated ${inside}`, `att-b propagated ${X}: overlap`],
  ['§5.3 (2)  it comes into effect when the first goes',    [exported('b', inside, later)],                                                         `att-b propagated ${inside}`, ''],
  ['§5.3 (2)  an invalid one stands in nobody\'s way',      [exported('a', inside, first), exported('b', X, later), exported('c', '10.0.2.0/24', last)], `att-a propagated ${inside}, att-c propagated 10.0.2.0/24`, `att-b propagated ${X}: overlap`],
  ['§11.1 #18 subnets of one VPC are no rivals',            [exported('a', X, first), exported('a', inside, later)],                                `att-a propagated ${X}, att-a propagated ${inside}`, ''],
  ['§11.1 #18 a tunnel\'s range inside is longest-prefix',  [exported('a', X, first), learned('1', inside, later)],                                 `att-a propagated ${X}, vif-1 learned ${inside}`, ''],
  ['§5.3 (3)  a static twin does not give the range away',  [exported('a', X, first), byHand('att-a', X), exported('b', inside, later)],            `att-a static ${X}`,          `att-a propagated ${X}: route-type, att-b propagated ${inside}: overlap`],
];

describe('overlap between VPCs', () => {
  it.each(OVERLAPS)('%s', (_fact, candidates, inEffect, out) => {
    const table = gatewayTable(candidates);
    expect([effective(table), losses(table)]).toEqual([inEffect, out]);
  });
});

/** Numbers of routes per batch, in the order they came; a limit of 10. */
const batch = (on: number, size: number, more: Parameters<typeof learned>[2] = {}): Candidate[] =>
  Array.from({ length: size }, (_, index) => learned(`${on}`, `10.${on}.${index}.0/24`, { since: on, ...more }));
const small = { dynamicRoutes: 10, ecmpLines: 4 };

// biome-ignore format: rows
const QUOTA: [string, Candidate[], string, string][] = [
  ['§4         exactly the quota fits',                [...batch(1, 6), ...batch(2, 4)],                                                   'vif-1 6, vif-2 4',          'none'],
  ['§4         a batch is in or out as a whole',       [...batch(1, 6), ...batch(2, 5)],                                                   'vif-1 6, vif-2 0 of 5',     'vif-2 5'],
  ['§11.1 #17  and blocks what comes after it',        [...batch(1, 6), ...batch(2, 5), ...batch(3, 1)],                                   'vif-1 6, vif-2 0 of 5, vif-3 0 of 1', 'vif-2 5'],
  ['§4         freed room lets it in',                 [...batch(2, 5), ...batch(3, 1)],                                                   'vif-2 5, vif-3 1',          'none'],
  ['§4         the order is that of coming',           [...batch(3, 1), ...batch(2, 5), ...batch(1, 6)],                                   'vif-1 6, vif-2 0 of 5, vif-3 0 of 1', 'vif-2 5'],
  ['§4         only routes in effect count',           [...batch(1, 6), byHand('vif-1', '10.1.0.0/24'), ...batch(2, 5)],                   'vif-1 6 of 7, vif-2 5',     'none'],
  ['§4         statics have a quota of their own',     [...batch(1, 10), byHand('vif-1', X)],                                              'vif-1 11',                  'none'],
  ['§4         one batch larger than the quota',       batch(1, 11),                                                                       'vif-1 0 of 11',             'vif-1 11'],
  ['§4         exports count like announcements',      [...batch(1, 9), exported('a', V, later), exported('a', '192.168.1.0/24', later)],  'vif-1 9, att-a 0 of 2',     'att-a 2'],
];

describe('the quota of dynamic routes', () => {
  it.each(QUOTA)('%s', (_fact, candidates, held, blocked) => {
    const { routes, dynamic } = gatewayTable(candidates, small);
    const hops = [...new Set(routes.map(({ nextHop }) => nextHop))];
    const shown = hops.map((nextHop) => {
      const mine = routes.filter((route) => route.nextHop === nextHop);
      const used = mine.filter(({ loss }) => loss === undefined).length;
      return `${nextHop} ${used}${used === mine.length ? '' : ` of ${mine.length}`}`;
    });
    expect(shown.sort().join()).toBe(held.split(', ').sort().join());
    expect(dynamic.blocked ? `${dynamic.blocked.nextHop} ${dynamic.blocked.size}` : 'none').toBe(blocked);
  });

  it('names the routes it keeps out', () => {
    const out = gatewayTable([...batch(1, 6), ...batch(2, 5)], small).routes.filter(
      ({ nextHop }) => nextHop === 'vif-2',
    );
    expect(new Set(out.map(({ loss }) => loss?.reason))).toEqual(new Set(['quota-blocked']));
  });

  it('is 300 unless told otherwise', () => expect(gatewayTable([]).dynamic).toEqual({ used: 0, limit: 300 }));
});
