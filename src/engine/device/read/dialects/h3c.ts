/** Reads H3C Comware 7. */
import { lexIndented } from '../indented.ts';
import { faceVlan, family } from '../take.ts';
import type { Dialect } from './dialect.ts';
import { bgp, vrpRows, withoutInstance } from './vrp-words.ts';

const unicast = 'address-family ipv4 *';

export const h3c: Dialect = {
  lex: (text) =>
    lexIndented(text, {
      marks: ['#'],
      closing: ['quit', 'return'],
      heads: [
        ['interface', 'bgp', 'route-policy', 'acl', 'vlan', 'line', 'local-user'],
        ['address-family', 'ip vpn-instance'],
      ],
    }),
  rows: [
    ['interface $face > vlan-type dot1q vid $vlan *', faceVlan],
    ['interface $face > port link-mode *'],
    [`${bgp} > ${unicast}`, family],
    ...vrpRows({ list: 'prefix-list', unicast }),
  ],
  shape: ({ levels }) => withoutInstance(levels, 'ip vpn-instance', []),
  sviVlan: (name) => (/^vlan-interface\d+$/i.test(name) ? Number(name.slice(14)) : undefined),
  portOf: (name) => name.split('.')[0] ?? name,
  activation: 'explicit',
  origin: 'statements',
  chain: 'all',
  undecided: 'deny',
  silent: { import: 'permit', export: 'permit' },
  familyPerPeer: false,
  undo: (words) => (words.startsWith('undo ') ? words.slice(5) : `undo ${words}`),
  signs: [
    [/^ *undo /, 2],
    [/^ vlan-type dot1q vid/, 5],
    [/^ port link-mode/, 5],
    [/^ ?address-family ipv4 unicast/, 2],
    [/^ip prefix-list \S+ index/, 5],
    [
      /^interface (Ten-GigabitEthernet|Vlan-interface|Twenty-FiveGigE|FortyGigE|Route-Aggregation|Bridge-Aggregation)/,
      5,
    ],
    [/^ peer \S+ as-number/, 1],
    [/^ version 7\.1/, 6],
    [/^ sysname /, 1],
    [/^ip route-static/, 1],
  ],
};
