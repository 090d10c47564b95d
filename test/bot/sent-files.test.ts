import { describe, expect, it } from 'vitest';
import { decoded, textWithin } from '../../src/bot/sent-files.ts';

const utf16 = (text: string, mark: readonly number[], swap: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return Buffer.concat([Buffer.from(mark), swap ? bytes.swap16() : bytes]);
};

describe('bytes as text', () => {
  // biome-ignore format: aligned rows
  it.each<[string, Uint8Array, object]>([
    ['UTF-8',                        Buffer.from('描述 edge'),                        { ok: true, text: '描述 edge' }],
    ['UTF-8 with its mark',          Buffer.from('\ufeffedge'),                      { ok: true, text: 'edge' }],
    ['what a Chinese terminal saves', Buffer.from('c3e8caf6', 'hex'),                { ok: true, text: '描述' }],
    ['UTF-16, little end first',     utf16('描述', [0xff, 0xfe], false),              { ok: true, text: '描述' }],
    ['UTF-16, big end first',        utf16('描述', [0xfe, 0xff], true),               { ok: true, text: '描述' }],
    ['nothing',                      Buffer.alloc(0),                                { ok: true, text: '' }],
    ['a picture',                    Buffer.from('89504e470d0a1a0a0000000d', 'hex'), { ok: false, problem: 'binary' }],
    ['bytes of no encoding',         Buffer.from('41ff41', 'hex'),                   { ok: false, problem: 'binary' }],
  ])('%s', (_name, bytes, read) => expect(decoded(bytes)).toEqual(read));
});

describe('a body', () => {
  async function* pieces(sizes: readonly number[], taken: number[] = []) {
    for (const size of sizes) {
      taken.push(size);
      yield Buffer.alloc(size, 'a');
    }
  }

  it('is read to its last byte where it fits exactly', async () => {
    expect(await textWithin(pieces([3, 4]), 7)).toEqual({ ok: true, text: 'aaaaaaa' });
  });

  it('is left where it becomes too much: the rest is never asked for', async () => {
    const taken: number[] = [];
    expect(await textWithin(pieces([3, 5, 100, 100], taken), 7)).toEqual({ ok: false, problem: 'too-large' });
    expect(taken).toEqual([3, 5]);
  });
});
