/** Reads Huawei VRP. */
import { lexIndented } from '../indented.ts';
import { activates, faceVlan, family } from '../take.ts';
import type { Dialect } from './dialect.ts';
import { bgp, vrpRows, withoutInstance } from './vrp-words.ts';

const unicast = 'ipv4-family unicast';

export const huawei: Dialect = {
  lex: (text) =>
    lexIndented(text, {
      marks: ['#'],
      closing: ['quit', 'return'],
      heads: [
        ['interface', 'bgp', 'route-policy', 'acl', 'vlan', 'aaa', 'user-interface', 'bfd'],
        ['ipv4-family', 'ipv6-family', 'vpnv4-family'],
      ],
    }),
  rows: [
    ['interface $face > dot1q termination vid $vlan', faceVlan],
    ['interface $face > vlan-type dot1q $vlan', faceVlan],
    ['interface $face > encapsulation dot1q|qinq *'],
    [`${bgp} > ${unicast}`, family],
    [`${bgp} > default ipv4-unicast`, activates(true)],
    [`${bgp} > undo default ipv4-unicast`, activates(false)],
    ...vrpRows({ list: 'ip-prefix', unicast }),
  ],
  shape: ({ levels }) => withoutInstance(levels, 'ipv4-family vpn-instance', ['ipv4-family', 'unicast']),
  sviVlan: (name) => (/^vlanif\d+$/i.test(name) ? Number(name.slice(6)) : undefined),
  portOf: (name) => name.split('.')[0] ?? name,
  activation: 'unless-family',
  origin: 'statements',
  chain: 'all',
  undecided: 'deny',
  silent: { import: 'permit', export: 'permit' },
  familyPerPeer: false,
  undo: (words) => (words.startsWith('undo ') ? words.slice(5) : `undo ${words}`),
  signs: [
    [/^ *undo /, 2],
    [/^ dot1q termination vid/, 5],
    [/^ ?ipv4-family/, 5],
    [/^ip ip-prefix/, 5],
    [/^interface (\d+GE|Vlanif|Eth-Trunk|XGigabit|100GE)/, 4],
    [/^ peer \S+ as-number/, 1],
    [/^!Software Version V\d+R/, 6],
    [/^ip route-static/, 1],
    [/^sysname /, 1],
  ],
};
