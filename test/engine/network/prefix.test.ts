// How addresses and prefixes are read, interned and matched.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LongestMatch } from '../../../src/engine/network/longest-match.ts';
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

describe('longest match', () => {
  it('is what a search through all entries finds', () => {
    const entries = fc.uniqueArray(crowded, { selector: formatPrefix, maxLength: 12 });
    fc.assert(
      fc.property(
        entries,
        fc.constantFrom(0x0a000001, 0x0a000101, 0x0a010001, 0xc0a80001, 0x01020304),
        (prefixes, address) => {
          const table = new LongestMatch<string>();
          for (const prefix of prefixes) table.set(prefix, formatPrefix(prefix));
          const slow = prefixes
            .filter((prefix) => covers(prefix, address))
            .reduce<Prefix | undefined>((best, one) => (best && best.length > one.length ? best : one), undefined);
          expect(table.lookup(address)?.value, formatAddress(address)).toBe(slow && formatPrefix(slow));
        },
      ),
    );
  });
});
