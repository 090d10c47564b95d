/** What every event log must do, on whatever Redis it lives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/app/ports.ts';
import { chainStart } from '../../src/engine/audit/chain.ts';
import type { Store } from '../../src/store/store.ts';

export function entry(version: number, change: Partial<Entry> = {}): Entry {
  return {
    version,
    at: 1_000 + version,
    by: 'ann',
    cause: `d-${version}`,
    events: [{ kind: 'n', version }],
    ...change,
  };
}

export function eventLogContract(open: () => Store): void {
  describe('event log', () => {
    it('reads back what was appended, in order, above a version', async () => {
      const { log } = open();
      for (const version of [1, 2, 3]) expect(await log.append('tenant:acme', entry(version))).toBe(true);
      expect(await log.read('tenant:acme', 0)).toEqual([entry(1), entry(2), entry(3)]);
      expect(await log.read('tenant:acme', 2)).toEqual([entry(3)]);
      expect(await log.read('tenant:acme', 3)).toEqual([]);
      expect(await log.read('tenant:other', 0)).toEqual([]);
    });

    it('gives one version to one of a hundred', async () => {
      const { log } = open();
      const tries = Array.from({ length: 100 }, (_, n) => log.append('site:a', entry(1, { cause: `d-${n}` })));
      const won = (await Promise.all(tries)).flatMap((ok, n) => (ok ? [n] : []));
      expect(won).toHaveLength(1);
      expect(await log.read('site:a', 0)).toEqual([entry(1, { cause: `d-${won[0]}` })]);
    });

    it('lets a hundred writers that read again on refusal lose nothing', async () => {
      const { log } = open();
      const write = async (cause: string): Promise<void> => {
        for (;;) {
          const version = (await log.read('roster', 0)).length + 1;
          if (await log.append('roster', entry(version, { cause }))) return;
        }
      };
      const causes = Array.from({ length: 100 }, (_, n) => `w-${n}`);
      await Promise.all(causes.map(write));
      const entries = await log.read('roster', 0);
      expect(entries.map(({ version }) => version)).toEqual(causes.map((_, n) => n + 1));
      expect(entries.map(({ cause }) => cause).toSorted()).toEqual(causes.toSorted());
    });

    it.each([
      ['the same decision again, later', {}, true],
      ['the same decision, another clock', { at: 5 }, true],
      ['another cause', { cause: 'd-x' }, false],
      ['another person', { by: 'bob' }, false],
      ['other events', { events: [] }, false],
    ] as const)('answers a taken version: %s', async (_, change, expected) => {
      const { log } = open();
      await log.append('tenant:acme', entry(1));
      await log.append('tenant:acme', entry(2));
      expect(await log.append('tenant:acme', entry(1, change))).toBe(expected);
      expect(await log.read('tenant:acme', 0)).toEqual([entry(1), entry(2)]);
    });

    it('answers a taken version of a chained log: only the very entry is the same', async () => {
      const { log } = open();
      await log.append('tenant:acme', entry(1, { hash: 'a' }));
      expect(await log.append('tenant:acme', entry(1, { hash: 'a' }))).toBe(true);
      expect(await log.append('tenant:acme', entry(1, { at: 5, hash: 'b' }))).toBe(false);
    });

    it.each([
      ['the end that is there', { version: 2, hash: 'b', sealed: true }, 3, true],
      ['an end without hashes', { version: 2, hash: 'computed', sealed: false }, 3, true],
      ['another last entry', { version: 2, hash: 'x', sealed: true }, 3, false],
      ['an end that is passed', { version: 1, hash: 'a', sealed: true }, 2, false],
      ['an end that is lost', { version: 3, hash: 'c', sealed: true }, 4, false],
      ['the start', chainStart, 1, false],
    ] as const)('appends after %s or not at all', async (_, end, version, expected) => {
      const { log } = open();
      await log.append('tenant:acme', entry(1, { hash: 'a' }));
      await log.append('tenant:acme', entry(2, { hash: 'b' }));
      expect(await log.append('tenant:acme', entry(version, { cause: 'new' }), end)).toBe(expected);
      expect(await log.read('tenant:acme', 0)).toHaveLength(expected ? 3 : 2);
      expect(await log.append('tenant:new', entry(1, { hash: 'a' }), chainStart)).toBe(true);
    });

    it.each([0, -1, 1.5, Number.NaN])('rejects version %s', async (version) => {
      await expect(open().log.append('tenant:acme', entry(version))).rejects.toThrow('version');
    });

    it.each([
      ['a gap after what is read', [1, 3], 0, 'no entry of version 2'],
      ['a gap further on', [1, 2, 3, 5], 1, 'no entry of version 4'],
      ['a log that does not begin at 1', [2], 0, 'no entry of version 1'],
      ['a log shorter than what the reader knows', [1, 2], 3, 'no entry of version 3'],
    ] as const)('throws on %s', async (_, versions, after, message) => {
      const { log } = open();
      for (const version of versions) await log.append('tenant:acme', entry(version));
      await expect(log.read('tenant:acme', after)).rejects.toThrow(`log tenant:acme has ${message}`);
    });

    it('reads a log longer than one page', async () => {
      const { log } = open();
      const versions = Array.from({ length: 1_001 }, (_, n) => n + 1);
      await Promise.all(versions.map((version) => log.append('tenant:long', entry(version))));
      expect((await log.read('tenant:long', 0)).map(({ version }) => version)).toEqual(versions);
      expect((await log.read('tenant:long', 500)).at(-1)?.version).toBe(1_001);
    });

    it('keeps any JSON value and any log name', async () => {
      const { log } = open();
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.array(fc.jsonValue()), async (name, events) => {
          const unique = `${name}-${++run}`;
          const written = entry(1, { events: JSON.parse(JSON.stringify(events)) as unknown[] });
          expect(await log.append(unique, written)).toBe(true);
          expect(await log.read(unique, 0)).toEqual([written]);
        }),
        { numRuns: 50 },
      );
    });

    it('names every log once, whatever its name', async () => {
      const { log, book } = open();
      const names = ['roster', 'site:cn-north-1', 'tenant:a}b', 'tenant:*', 'tenant:é'];
      for (const name of names) for (const version of [1, 2]) await log.append(name, entry(version));
      await book.remember('conn-1', 'slack_C1_conn-1');
      expect(await log.names()).toEqual(names.toSorted());
      expect(log.digest('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    });

    it('keeps what links an entry to the one before', async () => {
      const { log } = open();
      const linked = { ...entry(1), schema: 2, hash: 'a'.repeat(64) };
      await log.append('tenant:acme', linked);
      expect(await log.read('tenant:acme', 0)).toEqual([linked]);
    });

    it('lists unsettled marks, oldest first, each until it is settled', async () => {
      const { log } = open();
      await log.unsettled('tenant:b', 4, 30);
      await log.unsettled('tenant:a', 2, 10);
      await log.unsettled('tenant:a', 3, 20);
      await log.unsettled('tenant:a', 2, 99); // a second try of version 2: the first mark counts
      expect(await log.unsettledBefore(30, 9)).toEqual([
        { log: 'tenant:a', version: 2 },
        { log: 'tenant:a', version: 3 },
      ]);
      expect(await log.unsettledBefore(31, 1)).toEqual([{ log: 'tenant:a', version: 2 }]);
      await log.settled('tenant:a', 2);
      expect(await log.unsettledBefore(31, 9)).toEqual([
        { log: 'tenant:a', version: 3 },
        { log: 'tenant:b', version: 4 },
      ]);
    });
  });
}
