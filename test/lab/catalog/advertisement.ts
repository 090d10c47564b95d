/** Which routes are announced and accepted: RFC 4271 §9.1.3 and §9.2, 1997, 8212, and policy. */
import type { Scenario } from '../scenario.ts';
import { secondClient } from './baseline.ts';
import {
  always,
  blackholes,
  clientAsn,
  type Edit,
  node,
  nothing,
  options,
  phase,
  scenario,
  side,
  without,
} from './edit.ts';

const common = '10.9.0.0/16';
const taggedBoth = (...communities: readonly string[]): readonly Edit[] => [
  side('lr1-cust', 'b', { export: always({ communities }) }),
  side('lr2-cust', 'b', { export: always({ communities }) }),
];

/** Line router 2 belongs to another provider and has no session to bgw. */
const otherProvider: readonly Edit[] = [
  node('lr2', { asn: 64513 }),
  side('lr2-cust', 'b', { remoteAs: 64513 }),
  without('bgw-lr2'),
];

export const advertisement: readonly Scenario[] = [
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
    'v54-local-pref-not-sent',
    'the client sets local preference 300 towards lr2: it stays at home',
    ['local-pref'],
    [side('lr2-cust', 'b', { export: always({ localPref: 300 }) })],
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
    'w10-leak-without-roles',
    'lr2 (AS 64513) has lost bgw; the client passes on what lr1 says',
    ['leak', 'two-providers'],
    otherProvider,
  ),
  scenario(
    'w11-leak-stopped-by-roles',
    'the same with RFC 9234 roles: routes of one provider do not go to the other',
    ['leak', 'roles', 'two-providers'],
    [
      ...otherProvider,
      ...['lr1-cust', 'lr2-cust'].flatMap((id) => [
        options(id, 'a', { role: 'provider' }),
        options(id, 'b', { role: 'customer' }),
      ]),
    ],
  ),
  scenario(
    'w12-override-towards-cloud',
    'the client uses 65000, line routers override it towards bgw only: requests arrive, replies do not',
    ['as-override', 'as-loop', 'failure'],
    [clientAsn(65000), options('bgw-lr1', 'b', { asOverride: true }), options('bgw-lr2', 'b', { asOverride: true })],
  ),
  scenario(
    'w13-allow-own-as-one-side',
    'the client uses 65000, only bgw accepts its own number',
    ['as-loop', 'failure'],
    [clientAsn(65000), options('bgw-lr1', 'a', { allowOwnAs: 1 }), options('bgw-lr2', 'a', { allowOwnAs: 1 })],
  ),
  scenario(
    'w14-border-withdraws',
    'bgw withdraws the VPC prefix and announces it again',
    ['withdraw'],
    [],
    phase('withdrawn', [{ do: 'withdraw', node: 'bgw', prefix: '192.168.0.0/24' }]),
    phase('announced', [{ do: 'announce', node: 'bgw', prefix: '192.168.0.0/24' }]),
  ),
  scenario(
    'w15-no-export-one',
    'NO_EXPORT on pair 2 only',
    ['communities'],
    [side('lr2-cust', 'b', { export: always({ communities: ['65535:65281'] }) })],
  ),
  scenario(
    'w16-no-export-from-line-router',
    'lr2 tags NO_EXPORT towards the client: the client still uses it',
    ['communities'],
    [side('lr2-cust', 'a', { export: always({ communities: ['65535:65281'] }) })],
  ),
  scenario(
    'w17-tag-on-import',
    'lr1 tags what it hears with 64512:1, bgw prefers that',
    ['communities', 'policy'],
    [
      side('lr1-cust', 'a', { import: always({ communities: ['64512:1'] }) }),
      ...['bgw-lr1', 'bgw-lr2'].map((id) =>
        side(id, 'a', { import: { rules: [{ match: { community: '64512:1' }, set: { localPref: 150 } }] } }),
      ),
    ],
  ),
  scenario(
    'w18-require-policy-with-policy',
    'lr1 wants policy and has one',
    ['policy'],
    [node('lr1', { requirePolicy: true })],
  ),
];
