/** Where packets go: longest match, static against BGP, and what happens when cables, nodes and daemons fail. */
import type { Scenario } from '../scenario.ts';
import { blackholes, type Edit, node, nothing, options, phase, scenario, side, without } from './baseline.ts';

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
const restartable: readonly Edit[] = ['bgw-lr1', 'lr1-cust', 'bgw-lr2', 'lr2-cust'].flatMap((id) => [
  options(id, 'a', { gracefulRestart: 20 }),
  options(id, 'b', { gracefulRestart: 20 }),
]);
const watched: readonly Edit[] = ['lr1-cust', 'lr2-cust'].flatMap((id) => [
  options(id, 'a', { bfd: true }),
  options(id, 'b', { bfd: true }),
]);

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
        static: blackholes('10.0.0.0/17', '10.0.128.0/17').map(({ dst }) => ({ dst, via: ['10.0.0.10'] })),
      }),
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
    'v85-link-down-up',
    'pair 1 loses carrier and gets it back',
    ['failover', 'ecmp'],
    [],
    phase('down', [{ do: 'link-down', link: 'lr1-cust' }]),
    phase('up', [{ do: 'link-up', link: 'lr1-cust' }]),
  ),
  scenario(
    'v86-uplink-down',
    'bgw and lr1 lose their link: lr1 withdraws the VPC from the client',
    ['failover', 'withdraw'],
    [],
    phase('down', [{ do: 'link-down', link: 'bgw-lr1' }]),
    phase('up', [{ do: 'link-up', link: 'bgw-lr1' }]),
  ),
  scenario(
    'v87-both-pairs-down',
    'both pairs lose carrier',
    ['failure'],
    [],
    phase('down', [
      { do: 'link-down', link: 'lr1-cust' },
      { do: 'link-down', link: 'lr2-cust' },
    ]),
  ),
  scenario(
    'v88-silent-bfd',
    'pair 1 falls silent with BFD on: noticed within a second',
    ['bfd', 'failover'],
    watched,
    phase('silent', [{ do: 'link-silent', link: 'lr1-cust' }], { minWaitS: 4, maxWaitS: 5 }),
    phase('sound', [{ do: 'link-unsilent', link: 'lr1-cust' }], { minWaitS: 12 }),
  ),
  scenario(
    'v89-silent-recovers',
    'pair 1 is silent until the hold timer expires, then recovers',
    ['hold-timer', 'failover'],
    [],
    phase('silent', [{ do: 'link-silent', link: 'lr1-cust' }], { minWaitS: 14 }),
    phase('sound', [{ do: 'link-unsilent', link: 'lr1-cust' }], { minWaitS: 12 }),
  ),
  scenario(
    'v90-daemon-kill',
    'the BGP daemon of lr1 dies without graceful restart: neighbours leave it at once',
    ['daemon', 'failover'],
    [],
    phase('dead', [{ do: 'daemon-kill', node: 'lr1' }]),
    phase('back', [{ do: 'daemon-start', node: 'lr1' }], { minWaitS: 10 }),
  ),
  scenario(
    'v91-daemon-kill-graceful',
    'the BGP daemon of lr1 dies, neighbours keep its routes and it returns in time',
    ['daemon', 'graceful-restart'],
    restartable,
    phase('dead', [{ do: 'daemon-kill', node: 'lr1' }], { minWaitS: 4, maxWaitS: 6 }),
    phase('back', [{ do: 'daemon-start', node: 'lr1' }], { minWaitS: 12 }),
  ),
  scenario(
    'v92-daemon-kill-expired',
    'the BGP daemon of lr1 dies and does not return within the restart time',
    ['daemon', 'graceful-restart', 'failure'],
    restartable,
    phase('dead', [{ do: 'daemon-kill', node: 'lr1' }], { minWaitS: 4, maxWaitS: 6 }),
    phase('expired', [], { minWaitS: 24 }),
  ),
  scenario(
    'v93-client-dies',
    "the client's router dies completely, then returns",
    ['failure'],
    [],
    phase('dead', [{ do: 'node-down', node: 'cust' }]),
    phase('back', [{ do: 'node-up', node: 'cust' }], { minWaitS: 10 }),
  ),
  scenario(
    'v94-border-daemon-kill',
    'the BGP daemon of bgw dies: its forwarding stays, the client loses the VPC',
    ['daemon', 'failure'],
    [],
    phase('dead', [{ do: 'daemon-kill', node: 'bgw' }]),
  ),
  scenario(
    'v95-client-daemon-kill-graceful',
    "the client's BGP daemon restarts gracefully",
    ['daemon', 'graceful-restart'],
    restartable,
    phase('dead', [{ do: 'daemon-kill', node: 'cust' }], { minWaitS: 4, maxWaitS: 6 }),
    phase('back', [{ do: 'daemon-start', node: 'cust' }], { minWaitS: 12 }),
  ),
  scenario(
    'v96-client-lan-down',
    "the client's LAN loses carrier: its prefix is no longer there to announce",
    ['withdraw', 'network'],
    [],
    phase('down', [{ do: 'link-down', link: 'cust-idc' }]),
  ),
  scenario(
    'v97-silent-uplink',
    'bgw and lr1 stop hearing each other: both hold timers, then one line',
    ['hold-timer', 'failover'],
    [],
    phase('at-once', [{ do: 'link-silent', link: 'bgw-lr1' }], { minWaitS: 1, maxWaitS: 3 }),
    phase('after-hold', [], { minWaitS: 14 }),
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
];
