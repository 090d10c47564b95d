/** Words that Huawei VRP and H3C Comware have in common; where they differ the dialect's file says so. */
import type { Row } from '../match.ts';
import { vrpKey } from '../secret.ts';
import type { Statement } from '../statement.ts';
import {
  face,
  faceAddress,
  faceFilter,
  mapEntry,
  mapKnown,
  mapList,
  mapPrepend,
  mapUnclear,
  network,
  packetRule,
  peer,
  peerFact,
  peerKey,
  peerPolicy,
  peerTimers,
  prefixRule,
  process,
  redistribute,
  routerId,
  shut,
  staticRoute,
  withFamily,
} from '../take.ts';

export interface VrpWords {
  /** `ip-prefix` or `prefix-list`. */
  readonly list: string;
  /** The head of the part on IPv4 unicast. */
  readonly unicast: string;
}

export const bgp = 'bgp $as';

function peerRows(head: string): readonly Row[] {
  return [
    [`${head} > peer $peer as-number $value`, peerFact('remote-as')],
    [`${head} > peer $peer fake-as $value *`, peerFact('local-as')],
    [`${head} > peer $peer group $value`, peerFact('group')],
    [`${head} > group $peer *`, peer],
    [`${head} > peer $peer ignore *`, peerFact('shutdown', 'yes')],
    [`${head} > undo peer $peer ignore`, peerFact('shutdown', 'no')],
    [
      `${head} > peer $peer password $kind $text`,
      peerKey(({ kind = '', text = '' }) => vrpKey(kind.toLowerCase(), text)),
    ],
    [`${head} > peer $peer timer keepalive $keepalive hold $hold *`, peerTimers],
    [`${head} > peer $peer connect-interface $interface $value`, peerFact('source')],
    [`${head} > peer $peer connect-interface $value`, peerFact('source')],
    [`${head} > peer $peer source-address $value`, peerFact('source')],
    [`${head} > peer $peer valid-ttl-hops *`, peerFact('ttl', 'yes')],
    [`${head} > peer $peer ttl-security *`, peerFact('ttl', 'yes')],
    [`${head} > peer $peer bfd enable`, peerFact('bfd', 'yes')],
    [`${head} > peer $peer bfd|bfd *`, peerFact('bfd', 'yes')],
    [
      `${head} > peer $peer description|ebgp-max-hop|listen-only|log-change|path-mtu|connect-mode|tracking|capability-advertise *`,
      peer,
    ],
  ];
}

export function vrpRows({ list, unicast }: VrpWords): readonly Row[] {
  const family = `${bgp} > ${unicast}`;
  const prefix = `ip ${list} $list index $index`;
  const map = 'route-policy $list $action node $index';
  return [
    ['interface $face *', face],
    ['interface $face > ip address $address $mask', faceAddress],
    ['interface $face > ip address $address $mask sub', faceAddress],
    ['interface $face > shutdown', shut(true)],
    ['interface $face > undo shutdown', shut(false)],
    ['interface $face > traffic-filter inbound acl $list', faceFilter],
    ['interface $face > traffic-filter inbound acl name $list', faceFilter],
    ['interface $face > packet-filter $list inbound', faceFilter],
    ['interface $face > packet-filter name $list inbound', faceFilter],
    [
      'interface $face > description|mtu|port|portswitch|arp|speed|duplex|negotiation|bfd|lldp|statistic|device|trust|eth-trunk|combo *',
    ],
    ['interface $face > undo portswitch|port|negotiation|lldp|speed *'],
    [`${bgp} *`, process],
    [`${bgp} > router-id $value`, routerId],
    ...peerRows(bgp),
    [`${bgp} > undo default|peer|graceful-restart|synchronization *`],
    [`${bgp} > timer|graceful-restart|log-peer-change *`],
    ...withFamily([
      [`${family} > network $address $mask *`, network],
      [`${family} > network $address`, network],
      [`${family} > aggregate $address $mask *`, network],
      [`${family} > import-route $kind *`, redistribute],
      [`${family} > peer $peer enable`, peerFact('active', 'yes')],
      [`${family} > undo peer $peer enable`, peerFact('active', 'no')],
      [`${family} > peer $peer ${list} $list $side`, peerPolicy],
      [`${family} > peer $peer route-policy $list $side`, peerPolicy],
      [
        `${family} > peer $peer advertise-community|next-hop-local|keep-all-routes|allow-as-loop|preferred-value|route-limit|public-as-only|default-route-advertise *`,
        peer,
      ],
      [`${family} > maximum|balance|undo|default|preference|summary|compare-different-as-med *`],
      ...peerRows(family),
    ]),
    ['ip route-static $address $mask $via *', staticRoute],
    ['ip route-static *'],
    [`${prefix} $action $address $mask *`, prefixRule],
    [`ip ${list} $list $action $address $mask *`, prefixRule],
    [map, mapEntry],
    [`${map} > if-match ${list} $wanted`, mapList],
    [`${map} > if-match ip address prefix-list $wanted`, mapList],
    [`${map} > if-match *`, mapUnclear],
    [
      `${map} > apply as-path *`,
      (draft, captures, line) =>
        mapPrepend(draft, { ...captures, rest: (captures.rest ?? '').replace(/ (additive|overwrite).*/, '') }, line),
    ],
    [`${map} > apply|description *`, mapKnown],
    ['acl number $list'],
    ['acl name $list *'],
    ['acl advanced $list *'],
    ['acl $list'],
    ...['acl number $list', 'acl name $list *', 'acl advanced $list *', 'acl $list'].flatMap((head): Row[] => [
      [`${head} > rule $index $action $protocol *`, packetRule],
      [`${head} > rule $action $protocol *`, packetRule],
      [`${head} > step|description *`],
    ]),
    ...vrpNoise,
  ];
}

const vrpNoise: readonly Row[] = [
  ['system-view'],
  ['commit'],
  ['save *'],
  ['y'],
  ['sysname *'],
  ['version *'],
  ['clock *'],
  ['ntp-service *'],
  ['info-center *'],
  ['vlan *'],
  ['vlan * > *'],
  ['bfd *'],
  ['bfd'],
  ['snmp-agent *'],
  ['aaa'],
  ['aaa > *'],
  ['user-interface *'],
  ['user-interface * > *'],
  ['line *'],
  ['line * > *'],
  ['ssh *'],
  ['stelnet *'],
  ['lldp *'],
  ['undo *'],
  ['stp *'],
  ['header *'],
  ['local-user *'],
  ['local-user * > *'],
  ['domain *'],
  ['domain * > *'],
  ['router id *'],
];

/** Puts what stands in a routing instance where the public one's would stand: it is read the same way. */
export function withoutInstance(levels: Statement['levels'], head: string, family: readonly string[]) {
  const [first = [], inner = [], ...rest] = levels;
  if (first[0]?.toLowerCase() !== 'bgp' || !inner.join(' ').toLowerCase().startsWith(head)) return levels;
  return [first, ...(family.length > 0 ? [family] : []), ...rest];
}
