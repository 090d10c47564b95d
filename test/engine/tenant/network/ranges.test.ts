/** Ranges as text: what is written without host bits, what overlaps, what a /30 holds (domain §5.7). */
import { describe, expect, it } from 'vitest';
import {
  addressIn,
  inside,
  isOrdered,
  linkRange,
  overlaps,
  pairOf,
  readRange,
} from '../../../../src/engine/tenant/network/ranges.ts';

// biome-ignore format: rows
const pairsOfRanges: readonly [string, string, overlap: boolean, inside: boolean][] = [
  ['10.0.0.0/16', '10.0.0.0/16', true,  true],
  ['10.0.1.0/24', '10.0.0.0/16', true,  true],
  ['10.0.0.0/16', '10.0.1.0/24', true,  false],
  ['10.0.0.0/24', '10.0.1.0/24', false, false],
  ['10.0.0.0/25', '10.0.0.128/25', false, false],
  ['0.0.0.0/0',   '10.0.0.0/8',  true,  false],
  ['10.0.0.0/8',  '0.0.0.0/0',   true,  true],
  ['255.255.255.255/32', '255.255.255.0/24', true, true],
  ['ten',         '10.0.0.0/8',  false, false],
  ['10.0.0.0/8',  'ten',         false, false],
];

describe('two ranges', () => {
  it.each(pairsOfRanges)('%s and %s', (left, right, overlap, within) => {
    expect(overlaps(left, right)).toBe(overlap);
    expect(overlaps(right, left)).toBe(overlap);
    expect(inside(left, right)).toBe(within);
  });
});

describe('a range as typed', () => {
  it.each(['0.0.0.0/0', '10.0.0.0/8', '10.0.0.1/32', '172.16.0.4/30', '255.255.255.255/32'])('%s is one', (text) => {
    expect(readRange(text)).toBeDefined();
  });
  it.each([
    '10.0.0.1/8',
    '172.16.0.5/30',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '010.0.0.0/8',
    '10.0.0.0/8 ',
    '10/8',
    '',
  ])('%j is none', (text) => expect(readRange(text)).toBeUndefined());
});

describe('a /30', () => {
  it('gives the client its first host, the cloud its second', () => {
    expect(pairOf('172.16.0.4/30')).toEqual({ customerIp: '172.16.0.5/30', cloudIp: '172.16.0.6/30' });
  });

  // biome-ignore format: rows
  it.each([
    ['172.16.0.5/30', '172.16.0.6/30', '172.16.0.4/30', true],
    ['172.16.0.6/30', '172.16.0.5/30', '172.16.0.4/30', false],
    ['172.16.0.4/30', '172.16.0.7/30', '172.16.0.4/30', false],
    ['172.16.0.2/30', '172.16.0.5/30', undefined,       false],
    ['172.16.0.5/29', '172.16.0.6/29', undefined,       false],
    ['172.16.0.5',    '172.16.0.6',    undefined,       false],
  ])('of %s and %s', (customerIp, cloudIp, link, ordered) => {
    expect(linkRange({ customerIp, cloudIp })).toBe(link);
    expect(isOrdered({ customerIp, cloudIp })).toBe(ordered);
  });
});

describe('an address', () => {
  // biome-ignore format: rows
  it.each([
    ['10.0.0.0/24', '10.0.0.0',     true],
    ['10.0.0.0/24', '10.0.0.255',   true],
    ['10.0.0.0/24', '10.0.1.0',     false],
    ['10.0.0.0/24', '10.0.0.1/24',  false],
    ['ten',         '10.0.0.1',     false],
  ])('in %s: %s', (range, address, within) => expect(addressIn(range, address)).toBe(within));
});
