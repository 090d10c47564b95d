/** Widths are the font's own; what is cut fits and keeps its ends. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiWidths, shorten, widthOf } from '../../../src/app/picture/width.ts';
import { words } from '../../../src/app/picture/words.ts';
import { table } from '../../../src/app/text/table.ts';
import { trueTypeOf } from '../../../src/wire/font.ts';
import { glyphsOf } from '../../wire/true-type.ts';

const file = new URL('../../../assets/fonts/noto-sans-sc-400.woff', import.meta.url);
const glyphs = glyphsOf(trueTypeOf(readFileSync(file)));

describe('the font', () => {
  it('has the widths that are counted with', () => {
    expect(asciiWidths).toEqual(Array.from({ length: 95 }, (_, at) => glyphs.widthOf(String.fromCharCode(0x20 + at))));
  });

  it('draws no Chinese character wider than its square', () => {
    expect(Array.from('专线边界网关，：（）…').map((one) => glyphs.widthOf(one))).toEqual(Array(11).fill(1000));
  });

  /** Everything that can come into a picture besides people's own words. */
  const prefixes = [
    'cause.',
    'state.',
    'vif-state.',
    'region.',
    'value.',
    'card.cause-',
    'card.session-',
    'card.title',
    'card.device',
  ];
  const sentences = [
    ...Object.values(words),
    ...Object.entries<{ en: string; zh: string }>(table).flatMap(([key, said]) =>
      prefixes.some((prefix) => key.startsWith(prefix)) ? [said] : [],
    ),
  ].flatMap(({ en, zh }) => [en, zh]);

  it('has every character of them', () => {
    expect(sentences.length).toBeGreaterThan(100);
    expect(new Set(sentences.flatMap((text) => Array.from(text)).filter((one) => !glyphs.has(one)))).toEqual(new Set());
  });
});

describe('shortening', () => {
  // biome-ignore format: aligned rows
  it.each([
    ['short',                'short',        100],
    ['production-database-1', 'prod…1',      60],
    ['华北生产环境边界网关一号', '华北…号',     60],
    ['anything',             '…',            1],
    ['',                     '',             0],
  ])('%j becomes %j in %i pixels', (text, short, room) => expect(shorten(text, room, 15)).toBe(short));

  it('fits, unless not even an ellipsis does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 15, max: 300 }), (text, room) => {
        const short = shorten(text, room, 15);
        expect(widthOf(short, 15)).toBeLessThanOrEqual(room);
        if (widthOf(text, 15) <= room) expect(short).toBe(text);
      }),
    );
  });
});
