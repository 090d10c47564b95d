/** Any configuration becomes facts with their lines, and the list of lines that were not understood. Judges nothing. */
import { type VendorName, vendorNames } from '../vendors.ts';
import { bird } from './dialects/bird.ts';
import { ciscoIos } from './dialects/cisco-ios.ts';
import { ciscoNxos } from './dialects/cisco-nxos.ts';
import type { Dialect } from './dialects/dialect.ts';
import { frr } from './dialects/frr.ts';
import { h3c } from './dialects/h3c.ts';
import { huawei } from './dialects/huawei.ts';
import { juniper } from './dialects/juniper.ts';
import { type Draft, emptyDraft, type FaceDraft, type PeerDraft } from './draft.ts';
import { type Policy, peerFields, type ReadDevice, type ReadFace, type ReadPeer, type Unread } from './facts.ts';
import { maskedLine } from './mask.ts';
import { type Matcher, matcherOf } from './match.ts';
import { linesOf, type Statement, type TextProblem, textProblem } from './statement.ts';

export const dialects: Readonly<Record<VendorName, Dialect>> = {
  'cisco-ios': ciscoIos,
  'cisco-nxos': ciscoNxos,
  huawei,
  h3c,
  juniper,
  frr,
  bird,
};

const matchers = new Map<VendorName, Matcher>();
function matcherFor(vendor: VendorName): Matcher {
  const known = matchers.get(vendor) ?? matcherOf(dialects[vendor].rows);
  matchers.set(vendor, known);
  return known;
}

/** Only so many lines are looked at to tell the vendor. */
const looked = 2000;

/** A device with many ports says the same line many times: it counts only so often. */
const countsAtMost = 4;

/** The vendor whose signs the text shows; undefined when it shows none. */
export function detectVendor(text: string): VendorName | undefined {
  const lines = linesOf(text.slice(0, 200_000))
    .slice(0, looked)
    .map((line) => line.slice(0, 200));
  const scores = vendorNames.map((vendor) => {
    const seen = ([sign, weight]: Dialect['signs'][number]) =>
      weight * Math.min(countsAtMost, lines.filter((line) => sign.test(line)).length);
    return { vendor, score: dialects[vendor].signs.reduce((sum, sign) => sum + seen(sign), 0) };
  });
  const [best] = scores.sort((left, right) => right.score - left.score);
  return best && best.score > 0 ? best.vendor : undefined;
}

export type ReadProblem = TextProblem | 'unknown-vendor' | 'not-understood';

export type ReadResult =
  | { readonly ok: true; readonly device: ReadDevice }
  | { readonly ok: false; readonly problem: ReadProblem };

function faceOf(draft: FaceDraft, dialect: Dialect): ReadFace {
  const { name, vlan, shut, ...rest } = draft;
  const svi = dialect.sviVlan?.(name);
  const named = svi ?? dialect.nameVlan?.(name);
  const tag = vlan ?? (named === undefined ? undefined : { value: named, line: draft.line });
  return {
    ...rest,
    name,
    port: dialect.portOf(name),
    svi: svi !== undefined,
    ...(tag && { vlan: tag }),
    ...(shut && { shut }),
  };
}

/** A member has what its group says, unless it says so itself. Groups of groups end after a few steps. */
function merged(draft: PeerDraft, all: Draft['peers'], depth = 0): PeerDraft {
  const group = draft.group && all.get(`${draft.process} ${draft.group.value}`);
  if (!group || group === draft || depth > 4) return draft;
  const above = merged(group, all, depth + 1);
  const own: PeerDraft = { ...draft };
  for (const field of peerFields) {
    const seen = draft[field] ?? (field === 'group' || field === 'address' ? undefined : above[field]);
    if (seen) own[field] = seen;
  }
  const key = draft.keySeen ?? above.keySeen;
  return {
    ...own,
    ...(key && { keySeen: key }),
    import: draft.import.length > 0 ? draft.import : above.import,
    export: draft.export.length > 0 ? draft.export : above.export,
  };
}

const isAddress = (text: string) => /^\d+\.\d+\.\d+\.\d+$/.test(text);

function peersOf(draft: Draft): readonly ReadPeer[] {
  return [...draft.peers.values()]
    .map((peer) => merged(peer, draft.peers))
    .filter((peer) => isAddress(peer.address?.value ?? peer.key));
}

function policiesOf(draft: Draft): ReadonlyMap<string, Policy> {
  return new Map(
    [...draft.policies.values()].map(({ clauses, ...policy }) => [
      policy.name,
      { ...policy, clauses: inOrder([...clauses]) },
    ]),
  );
}

/** Numbered clauses are asked by number, the others as they stand. */
function inOrder<T>(clauses: readonly (readonly [string, T])[]): readonly T[] {
  const numbered = clauses.every(([key]) => /^\d+$/.test(key));
  const sorted = numbered ? clauses.toSorted(([left], [right]) => Number(left) - Number(right)) : clauses;
  return sorted.map(([, clause]) => clause);
}

/** A flat text may have put a line under heads it does not belong to: then fewer of them are tried. */
function found(matcher: Matcher, levels: Statement['levels'], flat: boolean) {
  const hit = matcher(levels);
  if (hit || !flat) return hit;
  for (let skip = 1; skip < levels.length; skip++) {
    const other = matcher(levels.slice(skip));
    if (other) return other;
  }
  return undefined;
}

export function readConfig(text: string, vendor: VendorName): ReadResult {
  const problem = textProblem(text);
  if (problem) return { ok: false, problem };
  const dialect = dialects[vendor];
  const matcher = matcherFor(vendor);
  const draft = emptyDraft();
  const { statements, refused, flat = false } = dialect.lex(text);
  const good = new Set<number>();
  const bad = new Set<number>(refused);
  const paths = new Map<number, Statement['levels']>();
  for (const statement of statements) {
    const levels = dialect.shape?.(statement) ?? statement.levels;
    const hit = found(matcher, levels, flat);
    if (!paths.has(statement.line)) paths.set(statement.line, levels);
    if (hit) good.add(statement.line);
    else bad.add(statement.line);
    hit?.take?.(draft, hit.captures, statement.line);
  }
  dialect.finish?.(draft);
  if (good.size === 0) return { ok: false, problem: 'not-understood' };
  const lines = linesOf(text);
  const unread = [...bad]
    .filter((line) => !good.has(line))
    .sort((left, right) => left - right)
    .map((line): Unread => ({ line, text: maskedLine(lines[line - 1] ?? '') }));
  const device: ReadDevice = {
    vendor,
    faces: [...draft.faces.values()].map((face) => faceOf(face, dialect)),
    processes: [...draft.processes.values()],
    peers: peersOf(draft),
    policies: policiesOf(draft),
    statics: draft.statics,
    packetRules: draft.packetRules,
    lines: lines.length,
    understood: good.size,
    unread,
    paths,
  };
  return { ok: true, device };
}
