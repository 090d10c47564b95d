/** Reads Cisco NX-OS, whose neighbours are sections of their own. */
import { lexIndented } from '../indented.ts';
import type { Row } from '../match.ts';
import { ciscoKey } from '../secret.ts';
import type { Statement } from '../statement.ts';
import {
  face,
  faceAddress,
  faceFilter,
  faceVlan,
  family,
  network,
  peer,
  peerFact,
  peerKey,
  peerPolicy,
  peerTimers,
  process,
  redistribute,
  routerId,
  shut,
  staticRoute,
  withFamily,
} from '../take.ts';
import { ciscoNoise, ciscoRules } from './cisco-words.ts';
import type { Dialect } from './dialect.ts';

const bgp = 'router bgp $as';
const unicast = `${bgp} > address-family ipv4 unicast`;

/** The same words under a neighbour and under a template it inherits. */
function neighborRows(head: string): readonly Row[] {
  const under = `${bgp} > ${head}`;
  const channel = `${under} > address-family ipv4 unicast`;
  return [
    [under, peer],
    [`${under} > remote-as $value`, peerFact('remote-as')],
    [`${under} > local-as $value *`, peerFact('local-as')],
    [`${under} > inherit peer|peer-session $value`, peerFact('group')],
    [`${under} > shutdown`, peerFact('shutdown', 'yes')],
    [`${under} > no shutdown`, peerFact('shutdown', 'no')],
    [`${under} > password *`, peerKey(({ rest = '' }) => ciscoKey(rest))],
    [`${under} > timers $keepalive $hold`, peerTimers],
    [`${under} > ttl-security *`, peerFact('ttl', 'yes')],
    [`${under} > update-source $value`, peerFact('source')],
    [`${under} > bfd *`, peerFact('bfd', 'yes')],
    [
      `${under} > description|ebgp-multihop|log-neighbor-changes|disable-connected-check|low-memory|dynamic-capability *`,
      peer,
    ],
    [channel, peerFact('active', 'yes')],
    [`${channel} > prefix-list $list $side`, peerPolicy],
    [`${channel} > route-map $list $side`, peerPolicy],
    [
      `${channel} > send-community|soft-reconfiguration|next-hop-self|maximum-prefix|allowas-in|default-originate|disable-peer-as-check|weight *`,
      peer,
    ],
  ];
}

const rows: readonly Row[] = [
  ['interface $face *', face],
  ['interface $face > ip address $address', faceAddress],
  ['interface $face > ip address $address secondary', faceAddress],
  ['interface $face > ip address $address tag *', faceAddress],
  ['interface $face > ip address $address $mask', faceAddress],
  ['interface $face > encapsulation dot1q $vlan', faceVlan],
  ['interface $face > shutdown', shut(true)],
  ['interface $face > no shutdown', shut(false)],
  ['interface $face > ip access-group $list in', faceFilter],
  ['interface $face > vrf member *'],
  [bgp, process],
  [`${bgp} > router-id $value`, routerId],
  [`${bgp} > log-neighbor-changes|bestpath|graceful-restart|timers|cluster-id|reconnect-interval|no|address-family *`],
  ...withFamily([
    [unicast, family],
    [`${unicast} > network $address *`, network],
    [`${unicast} > network $address mask $mask`, network],
    [`${unicast} > aggregate-address $address *`, network],
    [`${unicast} > redistribute $kind *`, redistribute],
    [`${unicast} > maximum-paths|dampening|default-information|nexthop|distance *`],
  ]),
  [`${bgp} > neighbor $peer remote-as $value`, peerFact('remote-as')],
  ...neighborRows('neighbor $peer'),
  ...neighborRows('template peer|peer-session $peer'),
  ['ip route $address $via *', staticRoute],
  ['feature *'],
  ['no feature *'],
  ['vdc *'],
  ['vdc * > *'],
  ['vrf context *'],
  ...ciscoRules,
  ...ciscoNoise,
];

/** `neighbor X remote-as N` may be a head; the instance of a routing table is left out. */
function shape({ levels }: Statement): Statement['levels'] {
  const kept = levels.filter((words, depth) => !(depth > 0 && depth < levels.length - 1 && words[0] === 'vrf'));
  return kept.map((words, depth) =>
    depth > 0 && depth < kept.length - 1 && words[0] === 'neighbor' ? words.slice(0, 2) : words,
  );
}

export const ciscoNxos: Dialect = {
  lex: (text) =>
    lexIndented(text, {
      marks: ['!'],
      closing: ['exit', 'end'],
      heads: [
        ['interface', 'router', 'route-map', 'ip access-list', 'line', 'vlan', 'vrf context'],
        ['neighbor', 'template', 'vrf'],
        ['address-family'],
      ],
    }),
  rows,
  shape,
  sviVlan: (name) => (/^vlan\d+$/i.test(name) ? Number(name.slice(4)) : undefined),
  portOf: (name) => name.split('.')[0] ?? name,
  activation: 'explicit',
  origin: 'statements',
  chain: 'all',
  undecided: 'deny',
  silent: { import: 'permit', export: 'permit' },
  familyPerPeer: true,
  undo: (words) => (words.startsWith('no ') ? words.slice(3) : `no ${words}`),
  signs: [
    [/^feature \S+/, 4],
    [/^vdc \S+/, 6],
    [/^ {2}encapsulation dot1q/, 5],
    [/^copy running-config startup-config/, 5],
    [/^interface Ethernet\d+\/\d+/, 2],
    [/^ {2}neighbor \S+( remote-as \d+)?$/, 2],
    [/^ {2}ip address \S+\/\d+/, 2],
    [/^ip route \S+\/\d+ \S+/, 1],
    [/^!Command: show running-config/, 6],
  ],
};
