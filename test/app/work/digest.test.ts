import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { t } from '../../../src/app/text/phrase.ts';
import { batched, type Told } from '../../../src/app/work/digest.ts';

const entry = (version: number, ...lines: string[]): Told => ({ version, lines });
const times = (line: string, count: number) => t('line.times', { line, count });

describe('lines of one message', () => {
  const flaps = Array.from({ length: 13 }, (_, at) => entry(at + 1, at % 2 === 0 ? 'down' : 'up'));
  const many = Array.from({ length: 30 }, (_, at) => entry(at + 1, `line ${at + 1}`));

  it.each<[string, readonly Told[], number, number | undefined, number, readonly unknown[]]>([
    // what                           entries           newest begun until lines
    ['a few are told as they are', [entry(1, 'a', 'b'), entry(2), entry(3, 'a')], 3, undefined, 3, ['a', 'b', 'a']],
    ['nothing to tell is told so far', [entry(4), entry(5)], 5, undefined, 5, []],
    ['a storm is counted, the newest last', flaps, 13, undefined, 13, [times('up', 6), times('down', 7)]],
    ['what came after is for the next', [entry(1, 'a'), entry(2, 'b')], 1, undefined, 1, ['a']],
    [
      'what was begun ends where it was to',
      many.slice(0, 25),
      25,
      25,
      25,
      many.slice(0, 25).flatMap((row) => row.lines),
    ],
  ])('%s', (_, entries, newest, begun, until, lines) => {
    expect(batched(entries, newest, begun)).toEqual({ until, lines });
  });

  it('different ones beyond twenty wait for the next message', () => {
    expect(batched(many, 30)).toMatchObject({ until: 20, lines: { length: 20 } });
  });

  it('message after message, none is lost and none is told twice', () => {
    const someLine = fc.nat({ max: 30 }).map((number) => `line ${number}`);
    const anyEntries = fc.array(fc.array(someLine, { maxLength: 4 }), {
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(anyEntries, (rows) => {
        const entries = rows.map((lines, at): Told => ({ version: at + 1, lines }));
        const counts = new Map<string, number>();
        for (let upTo = 0; upTo < entries.length; ) {
          const batch = batched(entries.slice(upTo), entries.length);
          expect(batch.until).toBeGreaterThan(upTo);
          upTo = batch.until;
          for (const row of batch.lines) {
            const known = typeof row === 'object' && row.key === 'line.times' ? row.values : undefined;
            const told = known?.line ?? row;
            const line = typeof told === 'string' ? told : JSON.stringify(told);
            counts.set(line, (counts.get(line) ?? 0) + Number(known?.count ?? 1));
          }
        }
        const wanted = new Map<string, number>();
        for (const line of rows.flat()) wanted.set(line, (wanted.get(line) ?? 0) + 1);
        expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(wanted));
      }),
    );
  });
});
