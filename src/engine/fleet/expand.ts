/** From what a stand-in tenant lost to what a tenant of the same shape lost: its own names, its own ranges. Judges nothing. */
import { prefixKey } from '../network/index.ts';
import type { Ranges, Reduced } from './alike.ts';
import type { Losses, RedundancyLoss } from './impact.ts';
import type { Shape } from './shape.ts';

/** What is known by shape; no losses for tenants without a gateway here. */
export type Known = Map<number, { readonly losses: Losses | undefined; readonly shape: Shape }>;

/** The losses of one tenant in the names of another of the same shape. */
export function told(losses: Losses, shape: Shape, to: Shape): Losses {
  const named = (id: string): string => {
    const number = shape.numberOf.get(id);
    return number === undefined ? id : (to.ids[number] ?? id);
  };
  return {
    prefixes: losses.prefixes.map(({ gateway, prefix }) => ({ gateway: named(gateway), prefix })),
    probes: losses.probes.map(({ instance, host }) => ({ instance: named(instance), host })),
    redundancy: losses.redundancy.map(({ gateway, of, left, prefixes }) => ({
      gateway: named(gateway),
      of,
      left: { ...left, ...(left.line !== undefined && { line: named(left.line) }) },
      prefixes,
    })),
    sessions: losses.sessions.map(({ vif, router }) => ({ vif: named(vif), router })),
  };
}

/** Ranges in the place of those that stood for them. */
function all(texts: readonly string[], ranges: Reduced['ranges']): Ranges {
  const found = texts.map((text): Ranges => ranges.get(text) ?? { texts: [text], keys: [prefixKey(text) ?? 0] });
  return found.reduce(merged, none);
}

const none: Ranges = { texts: [], keys: [] };

/** Both are in order. */
function merged(left: Ranges, right: Ranges): Ranges {
  if (left.keys.length === 0) return right;
  const [texts, keys]: [string[], number[]] = [[], []];
  let [at, other] = [0, 0];
  while (at < left.keys.length || other < right.keys.length) {
    const isLeft = (left.keys[at] ?? Infinity) <= (right.keys[other] ?? Infinity);
    const [from, index] = isLeft ? [left, at] : [right, other];
    texts.push(from.texts[index] ?? '');
    keys.push(from.keys[index] ?? 0);
    if (isLeft) at += 1;
    else other += 1;
  }
  return { texts, keys };
}

/** Losses are listed gateway by gateway, in each by address. */
export function expand(losses: Losses, ranges: Reduced['ranges']): Losses {
  if (ranges.size === 0) return losses;
  const gateways = [...new Set(losses.prefixes.map(({ gateway }) => gateway))];
  const prefixes = gateways.flatMap((gateway) => {
    const texts = losses.prefixes.flatMap((row) => (row.gateway === gateway ? [row.prefix] : []));
    return all(texts, ranges).texts.map((prefix) => ({ gateway, prefix }));
  });
  const order = [...new Set(losses.redundancy.map(({ gateway }) => gateway))];
  const redundancy = losses.redundancy
    .map((row) => ({ row, own: all(row.prefixes, ranges) }))
    .sort(({ row: left, own: one }, { row: right, own: other }) => {
      const between = order.indexOf(left.gateway) - order.indexOf(right.gateway);
      return between || (one.keys[0] ?? 0) - (other.keys[0] ?? 0);
    })
    .map(({ row, own }): RedundancyLoss => ({ ...row, prefixes: own.texts }));
  return { ...losses, prefixes, redundancy };
}
