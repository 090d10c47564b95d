/** Which routes are announced, accepted and preferred: RFC 4271 §9, 1997, 4456, 8212, 9234. */
import type { Scenario } from '../scenario.ts';
import {
  add,
  always,
  blackholes,
  cable,
  clientAsn,
  type Edit,
  fourLines,
  node,
  nothing,
  options,
  peering,
  phase,
  routerNode,
  scenario,
  secondClient,
  side,
  without,
} from './baseline.ts';

const common = '10.9.0.0/16';
const taggedBoth = (...communities: readonly string[]): readonly Edit[] => [
  side('lr1-cust', 'b', { export: always({ communities }) }),
  side('lr2-cust', 'b', { export: always({ communities }) }),
];
/** Both clients announce 10.9.0.0/16 to line router 1, with these MEDs. */
const contested = (first: number, second: number): readonly Edit[] => [
  secondClient(),
  node('cust', { networks: ['10.0.0.0/16', common], static: blackholes(common) }),
  node('cust2', { networks: ['10.2.0.0/16', common], static: blackholes(common) }),
  side('lr1-cust', 'b', { export: { rules: [{ match: { prefix: common }, set: { med: first } }] } }),
  side('lr1-cust2', 'b', { export: { rules: [{ match: { prefix: common }, set: { med: second } }] } }),
];
/** Line routers joined by an iBGP session over a cable of their own; the client has only pair 1. */
const joined = (nextHopSelf: boolean): readonly Edit[] => [
  add({
    links: [cable('lr1-lr2', ['lr1', '100.64.12.1/30'], ['lr2', '100.64.12.2/30'])],
    sessions: [peering('lr1-lr2', ['lr1', 64512], ['lr2', 64512])],
  }),
  without('lr2-cust', 'bgw-lr1'),
  ...(nextHopSelf ? [options('lr1-lr2', 'a', { nextHopSelf }), options('lr1-lr2', 'b', { nextHopSelf })] : []),
];
/** A reflector between lr1 (client side) and lr2 (cloud side); without `reflects` it is a plain iBGP neighbour of both. */
const reflected = (reflects: boolean): readonly Edit[] => [
  node('rr', routerNode(64512, '10.255.0.20')),
  add({
    links: [
      cable('rr-lr1', ['rr', '100.64.21.2/30'], ['lr1', '100.64.21.1/30']),
      cable('rr-lr2', ['rr', '100.64.22.2/30'], ['lr2', '100.64.22.1/30']),
    ],
    sessions: [peering('rr-lr1', ['rr', 64512], ['lr1', 64512]), peering('rr-lr2', ['rr', 64512], ['lr2', 64512])],
  }),
  without('lr2-cust', 'bgw-lr1'),
  node('lr1', { static: [{ dst: '100.64.22.0/30', via: ['100.64.21.2'] }] }),
  node('lr2', { static: [{ dst: '100.64.21.0/30', via: ['100.64.22.2'] }] }),
  options('rr-lr1', 'b', { nextHopSelf: true }),
  options('rr-lr2', 'b', { nextHopSelf: true }),
  ...(reflects ? [options('rr-lr1', 'a', { rrClient: true }), options('rr-lr2', 'a', { rrClient: true })] : []),
];

export const routes: readonly Scenario[] = [
  scenario(
    'v30-no-export',
    'the client tags both pairs NO_EXPORT: line routers keep the route to themselves',
    ['communities', 'failure'],
    taggedBoth('65535:65281'),
  ),
  scenario(
    'v31-no-advertise',
    'the client tags both pairs NO_ADVERTISE',
    ['communities', 'failure'],
    taggedBoth('65535:65282'),
  ),
  scenario(
    'v32-community-filter',
    'bgw drops what the client tagged 65010:666',
    ['communities', 'policy', 'failure'],
    [
      ...taggedBoth('65010:666'),
      ...['bgw-lr1', 'bgw-lr2'].map((id) =>
        side(id, 'a', { import: { rules: [{ match: { community: '65010:666' }, action: 'reject' }] } }),
      ),
    ],
  ),
  scenario(
    'v33-community-local-pref',
    'bgw prefers what carries 65010:300, tagged on pair 2 only',
    ['communities', 'policy', 'decision'],
    [
      side('lr2-cust', 'b', { export: always({ communities: ['65010:300'] }) }),
      ...['bgw-lr1', 'bgw-lr2'].map((id) =>
        side(id, 'a', { import: { rules: [{ match: { community: '65010:300' }, set: { localPref: 300 } }] } }),
      ),
    ],
  ),
  scenario(
    'v34-require-policy',
    'the client wants policy on eBGP and has none: sessions up, nothing exchanged',
    ['policy', 'failure'],
    [
      node('cust', { requirePolicy: true }),
      side('lr1-cust', 'b', { policy: 'none' }),
      side('lr2-cust', 'b', { policy: 'none' }),
    ],
  ),
  scenario(
    'v35-require-policy-one',
    'lr2 has no policy on the client session, everyone else has',
    ['policy'],
    [node('lr2', { requirePolicy: true }), side('lr2-cust', 'a', { policy: 'none' })],
  ),
  scenario(
    'v36-import-check',
    'the client lists 10.9.0.0/16 without having such a route',
    ['network'],
    [node('cust', { networks: ['10.0.0.0/16', common] })],
    phase('route-added', [{ do: 'static-add', node: 'cust', route: { dst: common, via: 'blackhole' } }]),
    phase('route-removed', [{ do: 'static-del', node: 'cust', route: { dst: common, via: 'blackhole' } }]),
  ),
  scenario(
    'v37-allow-own-as',
    'the client uses 65000 and both ends of the path accept their own number once',
    ['asn', 'as-loop'],
    [
      clientAsn(65000),
      options('bgw-lr1', 'a', { allowOwnAs: 1 }),
      options('bgw-lr2', 'a', { allowOwnAs: 1 }),
      options('lr1-cust', 'b', { allowOwnAs: 1 }),
      options('lr2-cust', 'b', { allowOwnAs: 1 }),
    ],
  ),
  scenario(
    'v38-same-as-two-sites',
    'two sites of AS 65010 behind lr1 do not see each other',
    ['as-loop', 'two-clients'],
    [secondClient(65010)],
  ),
  scenario(
    'v39-as-override',
    'two sites of AS 65010 behind lr1 with as-override',
    ['as-override', 'two-clients'],
    [
      secondClient(65010),
      options('lr1-cust', 'a', { asOverride: true }),
      options('lr1-cust2', 'a', { asOverride: true }),
    ],
  ),
  scenario(
    'v40-two-clients-transit',
    'two clients behind lr1 reach each other unless filtered',
    ['two-clients'],
    [secondClient()],
  ),
  scenario(
    'v41-two-clients-isolated',
    'lr1 exports only the VPC prefix to its clients',
    ['two-clients', 'policy'],
    [
      secondClient(),
      ...['lr1-cust', 'lr1-cust2', 'lr2-cust'].map((id) =>
        side(id, 'a', { export: { rules: [{ match: { prefix: '192.168.0.0/24' } }], default: 'reject' } }),
      ),
    ],
  ),
  scenario(
    'v42-med-stays-with-neighbour',
    "the client's MED 50 and 10 do not reach bgw",
    ['med'],
    [side('lr1-cust', 'b', { export: always({ med: 50 }) }), side('lr2-cust', 'b', { export: always({ med: 10 }) })],
  ),
  scenario(
    'v43-med-same-neighbour',
    'lr1 sends MED 50, lr2 MED 10 to bgw: the lower wins',
    ['med', 'decision'],
    [side('bgw-lr1', 'b', { export: always({ med: 50 }) }), side('bgw-lr2', 'b', { export: always({ med: 10 }) })],
  ),
  scenario(
    'v44-med-missing',
    'lr1 sends MED 10, lr2 none: none counts as 0',
    ['med', 'decision'],
    [side('bgw-lr1', 'b', { export: always({ med: 10 }) })],
  ),
  scenario(
    'v45-med-always',
    'two clients, MED 500 and 10, and lr1 compares MED across AS',
    ['med', 'decision'],
    [...contested(500, 10), node('lr1', { alwaysCompareMed: true })],
  ),
  scenario(
    'v46-med-groups',
    'MED within AS first: AS 64601 (100), AS 64602 (50), AS 64601 (50), one best path',
    ['med', 'decision'],
    [
      fourLines,
      without('bgw-lr4', 'lr4-cust'),
      ...['lr1', 'lr3'].map((name) => node(name, { asn: 64601 })),
      node('lr2', { asn: 64602 }),
      node('bgw', { multipath: 1, deterministicMed: true }),
      ...(
        [
          ['lr1', 64601, 100],
          ['lr2', 64602, 50],
          ['lr3', 64601, 50],
        ] as const
      ).flatMap(([name, asn, med]) => [
        side(`bgw-${name}`, 'a', { remoteAs: asn }),
        side(`${name}-cust`, 'b', { remoteAs: asn }),
        side(`bgw-${name}`, 'b', { export: always({ med }) }),
      ]),
    ],
  ),
  scenario('v47-four-lines', 'four equal lines, up to four paths', ['ecmp'], [fourLines]),
  scenario(
    'v48-four-lines-limit-two',
    'four equal lines, at most two paths at bgw and the client',
    ['ecmp'],
    [fourLines, node('bgw', { multipath: 2 }), node('cust', { multipath: 2 })],
  ),
  scenario(
    'v49-multipath-one',
    'two equal lines, one path each way',
    ['decision'],
    [node('bgw', { multipath: 1 }), node('cust', { multipath: 1 })],
  ),
  scenario(
    'v50-no-relax',
    'line routers in different AS, multipath without relax',
    ['ecmp', 'decision'],
    [
      node('lr2', { asn: 64513 }),
      side('bgw-lr2', 'a', { remoteAs: 64513 }),
      side('lr2-cust', 'b', { remoteAs: 64513 }),
      node('bgw', { multipathRelax: false }),
      node('cust', { multipathRelax: false }),
    ],
  ),
  scenario(
    'v51-relax',
    'line routers in different AS, multipath with relax',
    ['ecmp'],
    [
      node('lr2', { asn: 64513 }),
      side('bgw-lr2', 'a', { remoteAs: 64513 }),
      side('lr2-cust', 'b', { remoteAs: 64513 }),
    ],
  ),
  scenario(
    'v52-origin-incomplete',
    'the client announces pair 2 with origin incomplete',
    ['origin', 'decision'],
    [side('lr2-cust', 'b', { export: always({ origin: 'incomplete' }) })],
  ),
  scenario(
    'v53-local-pref-over-length',
    'bgw gives line 2 local preference 300, although it is prepended three times',
    ['local-pref', 'decision'],
    [
      side('lr2-cust', 'b', { export: always({ prepend: 3 }) }),
      side('bgw-lr2', 'a', { import: always({ localPref: 300 }) }),
    ],
  ),
  scenario(
    'v54-local-pref-not-sent',
    'the client sets local preference 300 towards lr2: it stays at home',
    ['local-pref'],
    [side('lr2-cust', 'b', { export: always({ localPref: 300 }) })],
  ),
  scenario(
    'v55-prepend-cloud-side',
    'lr2 prepends towards the client: IDC to cloud uses pair 1 only',
    ['prepend', 'asymmetric'],
    [side('lr2-cust', 'a', { export: always({ prepend: 2 }) })],
  ),
  scenario(
    'v56-length-over-origin',
    'pair 1 is longer, pair 2 has the worse origin: length decides first',
    ['decision'],
    [
      side('lr1-cust', 'b', { export: always({ prepend: 1 }) }),
      side('lr2-cust', 'b', { export: always({ origin: 'incomplete' }) }),
    ],
  ),
  scenario(
    'v57-origin-over-med',
    'line 1 has the worse origin, line 2 the worse MED: origin decides first',
    ['decision'],
    [
      side('bgw-lr1', 'b', { export: always({ origin: 'incomplete', med: 1 }) }),
      side('bgw-lr2', 'b', { export: always({ med: 500 }) }),
    ],
  ),
  scenario(
    'v58-ibgp-no-next-hop-self',
    'lr2 hears the client from lr1 with a next hop it cannot resolve',
    ['ibgp', 'next-hop', 'failure'],
    joined(false),
  ),
  scenario(
    'v59-ibgp-next-hop-self',
    'the same with next-hop-self: traffic goes lr2, lr1, client',
    ['ibgp', 'next-hop'],
    joined(true),
  ),
  scenario(
    'v60-ebgp-over-ibgp',
    'line routers joined by iBGP prefer what they hear from outside',
    ['ibgp', 'decision'],
    [
      add({
        links: [cable('lr1-lr2', ['lr1', '100.64.12.1/30'], ['lr2', '100.64.12.2/30'])],
        sessions: [peering('lr1-lr2', ['lr1', 64512], ['lr2', 64512])],
      }),
      options('lr1-lr2', 'a', { nextHopSelf: true }),
      options('lr1-lr2', 'b', { nextHopSelf: true }),
    ],
    phase('pair-1-down', [{ do: 'link-down', link: 'lr1-cust' }]),
  ),
  scenario(
    'v61-route-reflector',
    'lr1 and lr2 are clients of a reflector',
    ['ibgp', 'route-reflector'],
    reflected(true),
  ),
  scenario(
    'v62-ibgp-no-reflection',
    'the same triangle without reflection: iBGP routes stop at the middle',
    ['ibgp', 'failure'],
    reflected(false),
  ),
  scenario(
    'v63-set-policy-live',
    'the client starts to prepend on pair 2, lr2 starts to refuse it',
    ['policy', 'prepend'],
    [],
    phase('prepended', [{ do: 'set-policy', session: 'lr2-cust', side: 'b', export: always({ prepend: 2 }) }]),
    phase('refused', [{ do: 'set-policy', session: 'lr2-cust', side: 'a', import: nothing }]),
    phase('plain', [
      { do: 'set-policy', session: 'lr2-cust', side: 'a', import: { rules: [] } },
      { do: 'set-policy', session: 'lr2-cust', side: 'b', export: { rules: [] } },
    ]),
  ),
  scenario(
    'v64-announce-more',
    'the client announces a second prefix, then withdraws the first',
    ['announce', 'withdraw'],
    [node('cust', { static: blackholes('10.20.0.0/16') })],
    phase('more', [{ do: 'announce', node: 'cust', prefix: '10.20.0.0/16' }]),
    phase('less', [{ do: 'withdraw', node: 'cust', prefix: '10.0.0.0/16' }]),
  ),
  scenario(
    'v65-rule-order',
    'lr1 rejects 10.0.5.0/24 before it accepts anything inside 10.0.0.0/16',
    ['policy'],
    [
      node('cust', {
        networks: ['10.0.0.0/16', '10.0.5.0/24', '10.0.6.0/24', '172.20.0.0/16'],
        static: blackholes('10.0.5.0/24', '10.0.6.0/24', '172.20.0.0/16'),
      }),
      ...['lr1-cust', 'lr2-cust'].map((id) =>
        side(id, 'a', {
          import: {
            rules: [
              { match: { prefix: '10.0.5.0/24' }, action: 'reject' },
              { match: { prefix: '10.0.0.0/16', le: 24 }, set: { localPref: 200 } },
            ],
            default: 'reject',
          },
        }),
      ),
    ],
  ),
  scenario(
    'v66-tie-break',
    'one path each way at bgw: line 1 goes down and comes back',
    ['decision', 'failover'],
    [node('bgw', { multipath: 1 })],
    phase('down', [{ do: 'link-down', link: 'lr1-cust' }]),
    phase('back', [{ do: 'link-up', link: 'lr1-cust' }], { minWaitS: 10 }),
  ),
  scenario(
    'v67-tie-break-router-id',
    'the same where bgw compares router ids',
    ['decision', 'failover'],
    [node('bgw', { multipath: 1, compareRouterId: true })],
    phase('down', [{ do: 'link-down', link: 'lr1-cust' }]),
    phase('back', [{ do: 'link-up', link: 'lr1-cust' }], { minWaitS: 10 }),
  ),
];
