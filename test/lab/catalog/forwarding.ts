/** Where packets go: longest match, static routes against BGP, black holes and the VPC's own table. */

import type { Scenario } from '../scenario.ts';
import { blackholes, type Edit, link, node, nothing, phase, scenario, side, without } from './edit.ts';

const vpcRoute = { dst: '192.168.0.0/24', via: ['100.64.10.2'] };
const client = '10.0.0.0/16';
const viaLine1 = { dst: client, via: ['100.64.1.2'] };
/** No BGP at all: every router has static routes, balanced where there are two lines. */
const staticOnly: readonly Edit[] = [
  without('bgw-lr1', 'bgw-lr2', 'lr1-cust', 'lr2-cust'),
  node('bgw', { static: [vpcRoute, { dst: client, via: ['100.64.1.2', '100.64.2.2'] }] }),
  node('lr1', {
    static: [
      { dst: client, via: ['172.16.0.1'] },
      { dst: '192.168.0.0/24', via: ['100.64.1.1'] },
    ],
  }),
  node('lr2', {
    static: [
      { dst: client, via: ['172.16.0.5'] },
      { dst: '192.168.0.0/24', via: ['100.64.2.1'] },
    ],
  }),
  node('cust', { static: [{ dst: '192.168.0.0/24', via: ['172.16.0.2', '172.16.0.6'] }] }),
];

export const forwarding: readonly Scenario[] = [
  scenario('v70-static-only', 'static routes on both lines, no BGP', ['static', 'ecmp'], staticOnly),
  scenario(
    'v71-static-remote-failure',
    'static routes on both lines, pair 2 goes down: bgw does not notice, half the flows are lost',
    ['static', 'ecmp', 'failure'],
    staticOnly,
    phase('pair-2-down', [{ do: 'link-down', link: 'lr2-cust' }]),
    phase('pair-2-up', [{ do: 'link-up', link: 'lr2-cust' }]),
  ),
  scenario(
    'v72-static-silent',
    'static routes on both lines, pair 2 falls silent',
    ['static', 'ecmp', 'failure'],
    staticOnly,
    phase('silent', [{ do: 'link-silent', link: 'lr2-cust' }]),
  ),
  scenario(
    'v73-static-beats-bgp',
    'bgw has a static route for the client via line 1; removing it restores both lines',
    ['static-vs-bgp'],
    [node('bgw', { static: [vpcRoute, viaLine1] })],
    phase('removed', [{ do: 'static-del', node: 'bgw', route: viaLine1 }]),
    phase('added', [{ do: 'static-add', node: 'bgw', route: viaLine1 }]),
  ),
  scenario(
    'v74-static-on-line-router',
    'lr1 has a static route for the client, BGP tells it the same prefix',
    ['static-vs-bgp'],
    [node('lr1', { static: [{ dst: client, via: ['172.16.0.1'] }] })],
  ),
  scenario(
    'v75-blackhole-24',
    "bgw drops 10.0.0.0/24 inside the client's /16",
    ['blackhole', 'lpm', 'failure'],
    [node('bgw', { static: [vpcRoute, ...blackholes('10.0.0.0/24')] })],
  ),
  scenario(
    'v76-split-17',
    'the client announces one half on each pair, and the whole on both',
    ['lpm', 'traffic-engineering'],
    [
      node('cust', {
        networks: [client, '10.0.0.0/17', '10.0.128.0/17'],
        static: [...blackholes(client), { dst: '10.0.128.0/17', via: ['10.0.0.10'] }],
      }),
      link('cust-idc', { a: { node: 'cust', addr: '10.0.0.1/17' }, b: { node: 'idc', addr: '10.0.0.10/17' } }),
      side('lr1-cust', 'b', { export: { rules: [{ match: { prefix: '10.0.128.0/17' }, action: 'reject' }] } }),
      side('lr2-cust', 'b', { export: { rules: [{ match: { prefix: '10.0.0.0/17' }, action: 'reject' }] } }),
    ],
    phase('pair-1-down', [{ do: 'link-down', link: 'lr1-cust' }]),
  ),
  scenario(
    'v77-stolen-vpc-half',
    'the client announces 192.168.0.0/25: bgw sends VPC traffic out of the line',
    ['lpm', 'failure'],
    [node('cust', { networks: [client, '192.168.0.0/25'], static: blackholes('192.168.0.0/25') })],
  ),
  scenario(
    'v78-same-vpc-prefix',
    "the client announces the VPC's own 192.168.0.0/24: bgw keeps its static route",
    ['static-vs-bgp'],
    [node('cust', { networks: [client, '192.168.0.0/24'], static: blackholes('192.168.0.0/24') })],
  ),
  scenario(
    'v79-return-only',
    'the client announces nothing: replies could return, requests cannot leave',
    ['forward-path', 'failure'],
    [side('lr1-cust', 'b', { export: nothing }), side('lr2-cust', 'b', { export: nothing })],
  ),
  scenario(
    'v80-static-dead-next-hop',
    'bgw has a static route via an address of no subnet: it is not used',
    ['static', 'next-hop'],
    [node('bgw', { static: [vpcRoute, { dst: client, via: ['203.0.113.1'] }] })],
  ),
  scenario(
    'v81-loop',
    'bgw sends 10.0.0.0/8 to lr1, lr1 sends everything back, the client announces nothing',
    ['loop', 'failure'],
    [
      node('bgw', { static: [vpcRoute, { dst: '10.0.0.0/8', via: ['100.64.1.2'] }] }),
      node('lr1', { static: [{ dst: '0.0.0.0/0', via: ['100.64.1.1'] }] }),
      side('lr1-cust', 'b', { export: nothing }),
      side('lr2-cust', 'b', { export: nothing }),
    ],
  ),
  scenario(
    'v82-vpc-own-route',
    "the VPC table has its own blackhole for the client's prefix",
    ['vpc', 'failure'],
    [node('vpc1', { kernelRoutes: [{ dst: client, via: 'blackhole' }] })],
  ),
  scenario(
    'v83-outside-propagation',
    'the client announces 172.20.0.0/16, outside what the VPC accepts',
    ['vpc', 'propagation'],
    [node('cust', { networks: [client, '172.20.0.0/16'], static: blackholes('172.20.0.0/16') })],
  ),
  scenario(
    'v84-blackhole-propagated',
    'bgw has a blackhole for 10.66.0.0/16: what the VPC makes of it',
    ['vpc', 'blackhole'],
    [node('bgw', { static: [vpcRoute, ...blackholes('10.66.0.0/16')] })],
  ),
  scenario(
    'v98-host-unreachable',
    'packets to an address nobody has',
    ['host', 'failure'],
    [
      (current) => ({
        ...current,
        probes: [
          ...current.probes,
          { id: 'vm1-nobody', from: 'vm1', src: '192.168.0.10', to: 'idc', dst: '10.0.0.77' },
        ],
      }),
    ],
  ),

  scenario(
    'w30-static-local-next-hop-down',
    'static routes on both lines, bgw loses its own link to lr2',
    ['static', 'ecmp', 'failover'],
    staticOnly,
    phase('down', [{ do: 'link-down', link: 'bgw-lr2' }]),
  ),
  scenario(
    'w31-vpc-link-down',
    'the VPC is cut off from bgw: its prefix is withdrawn from the client',
    ['vpc', 'withdraw', 'failure'],
    [],
    phase('down', [{ do: 'link-down', link: 'vpc1-bgw' }]),
    phase('up', [{ do: 'link-up', link: 'vpc1-bgw' }]),
  ),
  scenario(
    'w32-vpc-static-removed',
    'bgw loses its static route to the VPC and gets it back',
    ['network', 'withdraw'],
    [],
    phase('removed', [{ do: 'static-del', node: 'bgw', route: vpcRoute }]),
    phase('added', [{ do: 'static-add', node: 'bgw', route: vpcRoute }]),
  ),
  scenario(
    'w33-narrow-propagation',
    'the VPC accepts only 10.0.0.0/24, the client announces the /16',
    ['vpc', 'propagation', 'failure'],
    [node('vpc1', { propagate: ['10.0.0.0/24'] })],
  ),
  scenario(
    'w34-blackhole-host',
    'bgw drops the IDC host alone',
    ['blackhole', 'lpm', 'failure'],
    [node('bgw', { static: [vpcRoute, ...blackholes('10.0.0.10/32')] })],
  ),
  scenario(
    'w35-more-specific-one-line',
    'the client announces 10.0.5.0/24 on pair 2 only',
    ['lpm', 'traffic-engineering'],
    [
      node('cust', { networks: [client, '10.0.5.0/24'], static: [{ dst: '10.0.5.0/24', via: ['10.0.0.10'] }] }),
      side('lr1-cust', 'b', { export: { rules: [{ match: { prefix: '10.0.5.0/24' }, action: 'reject' }] } }),
    ],
  ),
  scenario(
    'w39-static-covers-next-hop',
    'a static route on the client covers its own next hop: BIRD uses it, FRR does not',
    ['static', 'next-hop'],
    [node('cust', { networks: [client, '10.0.0.0/24'], static: [{ dst: '10.0.0.0/24', via: ['10.0.0.10'] }] })],
  ),
  scenario(
    'w36-static-ecmp-beats-bgp',
    'bgw has a static route over both lines beside BGP',
    ['static-vs-bgp', 'ecmp'],
    [node('bgw', { static: [vpcRoute, { dst: client, via: ['100.64.1.2', '100.64.2.2'] }] })],
    phase('pair-1-down', [{ do: 'link-down', link: 'lr1-cust' }]),
  ),
  scenario(
    'w37-client-static-return',
    'the client returns over line 2 by a static route',
    ['static-vs-bgp', 'asymmetric'],
    [node('cust', { static: [{ dst: '192.168.0.0/24', via: ['172.16.0.6'] }] })],
    phase('pair-2-silent', [{ do: 'link-silent', link: 'lr2-cust' }], { minWaitS: 14 }),
  ),
  scenario(
    'w38-reply-loop',
    'the client sends replies to lr1, lr1 has lost bgw and sends them back',
    ['loop', 'failure'],
    [
      node('cust', { static: [{ dst: '192.168.0.0/24', via: ['172.16.0.2'] }] }),
      node('lr1', { static: [{ dst: '0.0.0.0/0', via: ['172.16.0.1'] }] }),
      without('bgw-lr1'),
    ],
  ),
];
