/** Reads Junos, in braces or as `set` lines: both become the same flat statements. */
import { lexBraced } from '../braced.ts';
import { clauseAt, faceAt, policyAt, processAt, rangeMatch, rangeOf } from '../draft.ts';
import { expandGroups } from '../groups.ts';
import type { Row, Take } from '../match.ts';
import { junosKey } from '../secret.ts';
import { type Lexed, linesOf, type Statement } from '../statement.ts';
import {
  faceAddress,
  faceFilter,
  faceVlan,
  mapPrepend,
  mapUnclear,
  otherFamily,
  peer,
  peerFact,
  peerKey,
  peerPolicy,
  peerTimers,
  processAsn,
  routerId,
  shut,
  staticRoute,
} from '../take.ts';
import type { Dialect } from './dialect.ts';

const unit: (take: Take) => Take = (take) => (draft, captures, line) =>
  take(draft, { ...captures, face: `${captures.port ?? ''}.${captures.unit ?? ''}` }, line);

const iface = 'interfaces $port unit $unit';
const vlanId: Take = (draft, { vlan = '', name = '' }, line) => {
  draft.vlans.set(name, { ...draft.vlans.get(name), id: { value: Number(vlan), line } });
};
const vlanFace: Take = (draft, { name = '', face = '' }) => {
  draft.vlans.set(name, { ...draft.vlans.get(name), face });
};

const term = 'policy-options policy-statement $list term $index';
const modes: Readonly<Record<string, (range: string) => readonly [number | undefined, number | undefined]>> = {
  exact: () => [undefined, undefined],
  orlonger: (range) => [Number(range.split('/')[1]), 32],
  longer: (range) => [Number(range.split('/')[1]) + 1, 32],
};

/** `route-filter 10.0.0.0/8 orlonger`, `upto /24`, `prefix-length-range /16-/24`. */
const routeFilter: Take = (draft, { list = '', index = '', address = '', mode = 'exact', bound = '' }, line) => {
  const clause = clauseAt(draft, list, index, line);
  const range = rangeOf(address);
  const numbers = bound.split('-').map((text) => Number(text.replace('/', '')));
  const length = Number(range?.split('/')[1] ?? 32);
  const [least, most] =
    mode === 'upto'
      ? [length, numbers[0]]
      : mode === 'prefix-length-range'
        ? numbers
        : (modes[mode]?.(range ?? '') ?? [NaN]);
  if (range === undefined || Number.isNaN(least)) clause.unclear = true;
  else clause.ranges.push(rangeMatch(line, range, least, most));
};

const verdict: Take = (draft, { list = '', index = '', action = '' }, line) => {
  const clause = clauseAt(draft, list, index, line);
  if (action !== 'accept' && action !== 'reject') return;
  clause.action = action === 'accept' ? 'permit' : 'deny';
  clause.actionLine = line;
};
const fromList: Take = (draft, { list = '', index = '', wanted = '' }, line) => {
  clauseAt(draft, list, index, line).lists.push(wanted);
};
const fromProtocol: Take = (draft, { list = '', index = '', value = '' }, line) => {
  clauseAt(draft, list, index, line).protocols.push(value === 'direct' ? 'connected' : value);
};
const listed: Take = (draft, { list = '', address = '' }, line) => {
  const range = rangeOf(address);
  const clause = clauseAt(draft, list, `line ${line}`, line);
  clause.action = 'permit';
  if (range) clause.ranges.push(rangeMatch(line, range));
};

/** A policy's last words stand in no term. */
const bare = (row: Row): Row => {
  const [pattern, take] = row;
  const flat = pattern.replace(' term $index', '');
  return take ? [flat, (draft, captures, line) => take(draft, { ...captures, index: 'last' }, line)] : [flat];
};

const termRows: readonly Row[] = [
  [`${term} from route-filter $address $mode`, routeFilter],
  [`${term} from route-filter $address $mode $bound`, routeFilter],
  [`${term} from prefix-list $wanted`, fromList],
  [`${term} from protocol $value`, fromProtocol],
  [`${term} from *`, mapUnclear],
  [`${term} then as-path-prepend *`, mapPrepend],
  [`${term} then $action`, verdict],
  [`${term} then *`, (draft, { list = '', index = '' }, line) => void clauseAt(draft, list, index, line)],
];

const group = 'protocols bgp group $group';
const inGroup: (take: Take) => Take = (take) => (draft, captures, line) =>
  take(draft, { ...captures, peer: captures.group ?? '' }, line);
const inNeighbor: (take: Take) => Take = (take) => (draft, captures, line) => {
  take(draft, captures, line);
  peerFact('group')(draft, { ...captures, value: captures.group ?? '' }, line);
};

const bgpWords: readonly Row[] = [
  ['peer-as $value', peerFact('remote-as')],
  ['local-as $value *', peerFact('local-as')],
  ['authentication-key $text', peerKey(({ text = '' }) => junosKey(text))],
  ['family inet unicast *', peerFact('active', 'yes')],
  ['family inet any *', peerFact('active', 'yes')],
  ['family inet', peerFact('active', 'yes')],
  ['family *', otherFamily],
  ['hold-time $hold', peerTimers],
  ['local-address $value', peerFact('source')],
  ['ttl $value', peer],
  ['import $list', (draft, captures, line) => peerPolicy(draft, { ...captures, side: 'in' }, line)],
  ['export $list', (draft, captures, line) => peerPolicy(draft, { ...captures, side: 'out' }, line)],
  ['bfd-liveness-detection *', peerFact('bfd', 'yes')],
  ['shutdown *', peerFact('shutdown', 'yes')],
  [
    'type|description|multipath|multihop|log-updown|passive|remove-private|mtu-discovery|traceoptions|damping|graceful-restart|out-delay *',
    peer,
  ],
];

const rows: readonly Row[] = [
  [`${iface} vlan-id $vlan`, unit(faceVlan)],
  [`${iface} family inet address $address`, unit(faceAddress)],
  [`${iface} family inet address $address *`, unit(faceAddress)],
  [`${iface} disable`, unit(shut(true))],
  [`${iface} family inet filter input $list`, unit(faceFilter)],
  [`${iface} *`, (draft, { port = '', unit: number = '' }, line) => void faceAt(draft, `${port}.${number}`, line)],
  ['interfaces $face disable', shut(true)],
  ['interfaces $face *', (draft, { face = '' }, line) => void faceAt(draft, face, line)],
  ['vlans $name vlan-id $vlan', vlanId],
  ['vlans $name l3-interface $face', vlanFace],
  ['vlans *'],
  ['routing-options autonomous-system $value *', processAsn],
  ['routing-options router-id $value', routerId],
  ['routing-options static route $address next-hop $via', staticRoute],
  ['routing-options static route $address $via *', staticRoute],
  ['routing-options static *'],
  [
    'routing-options aggregate route $address *',
    (draft, captures, line) => staticRoute(draft, { ...captures, via: 'discard' }, line),
  ],
  ['routing-options *'],
  ...bgpWords.flatMap(([pattern, take]): Row[] => [
    [`${group} neighbor $peer ${pattern}`, take && inNeighbor(take)] as Row,
    [`${group} ${pattern}`, take && inGroup(take)] as Row,
  ]),
  [`${group} neighbor $peer`, inNeighbor(peer)],
  [`${group} allow *`, inGroup(peer)],
  [group, inGroup(peer)],
  ['protocols bgp *', (draft, _, line) => void processAt(draft, '', line)],
  ...termRows,
  ...termRows.map(bare),
  [term, (draft, { list = '', index = '' }, line) => void clauseAt(draft, list, index, line)],
  ['policy-options policy-statement $list', (draft, { list = '' }, line) => void policyAt(draft, list, line)],
  ['policy-options prefix-list $list $address', listed],
  ['policy-options prefix-list $list', (draft, { list = '' }, line) => void policyAt(draft, list, line)],
  ['groups'],
  ['apply-groups'],
  ['system *'],
  ['chassis *'],
  ['snmp *'],
  ['version *'],
  ['event-options *'],
  ['protocols lldp *'],
  ['protocols rstp *'],
];

/** `show configuration | display set` quotes like the braces do, so both go through one lexer. */
function setForm(text: string): string {
  return linesOf(text)
    .map((line) => {
      const said = line.trimStart();
      if (said.startsWith('set ')) return `${said.slice(4)};`;
      if (said.startsWith('deactivate ')) return `${said.slice(11)} inactive;`;
      return '';
    })
    .join('\n');
}

const isSet = (text: string) => /^[ \t]*set [a-z]/m.test(text) && !/\{[ \t]*$/m.test(text.slice(0, 20_000));

function lex(text: string): Lexed {
  return expandGroups(lexBraced(isSet(text) ? setForm(text) : text, { lists: true }));
}

/** One line of words, without the system, instance or group it stands in. */
function shape({ levels }: Statement): Statement['levels'] {
  const words = levels.flat();
  const skip = words[0] === 'logical-systems' || words[0] === 'routing-instances' ? 2 : 0;
  return [words.slice(skip).filter((word) => word !== 'inactive:' && word !== 'replace:')];
}

export const juniper: Dialect = {
  lex,
  rows,
  shape,
  finish: (draft) => {
    for (const { id, face } of draft.vlans.values())
      if (id && face !== undefined) faceAt(draft, face, id.line).vlan = id;
  },
  sviVlan: (name) => (/^(irb|vlan)\.\d+$/.test(name) ? Number(name.split('.')[1]) : undefined),
  portOf: (name) => name.split('.')[0] ?? name,
  activation: 'default',
  origin: 'table',
  chain: 'first',
  undecided: 'next',
  silent: { import: 'permit', export: 'deny' },
  familyPerPeer: false,
  undo: (words) => words.replace(/^set /, 'delete '),
  signs: [
    [/^\s*set (interfaces|protocols|policy-options|routing-options|system) /, 4],
    [/^(interfaces|protocols|policy-options|routing-options|system) \{/, 5],
    [/^\s+family inet \{/, 3],
    [/^\s*## Last commit/, 6],
  ],
};
