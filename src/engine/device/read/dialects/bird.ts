/** Reads BIRD 2, and the kernel commands that go with it. Filters only as far as they are plain conditions on the range. */
import { lexBraced } from '../braced.ts';
import { clauseAt, peerAt, policyAt, processAt, rangeMatch, rangeOf } from '../draft.ts';
import type { RangeMatch } from '../facts.ts';
import type { Row, Take } from '../match.ts';
import { plainKey } from '../secret.ts';
import { asnOf, family, peer, peerFact, peerKey, redistribute, routerId, staticRoute } from '../take.ts';
import type { Dialect } from './dialect.ts';
import { kernelPort, kernelRows, kernelVlan } from './kernel-words.ts';

/** `10.0.0.0/16{16,24}`, `10.0.0.0/16+`, `10.0.0.0/16-`, `10.0.0.0/16`. */
function member(text: string, line: number): RangeMatch | undefined {
  const match = /^(\d+\.\d+\.\d+\.\d+\/\d+)(?:(\+)|(-)|\{(\d+),(\d+)\})?$/.exec(text);
  const range = match?.[1] === undefined ? undefined : rangeOf(match[1]);
  if (range === undefined || match === null) return undefined;
  const length = Number(range.split('/')[1]);
  if (match[2]) return rangeMatch(line, range, length, 32);
  if (match[3]) return rangeMatch(line, range, 0, length);
  return match[4] === undefined ? rangeMatch(line, range) : rangeMatch(line, range, Number(match[4]), Number(match[5]));
}

const membersOf = (words: string) =>
  words
    .replaceAll(/[[\]]/g, ' ')
    .split(/[ ,](?![^{]*\})/)
    .filter((word) => word !== '');

/** `net ~ [ … ]`, `net ~ NAME`, `source = RTS_STATIC`, or nothing. */
function condition(draft: Parameters<Take>[0], list: string, words: string, line: number) {
  const clause = clauseAt(draft, list, `line ${line}`, line);
  const set = /^net ~ \[(.*)\]$/.exec(words);
  const name = /^net ~ (\w+)$/.exec(words);
  const source = /^source = RTS_(\w+)$/i.exec(words);
  if (set) {
    const ranges = membersOf(set[1] ?? '').map((text) => member(text, line));
    clause.ranges.push(...ranges.flatMap((range) => range ?? []));
    if (ranges.includes(undefined)) clause.unclear = true;
  } else if (name) clause.lists.push(name[1] ?? '');
  else if (source) clause.protocols.push((source[1] ?? '').toLowerCase().replace('device', 'connected'));
  else if (words !== '') clause.unclear = true;
  return clause;
}

const verdicts: Readonly<Record<string, 'permit' | 'deny'>> = { accept: 'permit', reject: 'deny' };

const ifThen: Take = (draft, { list = '', rest = '' }, line) => {
  const [asked = '', then = ''] = rest.split(' then ');
  const clause = condition(draft, list, asked.trim(), line);
  const action = verdicts[then.trim()];
  if (action) Object.assign(clause, { action, actionLine: line });
  else if (then !== '') clause.unclear = true;
};

const plainly: Take = (draft, { list = '', action = '' }, line) => {
  const verdict = verdicts[action];
  if (verdict) Object.assign(clauseAt(draft, list, `line ${line}`, line), { action: verdict, actionLine: line });
};

const odd: Take = (draft, { list = '' }, line) => {
  clauseAt(draft, list, `line ${line}`, line).unclear = true;
};

const prepends: Take = (draft, { list = '' }, line) => {
  clauseAt(draft, list, `line ${line}`, line).prepend = 1;
};

const define: Take = (draft, { list = '', rest = '' }, line) => {
  if (!rest.startsWith('[')) return;
  const clause = condition(draft, list, `net ~ ${rest}`, line);
  clause.action = 'permit';
};

const bgp = 'protocol bgp $peer *';
const template = 'template bgp $peer *';

/** `import filter x`, `import all`, `import where net ~ …`. */
const side =
  (name: 'import' | 'export'): Take =>
  (draft, { peer: key = '', rest = '' }, line) => {
    const found = peerAt(draft, '', key, line);
    const [kind = '', ...words] = rest.split(' ');
    const named = kind === 'filter' ? (words[0] ?? '') : `${key} ${name}`;
    found[name].push({ value: named, line });
    if (kind === 'filter') return;
    const clause =
      kind === 'where' ? condition(draft, named, words.join(' '), line) : clauseAt(draft, named, 'all', line);
    Object.assign(clause, { action: kind === 'none' ? 'deny' : 'permit', actionLine: line });
  };

const local: Take = (draft, captures, line) => {
  const value = asnOf(captures.as);
  const found = peerAt(draft, '', captures.peer ?? '', line);
  if (captures.value !== undefined) found.source = { value: captures.value, line };
  if (value === undefined) return;
  found['local-as'] = { value: String(value), line };
  processAt(draft, '', line).asn ??= { value, line };
};

const remote: Take = (draft, captures, line) => {
  const found = peerAt(draft, '', captures.peer ?? '', line);
  found['remote-as'] = { value: captures.as ?? '', line };
  if (captures.value !== undefined) found.address = { value: captures.value, line };
};

const hold: Take = (draft, captures, line) => {
  const found = peerAt(draft, '', captures.peer ?? '', line);
  const [keepalive = '', known = ''] = (found.timers?.value ?? '').split(' ');
  found.timers = { value: `${captures.keepalive ?? keepalive} ${captures.hold ?? known}`, line };
};

function peerRows(head: string): readonly Row[] {
  return [
    [
      `${head}`,
      (draft, captures, line) => {
        peer(draft, { peer: captures.peer ?? '' }, line);
        const from = /^from (\w+)$/.exec(captures.rest ?? '');
        if (from) peerFact('group')(draft, { peer: captures.peer ?? '', value: from[1] ?? '' }, line);
      },
    ],
    [`${head} > local $value as $as`, local],
    [`${head} > local as $as`, local],
    [`${head} > source address $value`, peerFact('source')],
    [`${head} > neighbor $value as $as`, remote],
    [`${head} > neighbor as $as`, remote],
    [`${head} > neighbor $value`, peerFact('address')],
    [`${head} > hold time $hold`, hold],
    [`${head} > keepalive time $keepalive`, hold],
    [`${head} > password $text`, peerKey(({ text = '' }) => plainKey(text))],
    [`${head} > disabled`, peerFact('shutdown', 'yes')],
    [`${head} > disabled yes|on`, peerFact('shutdown', 'yes')],
    [`${head} > disabled no|off`, peerFact('shutdown', 'no')],
    [`${head} > ttl security yes|on`, peerFact('ttl', 'yes')],
    [`${head} > ttl security no|off`, peer],
    [`${head} > ttl security`, peerFact('ttl', 'yes')],
    [`${head} > bfd *`, peerFact('bfd', 'yes')],
    [
      `${head} > direct|multihop|check|description|connect|startup|error|strict|graceful|rr|med|passive|interface *`,
      peer,
    ],
    [
      `${head} > ipv4`,
      (draft, captures, line) => {
        family(draft, { as: '' }, line);
        peerFact('active', 'yes')(draft, captures, line);
      },
    ],
    [`${head} > ipv4 > import limit|table|keep *`, peer],
    [`${head} > ipv4 > import *`, side('import')],
    [`${head} > ipv4 > export *`, side('export')],
    [`${head} > ipv4 > next|preference|gateway|table|add|receive *`, peer],
  ];
}

const rows: readonly Row[] = [
  ...kernelRows,
  ['router id $value', routerId],
  ['define $list = *', define],
  ...peerRows(bgp),
  ...peerRows(template),
  ['protocol static *', (draft, _, line) => redistribute(draft, { kind: 'static' }, line)],
  [
    'protocol static * > route $address blackhole|unreachable|prohibit|reject *',
    (draft, captures, line) => staticRoute(draft, { ...captures, via: 'discard' }, line),
  ],
  ['protocol static * > route $address via $via *', staticRoute],
  ['protocol static * > *'],
  ['protocol static * > ipv4 > *'],
  ['protocol direct *', (draft, _, line) => redistribute(draft, { kind: 'connected' }, line)],
  ['protocol direct * > *'],
  ['protocol kernel|device|bfd *'],
  ['protocol kernel|device|bfd * > *'],
  ['protocol kernel|device|bfd * > * > *'],
  ['log *'],
  ['debug *'],
  ['timeformat *'],
  ['filter $list', (draft, { list = '' }, line) => void policyAt(draft, list, line)],
  ['filter $list > if *', ifThen],
  ['filter $list > if * > bgp_path.prepend(*', odd],
  ['filter $list > $action', plainly],
  ['filter $list > bgp_path.prepend *', prepends],
  ['filter $list > *', odd],
  ['filter $list > * > *', odd],
];

export const bird: Dialect = {
  lex: (text) => lexBraced(text, { lists: false, kernel: true }),
  rows,
  portOf: kernelPort,
  nameVlan: kernelVlan,
  activation: 'explicit',
  origin: 'table',
  chain: 'first',
  undecided: 'deny',
  silent: { import: 'deny', export: 'deny' },
  familyPerPeer: true,
  undo: (words) => `# ${words}`,
  signs: [
    [/^protocol (bgp|kernel|device|static|direct|bfd)\b/, 5],
    [/^router id [\d.]+;/, 5],
    [/^filter \w+ ?\{?/, 3],
    [/^\s+neighbor \S+ as \d+;/, 5],
  ],
};
