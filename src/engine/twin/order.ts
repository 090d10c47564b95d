/** How things are put in one order whatever order they came in, and how an address finds its longest prefix. Knows no rule of the product. */
import { contains, covers as holds, type Prefix, parseAddress, parsePrefix } from '../network/index.ts';

export const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Text that is no prefix sorts first and covers one address nobody uses. */
export const prefixOf = (text: string): Prefix => parsePrefix(text) ?? { address: 0, length: 32 };

export function byPrefix(left: string, right: string): number {
  const [a, b] = [prefixOf(left), prefixOf(right)];
  return a.address - b.address || a.length - b.length;
}

export function groupBy<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

export const overlapping = (a: Prefix, b: Prefix): boolean => contains(a, b) || contains(b, a);

/** Rows whose destination covers the address, longest first; rows of one length keep their order. */
export function covering<T extends { readonly destination: string }>(
  rows: readonly T[],
  address: string,
): readonly T[] {
  const value = parseAddress(address);
  if (value === undefined) return [];
  return rows
    .map((row) => ({ row, prefix: prefixOf(row.destination) }))
    .filter(({ prefix }) => holds(prefix, value))
    .sort((left, right) => right.prefix.length - left.prefix.length)
    .map(({ row }) => row);
}

/** The covering rows of the greatest length. */
export function longest<T extends { readonly destination: string }>(rows: readonly T[], address: string): readonly T[] {
  const [first, ...others] = covering(rows, address);
  return first ? [first, ...others.filter((row) => row.destination === first.destination)] : [];
}

export const covers = (range: string, address: string): boolean =>
  covering([{ destination: range }], address).length > 0;
