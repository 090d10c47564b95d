/** What the rows of all dialects do with what they captured: one function per kind of fact. */

import { parseAddress } from '../../network/prefix.ts';
import { addressOf, clauseAt, faceAt, familyAt, peerAt, policyAt, processAt, rangeMatch, rangeOf } from './draft.ts';
import type { PeerField, SeenKey } from './facts.ts';
import type { Captures, Row, Take } from './match.ts';

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;

/** `64512`, or `0.64512` and `1.0` in dots (RFC 5396). */
export function asnOf(text: string | undefined): number | undefined {
  const [high, low] = (text ?? '').split('.');
  const [first, second] = [numberOf(high), numberOf(low)];
  return low === undefined ? first : first === undefined || second === undefined ? undefined : first * 65_536 + second;
}

export const face: Take = (draft, { face = '' }, line) => {
  faceAt(draft, face, line);
};

export const faceVlan: Take = (draft, { face = '', vlan }, line) => {
  const value = numberOf(vlan);
  if (value !== undefined) faceAt(draft, face, line).vlan = { value, line };
};

export const faceAddress: Take = (draft, { face = '', address = '', mask }, line) => {
  const value = addressOf(address, mask);
  if (value) faceAt(draft, face, line).addresses.push({ value, line });
};

export const shut =
  (value: boolean): Take =>
  (draft, { face = '' }, line) => {
    faceAt(draft, face, line).shut = { value, line };
  };

export const faceFilter: Take = (draft, { face = '', list = '' }, line) => {
  faceAt(draft, face, line).filters.push({ value: list, line });
};

/** Where a dialect has one unnamed process, its key is empty. */
const keyOf = ({ as = '' }: Captures): string => as;

export const process: Take = (draft, captures, line) => {
  const found = processAt(draft, keyOf(captures), line);
  const value = asnOf(captures.as);
  if (value !== undefined) found.asn = { value, line };
};

export const processAsn: Take = (draft, captures, line) => {
  const value = asnOf(captures.value);
  if (value !== undefined) processAt(draft, keyOf(captures), line).asn = { value, line };
};

export const routerId: Take = (draft, captures, line) => {
  processAt(draft, keyOf(captures), line).routerId = { value: captures.value ?? '', line };
};

export const activates =
  (value: boolean): Take =>
  (draft, captures, line) => {
    processAt(draft, keyOf(captures), line).activates = { value, line };
  };

export const needsPolicy =
  (value: boolean): Take =>
  (draft, captures, line) => {
    processAt(draft, keyOf(captures), line).needsPolicy = { value, line };
  };

/** The part on IPv4 unicast begins, or goes on. */
export const family: Take = (draft, captures, line) => {
  familyAt(draft, keyOf(captures), line);
};

/** What stands in the part on IPv4 unicast stretches it. */
export const withFamily = (rows: readonly Row[]): readonly Row[] =>
  rows.map(
    ([pattern, take]): Row => [
      pattern,
      (draft, captures, line) => {
        familyAt(draft, keyOf(captures), line);
        take?.(draft, captures, line);
      },
    ],
  );

export const network: Take = (draft, captures, line) => {
  const value = rangeOf(captures.address ?? '', captures.mask);
  if (value !== undefined) processAt(draft, keyOf(captures), line).networks.push({ value, line });
};

export const redistribute: Take = (draft, captures, line) => {
  const kind = captures.kind?.toLowerCase() ?? '';
  const value = kind === 'direct' ? 'connected' : kind;
  processAt(draft, keyOf(captures), line).redistributes.push({ value, line });
};

/** A neighbour is spoken of. */
export const peer: Take = (draft, captures, line) => {
  peerAt(draft, keyOf(captures), captures.peer ?? '', line);
};

/** Sets a field of a neighbour to what was captured as `value`, or to a fixed word. */
export const peerFact =
  (field: PeerField, fixed?: string): Take =>
  (draft, captures, line) => {
    peerAt(draft, keyOf(captures), captures.peer ?? '', line)[field] = { value: fixed ?? captures.value ?? '', line };
  };

/** An address family other than IPv4 is named; IPv4 is no longer understood by itself. */
export const otherFamily: Take = (draft, captures, line) => {
  const found = peerAt(draft, keyOf(captures), captures.peer ?? '', line);
  if (found.active?.value !== 'yes') found.active = { value: 'no', line };
};

export const peerTimers: Take = (draft, captures, line) => {
  const value = [captures.keepalive ?? '', captures.hold ?? ''].join(' ').trim();
  peerAt(draft, keyOf(captures), captures.peer ?? '', line).timers = { value, line };
};

export const peerKey =
  (read: (captures: Captures) => SeenKey): Take =>
  (draft, captures, line) => {
    peerAt(draft, keyOf(captures), captures.peer ?? '', line).keySeen = { value: read(captures), line };
  };

/** A policy on what comes in (`in`, `import`) or leaves (`out`, `export`). */
export const peerPolicy: Take = (draft, captures, line) => {
  const found = peerAt(draft, keyOf(captures), captures.peer ?? '', line);
  const side = /^(in|import)$/i.test(captures.side ?? '') ? found.import : found.export;
  side.push({ value: captures.list ?? '', line });
};

export const staticRoute: Take = (draft, { address = '', mask, via = '', rest = '' }, line) => {
  const value = rangeOf(address, mask);
  if (value === undefined) return;
  const discard = /^(null0?|null 0|blackhole|discard|reject|unreachable|prohibit)$/i.test(via);
  const more = rest.split(' ').filter((word) => parseAddress(word) !== undefined);
  draft.statics.push({ value, line, via: discard ? ['discard'] : [via, ...more] });
};

const actions: Readonly<Record<string, 'permit' | 'deny'>> = {
  permit: 'permit',
  accept: 'permit',
  deny: 'deny',
  reject: 'deny',
};

/** `ge 24 le 32`, `greater-equal 24 less-equal 32`. */
function bounds(rest: string): { ge: number | undefined; le: number | undefined } {
  const words = rest.toLowerCase().split(' ');
  const after = (...names: readonly string[]) => numberOf(words[words.findIndex((word) => names.includes(word)) + 1]);
  const has = (...names: readonly string[]) => names.some((name) => words.includes(name));
  return {
    ge: has('ge', 'greater-equal') ? after('ge', 'greater-equal') : undefined,
    le: has('le', 'less-equal') ? after('le', 'less-equal') : undefined,
  };
}

/** A line of a prefix list; those without a number follow one another. */
export const prefixRule: Take = (draft, { list = '', index, action = '', address = '', mask, rest = '' }, line) => {
  const clause = clauseAt(draft, list, index ?? `line ${line}`, line);
  clause.action = actions[action.toLowerCase()] ?? 'deny';
  clause.actionLine = line;
  if (address.toLowerCase() === 'any') return;
  const range = rangeOf(address, mask);
  const { ge, le } = bounds(rest);
  if (range === undefined) clause.unclear = true;
  else clause.ranges.push(rangeMatch(line, range, ge, le));
};

/** An entry of a route map begins. */
export const mapEntry: Take = (draft, { list = '', index = '', action = '' }, line) => {
  const clause = clauseAt(draft, list, index, line);
  clause.action = actions[action.toLowerCase()] ?? 'deny';
  clause.actionLine = line;
};

export const mapList: Take = (draft, { list = '', index = '', wanted = '' }, line) => {
  clauseAt(draft, list, index, line).lists.push(...wanted.split(' '));
};

export const mapUnclear: Take = (draft, { list = '', index = '' }, line) => {
  clauseAt(draft, list, index, line).unclear = true;
};

export const mapPrepend: Take = (draft, { list = '', index = '', rest = '' }, line) => {
  clauseAt(draft, list, index, line).prepend = rest.split(' ').filter((word) => /^[\d.]+$/.test(word)).length;
};

export const mapKnown: Take = (draft, { list = '', index = '' }, line) => {
  clauseAt(draft, list, index, line);
};

export const policy: Take = (draft, { list = '' }, line) => {
  policyAt(draft, list, line);
};

/** Only what plainly stops BGP, ICMP or everything, from anywhere. */
export const packetRule: Take = (draft, { list = '', action = '', protocol = '', rest = '' }, line) => {
  const words = rest.toLowerCase();
  const kind = protocol.toLowerCase();
  const everywhere = words === '' || /\bany\b|^(source|destination) /.test(words) || /eq (bgp|179)/.test(words);
  const narrow = /\d+\.\d+\.\d+\.\d+/.test(words);
  const matches =
    kind === 'tcp' && /\b(eq )?(bgp|179)\b/.test(words)
      ? 'bgp'
      : kind === 'icmp'
        ? 'icmp'
        : kind === 'ip' || kind === 'any'
          ? 'all'
          : undefined;
  if (matches === undefined || narrow || !everywhere) return;
  draft.packetRules.push({ list, action: actions[action.toLowerCase()] ?? 'deny', matches, line });
};
