/** One text per value, and a chain that only grows by entries that continue it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../src/engine/audit/canonical.ts';
import { chainStart, follow, linkHash } from '../../../src/engine/audit/chain.ts';
import { systemEntropy } from '../../../src/wire/entropy.ts';

const { digest } = systemEntropy;

describe('the canonical text', () => {
  it.each([
    ['members by their names', { b: 1, a: [true, null] }, '{"a":[true,null],"b":1}'],
    ['names as text, not as numbers', { 10: 1, 9: 2 }, '{"10":1,"9":2}'],
    ['left out what JSON leaves out', { a: undefined, b: [undefined] }, '{"b":[null]}'],
    ['numbers as JSON writes them', [1e21, -0, 0.1], '[1e+21,0,0.1]'],
    ['text as JSON writes it', 'ä"\n', '"ä\\"\\n"'],
  ])('%s', (_, value, text) => expect(canonical(value)).toBe(text));

  it('is one for a value, however its members are ordered', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonical(value);
        expect(canonical(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('a chain', () => {
  const bare = (version: number) => ({ version, at: 5, by: 'ann', cause: `c-${version}`, events: [{ n: version }] });
  const sealed = (before: string, version: number, log = 'roster') => {
    const entry = bare(version);
    return { ...entry, hash: linkHash(digest, log, before, entry) };
  };
  const first = sealed('', 1);
  const second = sealed(first.hash, 2);

  it('goes on with the entry that follows', () => {
    const one = follow(digest, 'roster', chainStart, first);
    expect(one).toEqual({ ok: true, end: { version: 1, hash: first.hash, sealed: true } });
    expect(one.ok && follow(digest, 'roster', one.end, second)).toMatchObject({ ok: true, end: { version: 2 } });
  });

  it.each([
    ['another person', { ...second, by: 'bob' }, 'edited'],
    ['another time', { ...second, at: 6 }, 'edited'],
    ['other events', { ...second, events: [] }, 'edited'],
    ['a member more', { ...second, note: '' }, 'edited'],
    ['another hash', { ...second, hash: first.hash }, 'edited'],
    ['an entry of another log', sealed(first.hash, 2, 'site:a'), 'edited'],
    ['an entry that follows another one', sealed('', 2), 'edited'],
    ['no hash any more', bare(2), 'unsealed'],
  ] as const)('breaks on %s', (_, entry, broken) => {
    expect(follow(digest, 'roster', { version: 1, hash: first.hash, sealed: true }, entry)).toEqual({
      ok: false,
      broken,
    });
  });

  it('covers entries that were written before there was one', () => {
    const old = follow(digest, 'roster', chainStart, bare(1));
    const end = old.ok ? old.end : expect.fail('not followed');
    expect(end).toEqual({ version: 1, hash: linkHash(digest, 'roster', '', bare(1)), sealed: false });
    expect(follow(digest, 'roster', end, sealed(end.hash, 2))).toMatchObject({ ok: true });
    expect(follow(digest, 'roster', { ...end, hash: 'x' }, sealed(end.hash, 2))).toMatchObject({ ok: false });
  });
});
