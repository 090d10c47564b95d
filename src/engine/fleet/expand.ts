/** From what a stand-in tenant lost to what a tenant of the same shape lost: its own names, its own ranges. Judges nothing. */
import { type Prefix, parsePrefix } from '../network/index.ts';
import type { Range, Reduced } from './alike.ts';
import type { Losses, RedundancyLoss } from './impact.ts';
import type { Shape } from './shape.ts';

/** What is known by the text of a shape; undefined for tenants without a gateway here. */
export type Known = Map<string, { readonly losses: Losses; readonly shape: Shape } | undefined>;

/** The same losses in the names of another tenant of the shape. */
export function told(
  found: { readonly losses: Losses; readonly shape: Shape } | undefined,
  to: Shape,
): Losses | undefined {
  if (!found) return undefined;
  const { losses, shape } = found;
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

const zero: Prefix = { address: 0, length: 0 };
const byAddress = (left: Range, right: Range): number =>
  left.prefix.address - right.prefix.address || left.prefix.length - right.prefix.length;

/** Ranges in the place of those that stood for them, in the order of addresses. */
function all(texts: readonly string[], ranges: Reduced['ranges']): readonly Range[] {
  const found = texts.map((text) => ranges.get(text) ?? [{ text, prefix: parsePrefix(text) ?? zero }]);
  const [only, ...others] = found;
  return only && others.length === 0 ? only : found.flat().sort(byAddress);
}

/** Losses are listed gateway by gateway, in each by address. */
export function expand(losses: Losses, ranges: Reduced['ranges']): Losses {
  if (ranges.size === 0) return losses;
  const gateways = [...new Set(losses.prefixes.map(({ gateway }) => gateway))];
  const prefixes = gateways.flatMap((gateway) => {
    const texts = losses.prefixes.flatMap((row) => (row.gateway === gateway ? [row.prefix] : []));
    return all(texts, ranges).map(({ text }) => ({ gateway, prefix: text }));
  });
  const order = [...new Set(losses.redundancy.map(({ gateway }) => gateway))];
  const redundancy = losses.redundancy
    .map((row) => ({ row, own: all(row.prefixes, ranges) }))
    .sort(({ row: left, own: [one] }, { row: right, own: [other] }) => {
      const between = order.indexOf(left.gateway) - order.indexOf(right.gateway);
      return between || (one && other ? byAddress(one, other) : 0);
    })
    .map(({ row, own }): RedundancyLoss => ({ ...row, prefixes: own.map(({ text }) => text) }));
  return { ...losses, prefixes, redundancy };
}
