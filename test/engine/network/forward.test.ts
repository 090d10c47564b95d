// Which route a packet takes: preference, longest match and every path result, one row each.
import { describe, expect, it } from 'vitest';
import type { NetworkEvent, StaticRoute } from '../../../src/engine/network/index.ts';
import { reachOf } from '../../../src/engine/network/index.ts';
import { type Changes, change, linesNetwork, outcomeOf } from './lines.ts';

const BGW = { asn: 65000, routerId: '10.255.0.1', multipath: 4, multipathRelax: true, networks: ['192.168.0.0/24'] };
const CUST = { asn: 65010, routerId: '10.255.1.1', multipath: 4, multipathRelax: true };
const vpcRoute: StaticRoute = { dst: '192.168.0.0/24', via: ['100.64.10.2'] };
const bgw = (...routes: StaticRoute[]): Changes => ({ bgw: { ...BGW, static: [vpcRoute, ...routes] } });
const cust = (networks: string[], ...blackholes: string[]): Changes => ({
  cust: { ...CUST, networks, static: blackholes.map((dst) => ({ dst, via: 'blackhole' as const })) },
});
const noBgp: NetworkEvent[] = [
  { do: 'withdraw', node: 'cust', prefix: '10.0.0.0/16' },
  { do: 'withdraw', node: 'bgw', prefix: '192.168.0.0/24' },
];
const staticLines: NetworkEvent[] = [
  { do: 'static-add', node: 'bgw', route: { dst: '10.0.0.0/16', via: ['100.64.1.2', '100.64.2.2'] } },
  ...(['lr1', 'lr2'] as const).flatMap((node, index): NetworkEvent[] => [
    { do: 'static-add', node, route: { dst: '10.0.0.0/16', via: [['172.16.0.1'], ['172.16.0.5']][index] ?? [] } },
    { do: 'static-add', node, route: { dst: '192.168.0.0/24', via: [['100.64.1.1'], ['100.64.2.1']][index] ?? [] } },
  ]),
  { do: 'static-add', node: 'cust', route: { dst: '192.168.0.0/24', via: ['172.16.0.2', '172.16.0.6'] } },
];

const forward = (changes: Changes, events: NetworkEvent[], to = '10.0.0.10', from = 'vm1') =>
  outcomeOf(linesNetwork(changes), [change(...events)])
    .paths(from, to)
    .map(({ path, result }) => `${path.slice(1).join(' ')} ${result}`);

const VIA1 = 'vpc1 bgw lr1 cust idc delivered';
const VIA2 = 'vpc1 bgw lr2 cust idc delivered';

// biome-ignore format: rows
const ROWS: [string, Changes, NetworkEvent[], string[]][] = [
  ['both lines',                                  {},                                                        [],          [VIA1, VIA2]],
  ['static (1) before eBGP (20)',                 bgw({ dst: '10.0.0.0/16', via: ['100.64.1.2'] }),          [],          [VIA1]],
  ['longest match before preference',             bgw({ dst: '10.0.0.0/8', via: ['100.64.1.2'] }),           [],          [VIA1, VIA2]],
  ['black hole /24 inside a BGP /16',             bgw({ dst: '10.0.0.0/24', via: 'blackhole' }),             [],          ['vpc1 bgw blackhole@bgw']],
  ['a /17 on line 1 draws its half',              bgw({ dst: '10.0.0.0/17', via: ['100.64.1.2'] }),          [],          [VIA1]],
  ['a static route over a dead link is not there', bgw({ dst: '10.0.0.0/16', via: ['100.64.1.2'] }),         [{ do: 'link-down', link: 'bgw-lr1' }], [VIA2]],
  ['static sharing',                              {},                                                        [...noBgp, ...staticLines], [VIA1, VIA2]],
  ['static sharing does not see a far failure',   {},                                                        [...noBgp, ...staticLines, { do: 'link-down', link: 'lr2-cust' }], [VIA1, 'vpc1 bgw lr2 no-route@lr2']],
  ['static sharing sees a near failure',          {},                                                        [...noBgp, ...staticLines, { do: 'link-down', link: 'bgw-lr2' }], [VIA1]],
  ['nothing announced',                           {},                                                        noBgp,       ['vpc1 no-route@vpc1']],
  ['a silent link swallows packets',              { sides: { 'lr1-cust.a': { options: { hold: 0 } } } },     [{ do: 'link-silent', link: 'lr1-cust' }], [VIA2, 'vpc1 bgw lr1 dead-link@lr1:lr1-cust']],
  ['static routes to each other loop',            bgw({ dst: '10.0.0.0/16', via: ['100.64.1.2'] }),          [{ do: 'static-add', node: 'lr1', route: { dst: '10.0.0.0/16', via: ['100.64.1.1'] } }], ['vpc1 bgw lr1 bgw loop']],
  ['a gateway nobody is',                         bgw({ dst: '10.0.0.0/16', via: ['172.31.0.1'] }),          [],          [VIA1, VIA2]],
  ['attachment link down',                        {},                                                        [{ do: 'link-down', link: 'vpc1-bgw' }], ['vpc1 no-route@vpc1']],
  ['links that are apart',                        { bgw: { ...BGW, static: [vpcRoute], isolated: ['vpc1-bgw', 'bgw-lr1'] } }, [], [VIA2, 'vpc1 bgw isolated@bgw']],
  ['links apart from others only',                { bgw: { ...BGW, static: [vpcRoute], isolated: ['bgw-lr1', 'bgw-lr2'] } },  [], [VIA1, VIA2]],
  ['own link down',                               {},                                                        [{ do: 'link-down', link: 'vm1-vpc1' }], [' no-route@vm1']],
];

describe('packets to the client', () => {
  it.each(ROWS)('%s', (_, changes, events, paths) => {
    expect(forward(changes, events).sort()).toEqual([...paths].sort());
  });

  it('find no host where nobody has the address', () => {
    expect(forward({}, [], '10.0.0.99')).toEqual([
      'vpc1 bgw lr1 cust host-unreachable@cust',
      'vpc1 bgw lr2 cust host-unreachable@cust',
    ]);
  });
});

describe('a forwarding table', () => {
  it('loses a connected route with its carrier and gets it back', () => {
    const down = change({ do: 'link-down', link: 'cust-idc' });
    const up = change({ do: 'link-up', link: 'cust-idc' });
    expect(outcomeOf(linesNetwork(), [down]).fib('cust')['10.0.0.0/16']).toBeUndefined();
    expect(outcomeOf(linesNetwork(), [down, up]).fib('cust')['10.0.0.0/16']).toEqual(['connected']);
  });

  it('lets a more specific announcement steal VPC traffic at the gateway', () => {
    const stolen = outcomeOf(linesNetwork(cust(['10.0.0.0/16', '192.168.0.0/25'], '192.168.0.0/25')));
    expect(stolen.fib('bgw')['192.168.0.0/25']).toEqual(['100.64.1.2', '100.64.2.2']);
    expect(stolen.paths('bgw', '192.168.0.10').map(({ result }) => result)).toEqual([
      'blackhole@cust',
      'blackhole@cust',
    ]);
  });

  it('of a VPC copies what is in range, not what is connected, and keeps its own', () => {
    const all = outcomeOf(linesNetwork({ ...cust(['0.0.0.0/0'], '0.0.0.0/0'), vpc1: { propagate: ['0.0.0.0/0'] } }));
    expect(all.fib('vpc1')).toEqual({
      '0.0.0.0/0': ['100.64.10.1'],
      '100.64.10.0/30': ['connected'],
      '192.168.0.0/24': ['connected'],
    });
  });

  it('of a dead node is empty', () => {
    expect(outcomeOf(linesNetwork(), [change({ do: 'node-down', node: 'lr1' })]).fib('lr1')).toEqual({});
  });

  it('of one path holds the lowest router id', () => {
    const one = outcomeOf(linesNetwork({ bgw: { ...BGW, multipath: 1, static: [vpcRoute] } }));
    expect(one.fib('bgw')['10.0.0.0/16']).toEqual(['100.64.1.2']);
    expect(one.lost('bgw', '10.0.0.0/16')).toEqual([
      expect.objectContaining({ session: 'bgw-lr2', reason: 'router-id' }),
    ]);
  });
});

describe('reach', () => {
  const result = (text: string) => ({ path: [], result: text });
  // biome-ignore format: rows
  it.each([
    [['delivered', 'delivered'],  'all'],
    [['delivered', 'no-route@x'], 'partial'],
    [['loop'],                    'none'],
    [[],                          'none'],
  ])('%j is %s', (results, reach) => {
    expect(reachOf(results.map(result))).toBe(reach);
  });
});
