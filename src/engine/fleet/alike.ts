/**
 * Which of a tenant's announced ranges are alike: announced over the same interfaces and meeting nothing a packet or a rule
 * of the tenant looks at. One stands for all of them in a simulation. Simulates nothing.
 */

import { formatPrefix, lastAddress, parsePrefix, prefixKey, prefixOfKey } from '../network/index.ts';
import type { TenantState } from '../tenant/model.ts';
import type { Vif } from '../tenant/network/model.ts';
import { limits } from '../twin/gateway-table.ts';
import { cloudSpans, joined, meet, otherSpans, type Span, spanOf } from './landmarks.ts';
import { relocated } from './relocate.ts';

/** What a gateway takes from anyone (twin/advertise.ts): inside these, and outside of what the tenant has. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap((text) => {
  const prefix = parsePrefix(text);
  return prefix ? [spanOf(prefix)] : [];
});
const standInPool = parsePrefix('172.24.0.0/13')?.address ?? 0;
const poolSize = 2048;
/** Interfaces are bits of a small number, announcements a part of a number that holds a prefix too. */
const vifsAtMost = 30;
const announcementsAtMost = 2 ** 14;

/** Ranges in the order of addresses. */
export interface Ranges {
  readonly texts: readonly string[];
  /** See `prefixKey`. */
  readonly keys: readonly number[];
}
export interface Reduced {
  readonly state: TenantState;
  /** By the range that stands for others: all of them. */
  readonly ranges: ReadonlyMap<string, Ranges>;
}

/** More dynamic routes than the limit come in by batches, where their number counts. */
function fits({ attachments, vifs }: TenantState): boolean {
  const counts = new Map<string, number>();
  const add = (gateway: string, more: number) => counts.set(gateway, (counts.get(gateway) ?? 0) + more);
  for (const { gateway, exports } of Object.values(attachments)) add(gateway, exports.length);
  for (const { gateway, device } of Object.values(vifs)) add(gateway, device?.announces.length ?? 0);
  return [...counts.values()].every((count) => count <= limits.dynamicRoutes);
}

/** Ranges nobody has, the same for all tenants where the same is taken. */
function* standIns(taken: readonly Span[]): Generator<string> {
  for (let index = 0; index < poolSize; index += 1) {
    const prefix = { address: standInPool + index * 256, length: 24 };
    if (!taken.some((one) => meet(one, spanOf(prefix)))) yield formatPrefix(prefix);
  }
}

/** Bits of the low half are taken first: the remainder of a division is slow beyond 32 bits. */
const placeIn = (announcement: number): number => announcement & (announcementsAtMost - 1);
const keyIn = (announcement: number): number => (announcement - placeIn(announcement)) / announcementsAtMost;

interface Groups {
  /** By the interfaces that announce them, one bit each. */
  readonly alike: ReadonlyMap<number, { readonly texts: string[]; readonly keys: number[] }>;
  /** Per interface what nothing else may stand for, each once. */
  readonly kept: readonly ReadonlySet<string>[];
  readonly keptSpans: readonly Span[];
}

function groupsOf(vifs: readonly Vif[], marks: readonly Span[]): Groups {
  const texts: string[] = [];
  const owners: number[] = [];
  vifs.forEach(({ device }, index) => {
    for (const text of device?.announces ?? []) {
      texts.push(text);
      owners.push(index);
    }
  });
  const kept = vifs.map(() => new Set<string>());
  const keptSpans: Span[] = [];
  const keep = (at: number): void => {
    kept[owners[at] ?? 0]?.add(texts[at] ?? '');
    const prefix = parsePrefix(texts[at] ?? '');
    if (prefix) keptSpans.push(spanOf(prefix));
  };
  // A prefix and the place of its announcement in one number: sorting numbers is what makes ten thousand tenants cheap.
  const sorted = new Float64Array(texts.length);
  let count = 0;
  for (let at = 0; at < texts.length; at += 1) {
    const key = prefixKey(texts[at] ?? '');
    if (key === undefined) keep(at);
    else {
      sorted[count] = key * announcementsAtMost + at;
      count += 1;
    }
  }
  sorted.subarray(0, count).sort();
  const alike = new Map<number, { texts: string[]; keys: number[] }>();
  let [mark, home] = [0, 0];
  for (let first = 0, index = 0; first < count; first = index) {
    const key = keyIn(sorted[first] ?? 0);
    let bits = 0;
    for (; index < count && keyIn(sorted[index] ?? 0) === key; index += 1)
      bits |= 1 << (owners[placeIn(sorted[index] ?? 0)] ?? 0);
    const prefix = prefixOfKey(key);
    const [from, to] = [prefix.address, lastAddress(prefix)];
    while (mark < marks.length && (marks[mark]?.[1] ?? 0) < from) mark += 1;
    // Ranges come in order, and so do the private ones.
    while (home < privateRanges.length && (privateRanges[home]?.[1] ?? 0) < from) home += 1;
    const isPrivate = (privateRanges[home]?.[0] ?? Infinity) <= from && to <= (privateRanges[home]?.[1] ?? 0);
    if (isPrivate && (marks[mark]?.[0] ?? Infinity) > to) {
      const group = alike.get(bits) ?? { texts: [], keys: [] };
      if (group.keys.length === 0) alike.set(bits, group);
      group.texts.push(texts[placeIn(sorted[first] ?? 0)] ?? '');
      group.keys.push(key);
    } else for (let at = first; at < index; at += 1) keep(placeIn(sorted[at] ?? 0));
  }
  return { alike, kept, keptSpans };
}

/** The tenant with one range for many, or as it is when the number of routes matters. */
export function reduced(state: TenantState): Reduced {
  const none = { state, ranges: new Map<string, Ranges>() };
  const vifs = Object.values(state.vifs);
  const announcements = vifs.reduce((sum, { device }) => sum + (device?.announces.length ?? 0), 0);
  if (!fits(state) || vifs.length > vifsAtMost || announcements > announcementsAtMost) return none;
  const around = otherSpans(state);
  const { alike, kept, keptSpans } = groupsOf(vifs, joined([...around, ...cloudSpans(state)]));
  const moved = relocated(state, [...around, ...keptSpans]);
  const free = standIns(moved.taken);
  const ranges = new Map<string, Ranges>();
  const standing: { readonly text: string; readonly bits: number }[] = [];
  for (const [bits, group] of [...alike].sort(([left], [right]) => left - right)) {
    const text = free.next().value;
    if (typeof text !== 'string') return none;
    standing.push({ text, bits });
    ranges.set(text, group);
  }
  const changed = vifs.map((vif, index) => {
    if (!vif.device) return vif;
    const own = standing.flatMap(({ text, bits }) => ((bits & (1 << index)) !== 0 ? [text] : []));
    return { ...vif, device: { ...vif.device, announces: [...own, ...(kept[index] ?? [])] } };
  });
  return { state: { ...moved.state, vifs: Object.fromEntries(changed.map((vif) => [vif.id, vif])) }, ranges };
}
