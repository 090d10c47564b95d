/** Reads Cisco IOS and IOS XE. */
import { lexIndented } from '../indented.ts';
import type { Row } from '../match.ts';
import { ciscoKey } from '../secret.ts';
import {
  activates,
  face,
  faceAddress,
  faceFilter,
  faceVlan,
  family,
  network,
  packetRule,
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

/** A neighbour's lines, which IOS and FRR take both under the process and under an address family. */
export function neighborRows(head: string): readonly Row[] {
  const say = (words: string, take?: Row[1]): Row => (take ? [`${head} > ${words}`, take] : [`${head} > ${words}`]);
  return [
    say('neighbor $peer remote-as $value *', peerFact('remote-as')),
    say('neighbor $peer local-as $value *', peerFact('local-as')),
    say('neighbor $peer peer-group', peer),
    say('neighbor $peer peer-group $value', peerFact('group')),
    say('neighbor $peer inherit peer-session|peer-policy $value', peerFact('group')),
    say('neighbor $peer shutdown *', peerFact('shutdown', 'yes')),
    say('no neighbor $peer shutdown', peerFact('shutdown', 'no')),
    say(
      'neighbor $peer password *',
      peerKey(({ rest = '' }) => ciscoKey(rest)),
    ),
    say('neighbor $peer timers $keepalive $hold *', peerTimers),
    say('neighbor $peer ebgp-multihop *', peer),
    say('neighbor $peer disable-connected-check', peer),
    say('neighbor $peer ttl-security *', peerFact('ttl', 'yes')),
    say('neighbor $peer update-source $value', peerFact('source')),
    say('neighbor $peer fall-over bfd *', peerFact('bfd', 'yes')),
    say('neighbor $peer fall-over *', peer),
    say('neighbor $peer bfd *', peerFact('bfd', 'yes')),
    say('neighbor $peer prefix-list $list $side', peerPolicy),
    say('neighbor $peer route-map $list $side', peerPolicy),
    say('neighbor $peer distribute-list|filter-list|unsuppress-map *'),
    say('neighbor $peer description *', peer),
    say(
      'neighbor $peer send-community|soft-reconfiguration|next-hop-self|maximum-prefix|version|allowas-in|capability|advertisement-interval|weight|transport|default-originate|remove-private-as|route-reflector-client *',
      peer,
    ),
  ];
}

const bgp = 'router bgp $as';
const unicast = `${bgp} > address-family ipv4 *`;
const port = 'interface $face *';

const rows: readonly Row[] = [
  [port, face],
  ['interface $face > ip address $address $mask', faceAddress],
  ['interface $face > ip address $address $mask secondary', faceAddress],
  ['interface $face > no ip address'],
  ['interface $face > encapsulation dot1q $vlan *', faceVlan],
  ['interface $face > shutdown', shut(true)],
  ['interface $face > no shutdown', shut(false)],
  ['interface $face > ip access-group $list in', faceFilter],
  ['interface $face > ip access-group $list out'],
  [bgp, process],
  [`${bgp} > bgp router-id $value`, routerId],
  [`${bgp} > bgp default ipv4-unicast`, activates(true)],
  [`${bgp} > no bgp default ipv4-unicast`, activates(false)],
  [`${bgp} > bgp *`],
  [`${bgp} > no bgp|auto-summary|synchronization *`],
  [`${bgp} > network $address mask $mask *`, network],
  [`${bgp} > network $address`, network],
  [`${bgp} > aggregate-address $address $mask *`, network],
  [`${bgp} > redistribute $kind *`, redistribute],
  [`${bgp} > maximum-paths|timers|distance|auto-summary|synchronization *`],
  ...neighborRows(bgp),
  [`${bgp} > neighbor $peer activate`, peerFact('active', 'yes')],
  [`${bgp} > no neighbor $peer activate`, peerFact('active', 'no')],
  ...withFamily([
    [unicast, family],
    [`${unicast} > neighbor $peer activate`, peerFact('active', 'yes')],
    [`${unicast} > no neighbor $peer activate`, peerFact('active', 'no')],
    [`${unicast} > network $address mask $mask *`, network],
    [`${unicast} > network $address`, network],
    [`${unicast} > aggregate-address $address $mask *`, network],
    [`${unicast} > redistribute $kind *`, redistribute],
    [`${unicast} > bgp|no|maximum-paths|auto-summary|synchronization|distance|default-information *`],
    ...neighborRows(unicast),
  ]),
  ['ip route $address $mask $via *', staticRoute],
  ['access-list $list $action $protocol *', packetRule],
  ...ciscoRules,
  ...ciscoNoise,
];

export const ciscoIos: Dialect = {
  lex: (text) =>
    lexIndented(text, {
      marks: ['!'],
      closing: ['exit', 'exit-address-family', 'end'],
      heads: [['interface', 'router', 'route-map', 'ip access-list', 'line', 'vlan', 'vrf'], ['address-family']],
    }),
  rows,
  sviVlan: (name) => (/^vlan\d+$/i.test(name) ? Number(name.slice(4)) : undefined),
  portOf: (name) => name.split('.')[0] ?? name,
  activation: 'unless-family',
  origin: 'statements',
  chain: 'all',
  undecided: 'deny',
  silent: { import: 'permit', export: 'permit' },
  familyPerPeer: false,
  undo: (words) => (words.startsWith('no ') ? words.slice(3) : `no ${words}`),
  signs: [
    [/^ ?encapsulation dot1q/i, 3],
    [/^ neighbor \S+ remote-as/, 2],
    [/^ ip address \S+ 255\./, 1],
    [/^ip route \S+ 255\./, 2],
    [/^interface (Gigabit|TenGig|FastEth|HundredGig|TwentyFive)/, 2],
    [/^Building configuration/, 4],
    [/^version 1[2-7]\./, 4],
  ],
};
