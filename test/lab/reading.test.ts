// The lab's pure parts: reading what daemons and kernel print, following paths, writing configurations, finding agreement.
import { describe, expect, it } from 'vitest';
import { agreement, differences } from './agree.ts';
import { birdBest, readBirdRoutes, readBirdSessions } from './bird.ts';
import { birdConfig } from './bird-config.ts';
import { baseline } from './catalog/baseline.ts';
import { side } from './catalog/edit.ts';
import { frrBest } from './frr.ts';
import { frrConfig } from './frr-config.ts';
import { readKernelRoutes } from './kernel-routes.ts';
import { configured } from './live.ts';
import { enumerate, verdict } from './paths.ts';
import type { Fib, LabEvent, Rule } from './scenario.ts';

const birdRoutes = `BIRD 2.0.12 ready.
Access restricted
Table seen:
10.0.0.0/16          unicast [s_bgw_lr1 04:01:02.003] * (100) [AS65010i]
\tvia 100.64.1.2 on e2 weight 1
\tvia 100.64.2.2 on e3 weight 1
\tType: BGP univ
\tBGP.origin: IGP
\tBGP.as_path: 64512 65010
\tBGP.next_hop: 100.64.1.2
\tBGP.local_pref: 100
                     unicast [s_bgw_lr2 04:01:02.003] (100) [AS65010i]
\tvia 100.64.2.2 on e3
\tType: BGP univ
\tBGP.as_path: 64512 65010
\tBGP.next_hop: 100.64.2.2
\tBGP.local_pref: 300
192.168.0.0/24       unreachable [s_x 04:01:02.003 from 172.16.0.2] * (100/-) [AS65000i]
\tType: BGP univ
\tBGP.as_path: 65000
\tBGP.next_hop: 100.64.1.1
\tBGP.local_pref: 100
`;

describe('BIRD', () => {
  const routes = readBirdRoutes(birdRoutes);

  it('prints a prefix once for all of its routes', () => {
    expect(
      routes.map(({ prefix, nextHops, gateways, localPref }) => [prefix, nextHops[0], gateways, localPref]),
    ).toEqual([
      ['10.0.0.0/16', '100.64.1.2', ['100.64.1.2', '100.64.2.2'], 100],
      ['10.0.0.0/16', '100.64.2.2', ['100.64.2.2'], 300],
      ['192.168.0.0/24', '100.64.1.1', [], 100],
    ]);
  });

  it('uses every next hop whose gateway the merged route has', () => {
    expect(birdBest(routes.slice(0, 1), routes)).toEqual({
      '10.0.0.0/16': {
        asPath: [64512, 65010],
        localPref: 100,
        nextHops: ['100.64.1.2', '100.64.2.2'],
        candidates: ['100.64.1.2', '100.64.2.2'],
      },
    });
  });

  it('tells the state by neighbour address', () => {
    const shown =
      's1  BGP  ---  up  04:01  Established\n  BGP state:          Established\n    Neighbor address: 172.16.0.1\n';
    expect(readBirdSessions(shown)).toEqual({ '172.16.0.1': 'Established' });
  });
});

describe('FRR', () => {
  const learned = { valid: true, peerId: '172.16.0.1', path: '65010', nexthops: [{ ip: '172.16.0.1' }] };
  const own = { valid: true, bestpath: true, peerId: '(unspec)', path: '', nexthops: [{ ip: '0.0.0.0' }] };
  it.each([
    ['best', [{ ...learned, bestpath: true }], ['172.16.0.1']],
    ['own wins', [own, learned], ['172.16.0.1']],
    [
      'balanced',
      [
        { ...learned, bestpath: true },
        { ...learned, multipath: true, nexthops: [{ ip: '172.16.1.1' }] },
      ],
      ['172.16.0.1', '172.16.1.1'],
    ],
  ])('%s', (_name, paths, nextHops) => {
    expect(frrBest({ routes: { '10.0.0.0/16': paths } })['10.0.0.0/16']?.nextHops).toEqual(nextHops);
  });
  it.each([
    ['only its own', [own]],
    ['only an invalid one', [{ ...learned, valid: false }]],
  ])('lists nothing where there is %s', (_name, paths) => {
    expect(frrBest({ routes: { '10.0.0.0/16': paths } })).toEqual({});
  });
});

describe('kernel routes', () => {
  it.each([
    ['connected', { dst: '172.16.0.0/30', dev: 'e4.10' }, { '172.16.0.0/30': ['connected'] }],
    ['default', { dst: 'default', gateway: '10.0.0.1' }, { '0.0.0.0/0': ['10.0.0.1'] }],
    ['one address', { dst: '10.0.0.7', gateway: '10.0.0.1' }, { '10.0.0.7/32': ['10.0.0.1'] }],
    ['no carrier', { dst: '172.16.0.0/30', dev: 'e4', flags: ['linkdown'] }, {}],
    [
      'half carrier',
      { dst: '10.0.0.0/8', nexthops: [{ gateway: '1.1.1.1' }, { gateway: '2.2.2.2', flags: ['dead', 'linkdown'] }] },
      { '10.0.0.0/8': ['1.1.1.1'] },
    ],
    ['black hole', { dst: '10.0.0.0/24', type: 'blackhole' }, { '10.0.0.0/24': ['blackhole'] }],
  ])('%s', (_name, route, fib) => {
    expect(readKernelRoutes([route])).toEqual(fib);
  });
  it('prefers the lower metric', () => {
    const routes = [
      { dst: '10.0.0.0/8', gateway: '2.2.2.2', metric: 100 },
      { dst: '10.0.0.0/8', gateway: '1.1.1.1' },
    ];
    expect(readKernelRoutes(routes)).toEqual({ '10.0.0.0/8': ['1.1.1.1'] });
  });
});

describe('paths', () => {
  const way: Readonly<Record<string, Fib>> = {
    vm1: { '0.0.0.0/0': ['192.168.0.1'] },
    vpc1: { '10.0.0.0/16': ['100.64.10.1'] },
  };
  const balanced = { '10.0.0.0/16': ['100.64.1.2', '100.64.2.2'] };
  const lines = {
    lr1: { '10.0.0.0/16': ['172.16.0.1'] },
    lr2: { '10.0.0.0/16': ['172.16.0.5'] },
    cust: { '10.0.0.0/16': ['connected'] },
  };
  const results = (fib: Readonly<Record<string, Fib>>, dst = '10.0.0.10', dead = '') =>
    enumerate(baseline, { fib: { ...way, ...fib }, passes: (link) => link !== dead }, 'vm1', dst);
  it.each([
    ['both lines', results({ bgw: balanced, ...lines }), ['delivered', 'delivered'], 'all'],
    [
      'one silent',
      results({ bgw: balanced, ...lines }, '10.0.0.10', 'lr1-cust'),
      ['dead-link@lr1:lr1-cust', 'delivered'],
      'partial',
    ],
    ['no route', results({ bgw: {} }), ['no-route@bgw'], 'none'],
    ['longest match', results({ bgw: { ...balanced, '10.0.0.0/24': ['blackhole'] } }), ['blackhole@bgw'], 'none'],
    [
      'nobody there',
      results({ bgw: balanced, ...lines }, '10.0.0.77'),
      ['host-unreachable@cust', 'host-unreachable@cust'],
      'none',
    ],
    [
      'loop',
      results({ bgw: { '10.0.0.0/8': ['100.64.1.2'] }, lr1: { '0.0.0.0/0': ['100.64.1.1'] } }),
      ['loop'],
      'none',
    ],
  ])('%s', (_name, paths, ends, reach) => {
    expect([paths.map(({ result }) => result), verdict(paths)]).toEqual([ends, reach]);
  });
});

describe('a policy rule in both languages', () => {
  const rows: readonly (readonly [Rule, string, readonly string[]])[] = [
    [
      { match: { prefix: '10.0.0.0/16' }, action: 'reject' },
      'if net = 10.0.0.0/16 then reject;',
      ['permit 10.0.0.0/16\n', 'deny 10'],
    ],
    [
      { match: { prefix: '10.0.0.0/16', le: 24 } },
      'if net ~ [ 10.0.0.0/16{16,24} ] then',
      ['permit 10.0.0.0/16 le 24'],
    ],
    [
      { match: { prefix: '10.0.0.0/16', ge: 20 } },
      'if net ~ [ 10.0.0.0/16{20,32} ] then',
      ['permit 10.0.0.0/16 ge 20 le 32'],
    ],
    [
      { match: { community: '65010:666' }, action: 'reject' },
      'if (65010,666) ~ bgp_community then reject;',
      ['permit 65010:666', 'match community'],
    ],
    [
      { set: { localPref: 300, med: 5 } },
      'if true then { bgp_local_pref = 300; bgp_med = 5; accept; }',
      ['set local-preference 300', 'set metric 5'],
    ],
    [{ set: { prepend: 2 } }, 'bgp_path.prepend(65010); bgp_path.prepend(65010);', ['set as-path prepend 65010 65010']],
  ];
  it.each(rows)('%o', (rule, bird, frr) => {
    const written = side('lr1-cust', 'b', { export: { rules: [rule] } })(baseline);
    expect(birdConfig(written, 'cust')).toContain(bird);
    for (const line of frr) expect(frrConfig(written, 'cust')).toContain(line);
  });
});

describe('configuration events', () => {
  const rows: readonly (readonly [LabEvent, (scenario: typeof baseline) => unknown, unknown])[] = [
    [{ do: 'withdraw', node: 'cust', prefix: '10.0.0.0/16' }, ({ nodes }) => nodes.cust?.networks, []],
    [
      { do: 'session-shutdown', session: 'lr1-cust', side: 'a' },
      ({ sessions }) => sessions[2]?.a.options?.shutdown,
      true,
    ],
    [
      { do: 'set-password', session: 'lr1-cust', side: 'b', password: 'k' },
      ({ sessions }) => sessions[2]?.b.password,
      'k',
    ],
    [{ do: 'link-down', link: 'lr1-cust' }, (scenario) => scenario === baseline, true],
  ];
  it.each(rows)('%o', (event, look, found) => {
    expect(look(configured(baseline, event))).toEqual(found);
  });
});

describe('agreement', () => {
  const one = { x: { hops: ['b', 'a'], asPath: [1, 2] }, y: { p: 1 } };
  const two = { x: { hops: ['a', 'b'], asPath: [2, 1] }, z: { p: 1 } };
  it('keeps equal leaves, sets without order', () => expect(agreement(one, two)).toEqual({ x: { hops: ['b', 'a'] } }));
  it('names the other leaves', () => expect(differences(one, two)).toEqual(['x/asPath', 'y', 'z']));
});
