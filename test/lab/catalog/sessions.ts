/** What brings a session up and what keeps it down: RFC 4271 §6 and §8, 2385, 5082, 6286, 9234. */

import type { Scenario } from '../scenario.ts';
import { blackholes, clientAsn, link, node, options, phase, scenario, session, side } from './edit.ts';

const key = 'Hosted#2026';

export const sessions: readonly Scenario[] = [
  scenario(
    'v01-md5-match',
    'the same MD5 key on both ends of both client sessions',
    ['md5'],
    [
      side('lr1-cust', 'a', { password: key }),
      side('lr1-cust', 'b', { password: key }),
      side('lr2-cust', 'a', { password: key }),
      side('lr2-cust', 'b', { password: key }),
    ],
  ),
  scenario(
    'v02-md5-missing-one',
    'the client has no key on session 2, the line router has one',
    ['md5', 'failure'],
    [
      side('lr1-cust', 'a', { password: key }),
      side('lr1-cust', 'b', { password: key }),
      side('lr2-cust', 'a', { password: key }),
    ],
  ),
  scenario(
    'v03-client-asn-wrong',
    'the line says 65010, the device runs 65011: Bad Peer AS on both pairs',
    ['asn', 'failure'],
    [node('cust', { asn: 65011 })],
  ),
  scenario(
    'v04-remote-as-wrong-one',
    'the device expects 64513 on pair 2 only',
    ['asn', 'failure'],
    [side('lr2-cust', 'b', { remoteAs: 64513 })],
  ),
  scenario(
    'v05-client-asn-64512',
    "the client uses the line routers' own AS: iBGP, nothing is re-advertised usefully",
    ['asn', 'ibgp'],
    [clientAsn(64512)],
  ),
  scenario('v06-client-asn-4-octets', 'the client uses AS 4200000001', ['asn', 'as4'], [clientAsn(4200000001)]),
  scenario(
    'v07-hold-zero-silent',
    'hold 0 on pair 1: silent loss is never noticed',
    ['hold-timer', 'failure'],
    [options('lr1-cust', 'b', { hold: 0 })],
    phase('silent', [{ do: 'link-silent', link: 'lr1-cust' }], { minWaitS: 16 }),
    phase('sound', [{ do: 'link-unsilent', link: 'lr1-cust' }]),
  ),
  scenario(
    'v08-hold-six-silent',
    'hold 6 against 9 on pair 1: the smaller one counts',
    ['hold-timer', 'failover'],
    [options('lr1-cust', 'b', { hold: 6 })],
    phase('silent', [{ do: 'link-silent', link: 'lr1-cust' }], { minWaitS: 9 }),
  ),
  scenario(
    'v09-both-passive-one',
    'both ends of session 2 wait for the other',
    ['passive', 'failure'],
    [options('lr2-cust', 'a', { passive: true }), options('lr2-cust', 'b', { passive: true })],
  ),
  scenario(
    'v10-one-passive',
    'the line routers are passive, the client connects',
    ['passive'],
    [options('lr1-cust', 'a', { passive: true }), options('lr2-cust', 'a', { passive: true })],
  ),
  scenario(
    'v11-gtsm-one-side',
    'TTL security on the line router of pair 2 only',
    ['gtsm', 'failure'],
    [options('lr2-cust', 'a', { ttlSecurity: true })],
  ),
  scenario(
    'v12-gtsm-both-sides',
    'TTL security on both ends of pair 2',
    ['gtsm'],
    [options('lr2-cust', 'a', { ttlSecurity: true }), options('lr2-cust', 'b', { ttlSecurity: true })],
  ),
  scenario(
    'v13-multihop-one-side',
    'the client has ebgp-multihop 2 on a direct line: harmless',
    ['multihop'],
    [options('lr1-cust', 'b', { multihop: 2 }), options('lr2-cust', 'b', { multihop: 2 })],
  ),
  scenario(
    'v14-wrong-vlan-one',
    'the client tags pair 2 with VLAN 20, then corrects it',
    ['vlan', 'failure'],
    [link('lr2-cust', { vlan: { a: 10, b: 20 } })],
    phase('corrected', [{ do: 'set-vlan', link: 'lr2-cust', side: 'b', vid: 10 }]),
  ),
  scenario(
    'v15-vlan-breaks',
    'the tag of a working pair is changed on one side',
    ['vlan', 'failure'],
    [],
    phase('changed', [{ do: 'set-vlan', link: 'lr1-cust', side: 'a', vid: 11 }], { minWaitS: 14 }),
  ),
  scenario(
    'v16-addresses-swapped',
    'the client put the address of pair 2 on pair 1 and vice versa',
    ['addressing', 'failure'],
    [
      link('lr1-cust', { b: { node: 'cust', addr: '172.16.0.5/30' } }),
      link('lr2-cust', { b: { node: 'cust', addr: '172.16.0.1/30' } }),
      session('lr1-cust', { addrs: { a: '172.16.0.2', b: '172.16.0.1' } }),
      session('lr2-cust', { addrs: { a: '172.16.0.6', b: '172.16.0.5' } }),
    ],
  ),
  scenario(
    'v17-router-id-other-as',
    'the client copies the router id of lr1: fine between different AS',
    ['router-id'],
    [node('cust', { routerId: '10.255.0.11' })],
  ),
  scenario(
    'v18-router-id-same-as',
    'AS 64512 and the router id of lr1 on the client: pair 1 is refused',
    ['router-id', 'ibgp', 'failure'],
    [clientAsn(64512), node('cust', { routerId: '10.255.0.11' })],
  ),
  scenario(
    'v19-roles-match',
    'line routers are providers, the client is a customer',
    ['roles'],
    [
      options('lr1-cust', 'a', { role: 'provider' }),
      options('lr1-cust', 'b', { role: 'customer' }),
      options('lr2-cust', 'a', { role: 'provider' }),
      options('lr2-cust', 'b', { role: 'customer' }),
    ],
  ),
  scenario(
    'v20-roles-mismatch',
    'provider meets provider on pair 2',
    ['roles', 'failure'],
    [options('lr2-cust', 'a', { role: 'provider' }), options('lr2-cust', 'b', { role: 'provider' })],
  ),
  scenario(
    'v21-role-strict',
    'lr2 insists on a role, the client announces none',
    ['roles', 'failure'],
    [options('lr2-cust', 'a', { role: 'provider', roleStrict: true })],
  ),
  scenario(
    'v22-role-lenient',
    'lr2 announces a role without insisting, the client none',
    ['roles'],
    [options('lr2-cust', 'a', { role: 'provider' })],
  ),
  scenario(
    'v23-max-prefix',
    'the client announces five prefixes, lr1 accepts three: session 1 is closed',
    ['max-prefix', 'failure'],
    [
      options('lr1-cust', 'a', { maxPrefix: 3 }),
      node('cust', {
        networks: ['10.0.0.0/16', '10.1.0.0/24', '10.1.1.0/24', '10.1.2.0/24', '10.1.3.0/24'],
        static: blackholes('10.1.0.0/24', '10.1.1.0/24', '10.1.2.0/24', '10.1.3.0/24'),
      }),
    ],
    phase('later', [], { minWaitS: 10 }),
  ),
  scenario(
    'v24-session-shutdown',
    'lr1 shuts session 1 down, then brings it back',
    ['shutdown', 'failover'],
    [],
    phase('down', [{ do: 'session-shutdown', session: 'lr1-cust', side: 'a' }]),
    phase('up', [{ do: 'session-up', session: 'lr1-cust', side: 'a' }]),
  ),
  scenario(
    'v25-password-change',
    'lr1 changes the key of session 1, the client follows later',
    ['md5', 'failover'],
    [side('lr1-cust', 'a', { password: key }), side('lr1-cust', 'b', { password: key })],
    phase('one-side', [{ do: 'set-password', session: 'lr1-cust', side: 'a', password: 'new-key' }], { minWaitS: 14 }),
    phase('both-sides', [{ do: 'set-password', session: 'lr1-cust', side: 'b', password: 'new-key' }], {
      minWaitS: 10,
    }),
  ),
  scenario(
    'v26-shutdown-initially',
    'session 2 is configured shut',
    ['shutdown'],
    [options('lr2-cust', 'b', { shutdown: true })],
  ),
  scenario(
    'v28-hold-zero-both',
    'hold 0 on both ends of pair 1 and silent loss',
    ['hold-timer', 'failure'],
    [options('lr1-cust', 'a', { hold: 0 }), options('lr1-cust', 'b', { hold: 0 })],
    phase('silent', [{ do: 'link-silent', link: 'lr1-cust' }], { minWaitS: 16 }),
  ),

  scenario(
    'w01-max-prefix-both',
    'five prefixes against three on both pairs: nothing is left',
    ['max-prefix', 'failure'],
    [
      options('lr1-cust', 'a', { maxPrefix: 3 }),
      options('lr2-cust', 'a', { maxPrefix: 3 }),
      node('cust', {
        networks: ['10.0.0.0/16', '10.1.0.0/24', '10.1.1.0/24', '10.1.2.0/24', '10.1.3.0/24'],
        static: blackholes('10.1.0.0/24', '10.1.1.0/24', '10.1.2.0/24', '10.1.3.0/24'),
      }),
    ],
  ),
  scenario(
    'w02-max-prefix-live',
    'the fourth prefix, announced live, closes session 1',
    ['max-prefix', 'failure'],
    [
      options('lr1-cust', 'a', { maxPrefix: 3 }),
      node('cust', {
        networks: ['10.0.0.0/16', '10.1.0.0/24', '10.1.1.0/24'],
        static: blackholes('10.1.0.0/24', '10.1.1.0/24', '10.1.2.0/24'),
      }),
    ],
    phase('fourth', [{ do: 'announce', node: 'cust', prefix: '10.1.2.0/24' }], { minWaitS: 10 }),
  ),
  scenario(
    'w03-role-peer',
    'peer meets peer on pair 1, peer meets customer on pair 2',
    ['roles', 'failure'],
    [
      options('lr1-cust', 'a', { role: 'peer' }),
      options('lr1-cust', 'b', { role: 'peer' }),
      options('lr2-cust', 'a', { role: 'peer' }),
      options('lr2-cust', 'b', { role: 'customer' }),
    ],
  ),
  scenario(
    'w04-strict-both',
    'both ends insist and match',
    ['roles'],
    [
      options('lr1-cust', 'a', { role: 'provider', roleStrict: true }),
      options('lr1-cust', 'b', { role: 'customer', roleStrict: true }),
    ],
  ),
  scenario(
    'w05-shutdown-cloud-side',
    'lr1 shuts the session to bgw: the client keeps session 1 but loses its VPC route',
    ['shutdown', 'withdraw'],
    [],
    phase('down', [{ do: 'session-shutdown', session: 'bgw-lr1', side: 'b' }]),
    phase('up', [{ do: 'session-up', session: 'bgw-lr1', side: 'b' }]),
  ),
  scenario(
    'w06-password-both-at-once',
    'both ends of session 1 change the key together',
    ['md5'],
    [side('lr1-cust', 'a', { password: key }), side('lr1-cust', 'b', { password: key })],
    phase(
      'changed',
      [
        { do: 'set-password', session: 'lr1-cust', side: 'a', password: 'new-key' },
        { do: 'set-password', session: 'lr1-cust', side: 'b', password: 'new-key' },
      ],
      { minWaitS: 12 },
    ),
  ),
  scenario(
    'w07-ibgp-client-next-hop-self',
    'client in AS 64512, line routers with next-hop-self: replies find their way',
    ['asn', 'ibgp', 'next-hop'],
    [
      clientAsn(64512),
      options('lr1-cust', 'a', { nextHopSelf: true }),
      options('lr2-cust', 'a', { nextHopSelf: true }),
    ],
  ),
  scenario(
    'w08-remote-as-wrong-both',
    'the device expects 65000 as neighbour on both pairs',
    ['asn', 'failure'],
    [side('lr1-cust', 'b', { remoteAs: 65000 }), side('lr2-cust', 'b', { remoteAs: 65000 })],
  ),
];
