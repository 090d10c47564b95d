/** The shipped font file comes out as a sound TrueType, and as nothing else. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { trueTypeOf } from '../../src/wire/font.ts';
import { checksumOf, glyphsOf, tablesOf } from './true-type.ts';

const file = readFileSync(new URL('../../assets/fonts/noto-sans-sc-400.woff', import.meta.url));
const font = trueTypeOf(file);

it('has every table a TrueType needs, each as its checksum says', () => {
  const tables = tablesOf(font);
  expect(tables.map(({ tag }) => tag)).toEqual(
    expect.arrayContaining(['cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'post']),
  );
  // The checksum of `head` leaves out the whole file's sum, kept at its offset 8.
  const zeroed = (tag: string, bytes: Buffer) =>
    tag === 'head' ? Buffer.concat([bytes.subarray(0, 8), Buffer.alloc(4), bytes.subarray(12)]) : bytes;
  expect(tables.filter(({ tag, bytes, checksum }) => checksumOf(zeroed(tag, bytes)) !== checksum)).toEqual([]);
});

it('is as long as the WOFF says it was', () => expect(font.length).toBe(file.readUInt32BE(16)));

it('has Chinese and Latin', () => {
  const glyphs = glyphsOf(font);
  expect(Array.from('托管专线边界网关VLAN 10').filter((character) => !glyphs.has(character))).toEqual([]);
});

it.each([
  ['a TrueType', font],
  ['nothing', Buffer.alloc(0)],
  ['WOFF 2', Buffer.from('wOF2 and more')],
])('refuses %s', (_name, bytes) => expect(() => trueTypeOf(bytes)).toThrow('not a WOFF 1 font file'));
