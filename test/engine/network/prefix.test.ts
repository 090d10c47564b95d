// How addresses and prefixes are read, interned and matched.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  covers,
  formatAddress,
  formatPrefix,
  networkOf,
  type Prefix,
  parseAddress,
  parseInterfaceAddress,
  parsePrefix,
} from '../../../src/engine/network/prefix.ts';
import { PrefixTable } from '../../../src/engine/network/prefix-table.ts';

const prefixArbitrary = fc
  .record({ address: fc.integer({ min: 0, max: 0xffffffff }), length: fc.integer({ min: 0, max: 32 }) })
  .map(({ address, length }) => networkOf(address, length));
/** Few addresses and lengths, so that prefixes meet. */
const crowded = fc
  .record({
    address: fc.constantFrom(0x0a000000, 0x0a000100, 0x0a010000, 0xc0a80000),
    length: fc.constantFrom(0, 8, 15, 16, 24, 32),
  })
  .map(({ address, length }) => networkOf(address, length));

// biome-ignore format: rows
const READ: [string, string | undefined][] = [
  ['10.0.0.255/24',      '10.0.0.0/24'],
  ['0.0.0.0/0',          '0.0.0.0/0'],
  ['255.255.255.255/32', '255.255.255.255/32'],
  ['10.0.0.0',           undefined],
  ['10.0.0.0/33',        undefined],
  ['10.0.0.0/08',        undefined],
  ['10.0.0/8',           undefined],
  ['10.0.0.256/24',      undefined],
  ['010.0.0.0/8',        undefined],
  ['10.0.0.0/8/8',       undefined],
  ['::/0',               undefined],
  ['',                   undefined],
];

describe('a prefix', () => {
  it.each(READ)('%j reads as %j', (text, expected) => {
    const prefix = parsePrefix(text);
    expect(prefix && formatPrefix(prefix)).toBe(expected);
  });

  it('survives being written and read', () => {
    fc.assert(
      fc.property(prefixArbitrary, (prefix) => {
        expect(parsePrefix(formatPrefix(prefix))).toEqual(prefix);
      }),
    );
  });

  it('keeps the host bits of an interface address', () => {
    expect(parseInterfaceAddress('172.16.0.1/30')).toEqual({ address: parseAddress('172.16.0.1'), length: 30 });
  });

  it('contains another exactly when it covers its first and last address', () => {
    fc.assert(
      fc.property(crowded, crowded, (outer, inner) => {
        const last = inner.address + 2 ** (32 - inner.length) - 1;
        expect(contains(outer, inner)).toBe(covers(outer, inner.address) && covers(outer, last));
      }),
    );
  });
});

describe('a prefix table', () => {
  it('gives every prefix one id and finds it again, also while it grows', () => {
    const table = new PrefixTable();
    const prefixes = Array.from({ length: 5000 }, (_, index) => networkOf(index * 256, 24 + (index % 9)));
    const ids = prefixes.map((prefix) => table.intern(prefix));
    expect(prefixes.map((prefix) => table.intern(prefix))).toEqual(ids);
    expect(table.size).toBe(new Set(prefixes.map(formatPrefix)).size);
    expect(ids.map((id) => formatPrefix(table.at(id)))).toEqual(prefixes.map(formatPrefix));
    expect(table.find(networkOf(0xffffffff, 32))).toBeUndefined();
  });
});

/** Addresses around the ends of the prefixes, where an off-by-one shows. */
const edges = (prefixes: readonly Prefix[]): number[] =>
  prefixes.flatMap(({ address, length }) => {
    const last = address + 2 ** (32 - length) - 1;
    return [address, last, (address - 1) >>> 0, (last + 1) >>> 0];
  });

function slowLongest(prefixes: readonly Prefix[], address: number): string | undefined {
  const best = prefixes
    .filter((prefix) => covers(prefix, address))
    .reduce<Prefix | undefined>((longest, one) => (longest && longest.length > one.length ? longest : one), undefined);
  return best && formatPrefix(best);
}

const shown = (table: PrefixTable, id: number): string | undefined => (id < 0 ? undefined : formatPrefix(table.at(id)));

describe.each([
  ['by length', Infinity],
  ['by index from the start', 0],
  ['by an index built in between', 5],
])('longest match %s', (_, indexedFrom) => {
  const entries = fc.uniqueArray(fc.oneof(crowded, prefixArbitrary), { selector: formatPrefix, maxLength: 12 });

  it('is what a search through all entries finds, also after each further prefix', () => {
    fc.assert(
      fc.property(entries, (prefixes) => {
        const table = new PrefixTable(indexedFrom);
        prefixes.forEach((prefix, count) => {
          table.intern(prefix);
          const present = prefixes.slice(0, count + 1);
          for (const address of edges(prefixes))
            expect(shown(table, table.longest(address)), formatAddress(address)).toBe(slowLongest(present, address));
        });
      }),
      { numRuns: 20 },
    );
  });

  it('passes over what does not fit', () => {
    fc.assert(
      fc.property(entries, fc.func(fc.boolean()), (prefixes, fits) => {
        const table = new PrefixTable(indexedFrom);
        for (const prefix of prefixes) table.intern(prefix);
        const fitting = prefixes.filter((prefix) => fits(formatPrefix(prefix)));
        for (const address of edges(prefixes)) {
          const id = table.longestThat((one) => fits(formatPrefix(table.at(one))), address);
          expect(shown(table, id), formatAddress(address)).toBe(slowLongest(fitting, address));
        }
      }),
      { numRuns: 20 },
    );
  });
});

it('ten thousand prefixes answer alike with and without an index', () => {
  const [indexed, plain] = [new PrefixTable(), new PrefixTable(Infinity)];
  const prefixes = Array.from({ length: 10_000 }, (_, index) =>
    networkOf(Math.imul(index + 1, 0x9e3779b1) >>> 0, 8 + (index % 25)),
  );
  for (const prefix of prefixes) {
    indexed.intern(prefix);
    plain.intern(prefix);
  }
  for (const address of edges(prefixes)) expect(indexed.longest(address)).toBe(plain.longest(address));
});
