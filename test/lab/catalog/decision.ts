/** Which of several routes is best, and how many are used: RFC 4271 §9.1. */
import type { Scenario } from '../scenario.ts';
import { fourLines, secondClient } from './baseline.ts';
import { always, blackholes, type Edit, node, phase, scenario, side, without } from './edit.ts';

const common = '10.9.0.0/16';
/** Both clients announce 10.9.0.0/16 to line router 1, with these MEDs. */
const contested = (first: number, second: number): readonly Edit[] => [
  secondClient(),
  node('cust', { networks: ['10.0.0.0/16', common], static: blackholes(common) }),
  node('cust2', { networks: ['10.2.0.0/16', common], static: blackholes(common) }),
  side('lr1-cust', 'b', { export: { rules: [{ match: { prefix: common }, set: { med: first } }] } }),
  side('lr1-cust2', 'b', { export: { rules: [{ match: { prefix: common }, set: { med: second } }] } }),
];

export const decision: readonly Scenario[] = [
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

  scenario(
    'w20-client-prefers-line-1',
    'the client gives pair 1 local preference 200: replies use line 1 only',
    ['local-pref', 'asymmetric'],
    [side('lr1-cust', 'b', { import: always({ localPref: 200 }) })],
  ),
  scenario(
    'w21-med-towards-client',
    'line routers send MED 10 and 50 to the client',
    ['med', 'asymmetric'],
    [side('lr1-cust', 'a', { export: always({ med: 10 }) }), side('lr2-cust', 'a', { export: always({ med: 50 }) })],
  ),
  scenario(
    'w22-med-import',
    'bgw sets MED 5 on what lr2 says: lr1 without MED is better',
    ['med', 'decision'],
    [side('bgw-lr2', 'a', { import: always({ med: 5 }) })],
  ),
  scenario(
    'w23-local-pref-zero',
    'bgw gives line 1 local preference 0',
    ['local-pref', 'decision'],
    [side('bgw-lr1', 'a', { import: always({ localPref: 0 }) })],
  ),
  scenario(
    'w24-prepend-on-import',
    'bgw prepends on import from lr1',
    ['prepend', 'decision'],
    [side('bgw-lr1', 'a', { import: always({ prepend: 2 }) })],
  ),
  scenario(
    'w25-four-lines-two-prepended',
    'four lines, two of them prepended once',
    ['ecmp', 'prepend'],
    [
      fourLines,
      side('lr3-cust', 'b', { export: always({ prepend: 1 }) }),
      side('lr4-cust', 'b', { export: always({ prepend: 1 }) }),
    ],
    phase('short-ones-down', [
      { do: 'link-down', link: 'lr1-cust' },
      { do: 'link-down', link: 'lr2-cust' },
    ]),
  ),
  scenario(
    'w26-origin-egp',
    'origin egp on pair 1, incomplete on pair 2',
    ['origin', 'decision'],
    [
      side('lr1-cust', 'b', { export: always({ origin: 'egp' }) }),
      side('lr2-cust', 'b', { export: always({ origin: 'incomplete' }) }),
    ],
  ),
  scenario(
    'w27-med-always-two-as',
    'line routers in AS 64512 and 64513 send MED 50 and 10, bgw compares always',
    ['med', 'decision'],
    [
      node('lr2', { asn: 64513 }),
      side('bgw-lr2', 'a', { remoteAs: 64513 }),
      side('lr2-cust', 'b', { remoteAs: 64513 }),
      node('bgw', { alwaysCompareMed: true }),
      side('bgw-lr1', 'b', { export: always({ med: 50 }) }),
      side('bgw-lr2', 'b', { export: always({ med: 10 }) }),
    ],
  ),
  scenario(
    'w28-med-two-as',
    'the same without: MED of different AS is not compared',
    ['med', 'decision'],
    [
      node('lr2', { asn: 64513 }),
      side('bgw-lr2', 'a', { remoteAs: 64513 }),
      side('lr2-cust', 'b', { remoteAs: 64513 }),
      side('bgw-lr1', 'b', { export: always({ med: 50 }) }),
      side('bgw-lr2', 'b', { export: always({ med: 10 }) }),
    ],
  ),
];
