/** What the verifier says of an export that was touched, and that no single touch goes unseen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../src/engine/audit/canonical.ts';
import { linkHash } from '../../../src/engine/audit/chain.ts';
import { checkpoint, nextAnchor } from '../../../src/engine/audit/checkpoint.ts';
import { verifyExport } from '../../../src/engine/audit/verify.ts';
import { auditKeyFrom, toolsFor } from '../../../src/wire/audit-key.ts';
import { digest, exported, madeLog, signer, tools } from './signed-export.ts';

const roster = madeLog('roster', ['a', 'b', 'c']);
const acme = madeLog('tenant:acme', ['d', 'e', 'f', 'g'], 2);
const whole = exported([roster, acme]);
/** Line 1 is the checkpoint, 2 to 4 the roster, 5 to 8 the tenant. */
const lines = whole.split('\n').slice(0, -1);
const withLines = (change: (rows: string[]) => string[]) => `${change([...lines]).join('\n')}\n`;
const found = (text: string, anchors = '') =>
  verifyExport(text, tools, anchors).findings.map(
    ({ fault, log, version, until }) =>
      `${fault} ${log ?? '-'} ${version ?? '-'}${until === undefined ? '' : `..${until}`}`,
  );
const swapped = (a: number, b: number) =>
  withLines((rows) => rows.map((row, index) => (index === a ? (rows[b] ?? '') : index === b ? (rows[a] ?? '') : row)));

describe('an export', () => {
  it('is as signed', () => {
    const verdict = verifyExport(whole, tools);
    expect(verdict).toMatchObject({ findings: [], entries: 7 });
    expect(verdict.checkpoint?.key).toBe(tools.key);
  });

  it.each<[string, string, readonly string[]]>([
    ['nothing at all', '', ['unsigned - -']],
    ['no checkpoint', withLines((rows) => rows.slice(1)), ['unsigned - -']],
    ['an edited checkpoint', whole.replace('"at":5', '"at":6'), ['unsigned - -']],
    ['an edited event', whole.replace('"events":["b"]', '"events":["x"]'), ['edited roster 2']],
    ['an event edited where no hash was written', whole.replace('["d"]', '["x"]'), ['edited tenant:acme 3']],
    ['an edited name', whole.replace('"by":"ann","cause":"c-3"', '"by":"bob","cause":"c-3"'), ['edited tenant:acme 4']],
    ['a removed entry', withLines((rows) => rows.toSpliced(2, 1)), ['missing roster 2..2']],
    ['two removed entries', withLines((rows) => rows.toSpliced(1, 2)), ['missing roster 1..2']],
    ['a removed log', withLines((rows) => rows.toSpliced(1, 3)), ['missing roster 1..3']],
    ['a cut tail', withLines((rows) => rows.slice(0, -1)), ['missing tenant:acme 4..4']],
    ['a cut line', whole.slice(0, -20), ['missing tenant:acme 4..4', 'edited - -']],
    ['a cut line break', whole.slice(0, -1), ['missing tenant:acme 4..4', 'edited - -']],
    ['an entry twice', withLines((rows) => rows.toSpliced(2, 0, rows[2] ?? '')), ['out-of-order roster 2']],
    ['two entries changed places', swapped(1, 2), ['missing roster 1..1', 'out-of-order roster 1']],
    ['two logs changed places', swapped(3, 4), ['missing roster 3..3', 'out-of-order roster 3']],
    ['a blank in a line', whole.replace('"events":["b"]', '"events": ["b"]'), ['edited roster 2']],
    ['an empty line', `${whole}\n`, ['edited - -']],
    ['an entry of an unknown log', `${whole}${madeLog('site:a', ['x']).lines[0]}\n`, ['out-of-order site:a 1']],
    [
      'an entry more',
      exported([{ ...acme, lines: madeLog('tenant:acme', ['d', 'e', 'f', 'g', 'h'], 2).lines }]),
      ['added tenant:acme 5'],
    ],
    [
      'a log that was written anew',
      exported([roster, { ...acme, lines: madeLog('tenant:acme', ['d', 'x', 'f', 'g']).lines }]),
      ['rewritten tenant:acme 4'],
    ],
    ['an edited record', exported([roster], ['{"a":1}']).replace('{"a":1}', '{"a":2}'), ['edited - -']],
  ])('%s', (_, text, expected) => expect(found(text)).toEqual(expected));

  it('is nothing to somebody who trusts another key', () => {
    const other = toolsFor(auditKeyFrom(Buffer.alloc(32, 8)).publicKey);
    expect(verifyExport(whole, other).findings).toEqual([{ fault: 'unsigned', line: 1 }]);
  });
});

describe('anchors', () => {
  const early = nextAnchor(signer, digest, undefined, { at: 1, logs: [madeLog('tenant:acme', ['d', 'e'], 2).head] });
  const late = nextAnchor(signer, digest, early, { at: 2, logs: [roster.head, acme.head] });
  const file = (...rows: readonly unknown[]) => rows.map((row) => `${canonical(row)}\n`).join('');

  it('agree with what was exported', () => {
    expect(verifyExport(whole, tools, file(early, late))).toMatchObject({ findings: [], anchors: 2 });
  });

  it('tell of a history that was written anew and signed again', () => {
    const anew = exported([roster, madeLog('tenant:acme', ['d', 'x', 'f', 'g'])]);
    expect(found(anew)).toEqual([]);
    expect(found(anew, file(early, late))).toEqual(['not-as-anchored tenant:acme 2', 'not-as-anchored tenant:acme 4']);
  });

  it('tell of a tail that was cut before the export was signed', () => {
    const cut = exported([roster, madeLog('tenant:acme', ['d', 'e', 'f'], 2)]);
    expect(found(cut, file(late))).toEqual(['missing tenant:acme 4..4']);
  });

  it.each([
    ['one is gone from between', file(early, nextAnchor(signer, digest, late, { at: 3, logs: [] })), ['missing - -']],
    ['one was edited', file(early, late).replace('"at":1', '"at":9'), ['unsigned - -']],
    [
      'one is signed by another',
      file(nextAnchor(auditKeyFrom(Buffer.alloc(32, 8)), digest, undefined, { at: 1, logs: [] })),
      ['unsigned - -'],
    ],
    ['one is no anchor', file(checkpoint(signer, { kind: 'export', at: 1, logs: [] })), ['unsigned - -']],
  ])('must hang together themselves: %s', (_, anchors, expected) => expect(found(whole, anchors)).toEqual(expected));
});

describe('no single touch goes unseen', () => {
  const anyLogs = fc
    .array(fc.array(fc.jsonValue({ maxDepth: 1 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
    .map((logs) => logs.map((values, index) => madeLog(`tenant:t${index}`, values)));
  const touched = anyLogs.chain((logs) => {
    const text = exported(logs);
    const rows = text.split('\n').slice(0, -1);
    const place = fc.nat(text.length - 1);
    const row = fc.nat(rows.length - 1);
    const joined = (changed: readonly string[]) => changed.map((line) => `${line}\n`).join('');
    return fc
      .oneof(
        place.map((at) => text.slice(0, at)),
        fc
          .tuple(place, fc.string({ minLength: 1, maxLength: 3 }))
          .map(([at, put]) => text.slice(0, at) + put + text.slice(at)),
        fc
          .tuple(place, fc.string({ minLength: 1, maxLength: 1 }))
          .map(([at, put]) => text.slice(0, at) + put + text.slice(at + 1)),
        row.map((at) => joined(rows.toSpliced(at, 1))),
        row.map((at) => joined(rows.toSpliced(at, 0, rows[at] ?? ''))),
        fc.tuple(row, row).map(([from, to]) => joined(rows.toSpliced(from, 1).toSpliced(to, 0, rows[from] ?? ''))),
      )
      .map((changed) => ({ text, changed }));
  });

  it('whatever was cut, put in, changed, removed, repeated or moved', () => {
    fc.assert(
      fc.property(touched, ({ text, changed }) => {
        fc.pre(changed !== text);
        expect(verifyExport(text, tools).findings).toEqual([]);
        expect(verifyExport(changed, tools).findings).not.toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('nor an entry whose hash was made to fit', () => {
    const entry = JSON.parse(roster.lines[1] ?? '') as { version: number; log: string; hash: string };
    const { log, hash: _, ...bare } = { ...entry, by: 'eve' };
    const before = (JSON.parse(roster.lines[0] ?? '') as { hash: string }).hash;
    const forged = canonical({ log, ...bare, hash: linkHash(digest, log, before, bare) });
    expect(found(withLines((rows) => rows.toSpliced(2, 1, forged)))).toEqual(['edited roster 3']);
  });
});
