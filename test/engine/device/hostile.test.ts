// Names, descriptions and keys that would like to be commands: they change no line but the ones that show them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceConfig, keyPlaceholder, type VendorName, vendorNames } from '../../../src/engine/device/index.ts';
import { plainText } from '../../../src/engine/device/plain-text.ts';
import { configText, keys, plan, textOf } from './plans.ts';

const mark = (vendor: VendorName) => (/^cisco|^frr/.test(vendor) ? '!' : '#');

/** Lines that are neither comments nor descriptions, and how many lines there are in all. */
function bones(vendor: VendorName, text: string) {
  const lines = text.split('\n');
  return {
    count: lines.length,
    bones: lines.filter((line) => !line.startsWith(mark(vendor)) && !/description/.test(line)),
  };
}

// biome-ignore format: rows
const hostile: readonly [string, string][] = [
  ['a line end',             'a\nno router bgp 1'],
  ['a carriage return',      'a\rshutdown'],
  ['a Unicode line end',     'a\u2028shutdown'],
  ['an escape sequence',     '\u001b[2Jshutdown'],
  ['a comment mark',         '! no ip route'],
  ['another comment mark',   '# } reject;'],
  ['a closed string',        '"; disabled; description "'],
  ['a closed block',         '}; protocol static { }'],
  ['a closed comment',       '*/ system { } /*'],
  ['several statements',     'a; b; c'],
  ['a question mark',        'show?'],
  ['a pipe',                 'a | save'],
  ['an annotation',          '$a `b` $(c) {d}'],
  ['only marks',             '!!!###'],
  ['a description of lines', 'description\n quit'],
];

describe.each(vendorNames)('%s', (vendor) => {
  const harmless = bones(vendor, configText(vendor, { name: 'n', description: 'd' }));

  it.each(hostile)('is not moved by %s in a name or description', (_, text) => {
    const name = text.slice(0, 32);
    expect(bones(vendor, configText(vendor, { name, description: `d${text}` }))).toEqual(harmless);
  });

  it('is not moved by any name or description', () => {
    const words = fc.string({ minLength: 1, maxLength: 16, unit: 'binary' });
    fc.assert(
      fc.property(words, words, (name, description) => {
        // The description keeps a readable letter, so that its comment line is always there.
        expect(bones(vendor, configText(vendor, { name, description: `d${description}` }))).toEqual(harmless);
      }),
    );
  });

  it('shows a name and a description in plain characters only', () => {
    const words = fc.string({ minLength: 1, maxLength: 16, unit: 'binary' });
    fc.assert(
      fc.property(words, words, (name, description) => {
        expect(configText(vendor, { name, description })).toMatch(/^[\n\x20-\x7e]*$/);
      }),
    );
  });

  it('gives nothing away of a key that is not to be seen', () => {
    fc.assert(
      fc.property(keys, keys, (one, other) => {
        const hidden = (authKey: string) => textOf(deviceConfig(plan({ authKey }), vendor, { revealKey: false }));
        expect(hidden(one)).toBe(hidden(other));
        expect(hidden(one)).toContain(keyPlaceholder);
        expect(hidden(one)).toContain(`put the BGP key in the place of ${keyPlaceholder}`);
      }),
    );
  });

  it('writes a placeholder for a key that is elsewhere, as if it were hidden', () => {
    const elsewhere = configText(vendor, { authKey: null, keyPresent: true });
    expect(elsewhere).toBe(configText(vendor, { authKey: 'another-key' }, false));
  });

  it('writes a revealed key once per session or group, whole', () => {
    fc.assert(
      fc.property(keys, (authKey) => {
        const escaped = vendor === 'juniper' ? authKey.replaceAll(/["\\]/g, '\\$&') : authKey;
        const lines = configText(vendor, { authKey })
          .split('\n')
          .filter((line) => /(?:^ +| )(?:password|authentication-key) /.test(line) && !line.startsWith(mark(vendor)));
        expect(lines).toHaveLength(vendor === 'juniper' ? 1 : 2);
        for (const line of lines)
          expect(line.replace(/";?$/, '').endsWith(escaped) || line.endsWith(escaped)).toBe(true);
      }),
    );
  });
});

describe('plain text', () => {
  // biome-ignore format: rows
  it.each([
    ['Shanghai prod-1', 'Shanghai prod-1'],
    ['a\nb',            'a-b'],
    ['a "b" c',         'a -b- c'],
    ['  a   b  ',       'a b'],
    ['上海 A区',        'A'],
    ['上海',            ''],
    ['--a--',           'a'],
    ['10.0.0.0:a,b@c',  '10.0.0.0:a,b@c'],
  ])('%j becomes %j', (text, plain) => {
    expect(plainText(text, 40)).toBe(plain);
  });

  it('stays what it is when made plain again, and is never longer than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (text, longest) => {
        const once = plainText(text, longest);
        expect(plainText(once, longest)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(longest);
      }),
    );
  });
});
