/** Reads FRR's integrated configuration, and the kernel commands that go with it. */
import { lexIndented } from '../indented.ts';
import type { Row } from '../match.ts';
import {
  activates,
  face,
  faceAddress,
  family,
  needsPolicy,
  network,
  peerFact,
  process,
  redistribute,
  routerId,
  shut,
  staticRoute,
  withFamily,
} from '../take.ts';
import { neighborRows } from './cisco-ios.ts';
import { ciscoNoise, ciscoRules } from './cisco-words.ts';
import type { Dialect } from './dialect.ts';
import { kernelPort, kernelRows, kernelVlan } from './kernel-words.ts';

const bgp = 'router bgp $as *';
const unicast = `${bgp} > address-family ipv4 unicast`;

const rows: readonly Row[] = [
  ...kernelRows,
  ['interface $face *', face],
  ['interface $face * > ip address $address', faceAddress],
  ['interface $face * > shutdown', shut(true)],
  ['interface $face * > no shutdown', shut(false)],
  ['interface $face * > *'],
  [bgp, process],
  [`${bgp} > bgp router-id $value`, routerId],
  [`${bgp} > bgp default ipv4-unicast`, activates(true)],
  [`${bgp} > no bgp default ipv4-unicast`, activates(false)],
  [`${bgp} > bgp ebgp-requires-policy`, needsPolicy(true)],
  [`${bgp} > no bgp ebgp-requires-policy`, needsPolicy(false)],
  [`${bgp} > bgp|timers|no *`],
  ...neighborRows(bgp),
  [`${bgp} > neighbor $peer activate`, peerFact('active', 'yes')],
  ...withFamily([
    [unicast, family],
    [`${unicast} > neighbor $peer activate`, peerFact('active', 'yes')],
    [`${unicast} > no neighbor $peer activate`, peerFact('active', 'no')],
    [`${unicast} > network $address *`, network],
    [`${unicast} > aggregate-address $address *`, network],
    [`${unicast} > redistribute $kind *`, redistribute],
    [`${unicast} > maximum-paths|import|export|label|rd|rt *`],
    ...neighborRows(unicast),
  ]),
  ['ip route $address $via *', staticRoute],
  ['bfd'],
  ['bfd > *'],
  ['bfd > * > *'],
  ['frr *'],
  ['router-id *'],
  ...ciscoRules,
  ...ciscoNoise,
];

export const frr: Dialect = {
  lex: (text) =>
    lexIndented(text, {
      marks: ['!', '#'],
      closing: ['exit', 'exit-address-family', 'end', 'exit-vrf'],
      kernel: true,
      heads: [
        ['interface', 'router', 'route-map', 'bfd', 'vrf'],
        ['address-family', 'profile', 'peer'],
      ],
    }),
  rows,
  portOf: kernelPort,
  nameVlan: kernelVlan,
  activation: 'default',
  origin: 'statements',
  chain: 'all',
  undecided: 'deny',
  silent: { import: 'deny', export: 'deny' },
  familyPerPeer: false,
  undo: (words) => (words.startsWith('no ') ? words.slice(3) : `no ${words}`),
  signs: [
    [/^frr (version|defaults)/, 8],
    [/^ip route \S+\/\d+ (blackhole|\d)/, 2],
    [/^ ip address \S+\/\d+/, 1],
    [/^interface (eth|ens|enp|bond|br-|vlan)\S*/, 2],
    [/^service integrated-vtysh-config/, 8],
    [/^ ?neighbor \S+ remote-as/, 1],
    [/^ neighbor \S+ bfd profile/, 3],
  ],
};
