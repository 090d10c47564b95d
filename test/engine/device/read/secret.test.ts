// Keys as devices write them: which can be read, which cannot.
import { describe, expect, it } from 'vitest';
import { ciscoKey, junosKey, vrpKey } from '../../../../src/engine/device/read/secret.ts';

const plain = (text: string) => ({ kind: 'plain', text });
const sealed = { kind: 'sealed' };
const placeholder = { kind: 'placeholder' };

// biome-ignore format: rows
describe('a key', () => {
  it.each([
    ['cisco', 'S3cret-key',            plain('S3cret-key')],
    ['cisco', '0 S3cret-key',          plain('S3cret-key')],
    ['cisco', '7 094F471A1A0A',        plain('cisco')],
    ['cisco', '7 02050D480809',        plain('cisco')],
    ['cisco', '7 zz050D480809',        sealed],
    ['cisco', '6 abcdef',              sealed],
    ['cisco', '3 9125d59c18a9b015',    sealed],
    ['cisco', '<BGP-KEY>',             placeholder],
    ['junos', 'S3cret-key',            plain('S3cret-key')],
    ['junos', '$9$LbHX-wg4Z',          plain('lc')],
    ['junos', '$9$??',                 sealed],
    ['junos', '$8$aes256$x',           sealed],
  ])('%s %s', (vendor, words, expected) => {
    expect(vendor === 'cisco' ? ciscoKey(words) : junosKey(words)).toEqual(expected);
  });

  it.each([
    ['simple', 'S3cret-key',                     plain('S3cret-key')],
    ['cipher', 'S3cret-key',                     plain('S3cret-key')],
    ['cipher', '%^%#vS!g2Kk`%^%#',               sealed],
    ['cipher', '$c$3$Zm9vYmFy',                  sealed],
    ['cipher', '<BGP-KEY>',                      placeholder],
  ])('%s %s', (kind, text, expected) => {
    expect(vrpKey(kind, text)).toEqual(expected);
  });
});
