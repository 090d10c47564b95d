/** What the worklist must do, on whatever Redis it lives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DirectoryEntry } from '../../src/app/ports.ts';
import type { Store } from '../../src/store/store.ts';

function line(id: string, change: Partial<DirectoryEntry> = {}): DirectoryEntry {
  const base = { kind: 'connection', tenant: 'acme', region: 'cn-north-1', name: `line ${id}`, state: 'reviewing' };
  return { id, ...base, waitingFor: [], version: 1, ...change };
}

export function directoryContract(open: () => Store): void {
  describe('directory', () => {
    it('finds a line by its id', async () => {
      const { directory } = open();
      await directory.put(line('conn-1', { dueAt: 5, waitingFor: ['reviewer'] }));
      expect(await directory.find('conn-1')).toEqual(line('conn-1', { dueAt: 5, waitingFor: ['reviewer'] }));
      expect(await directory.find('conn-2')).toBeUndefined();
    });

    it('shows who waits for a role, soonest due first, and each line once', async () => {
      const { directory } = open();
      await directory.put(line('c-late', { dueAt: 30, waitingFor: ['reviewer'] }));
      await directory.put(line('c-never', { waitingFor: ['reviewer', 'builder'] }));
      await directory.put(line('c-soon', { dueAt: 9, waitingFor: ['builder', 'reviewer'] }));
      await directory.put(line('c-money', { dueAt: 10, waitingFor: ['cashier'] }));
      await directory.put(line('c-nobody'));
      const ids = async (roles: string[], count: number) => (await directory.waiting(roles, count)).map(({ id }) => id);
      expect(await ids(['reviewer'], 9)).toEqual(['c-soon', 'c-late', 'c-never']);
      expect(await ids(['reviewer', 'builder', 'cashier'], 9)).toEqual(['c-soon', 'c-money', 'c-late', 'c-never']);
      expect(await ids(['reviewer', 'builder', 'cashier'], 2)).toEqual(['c-soon', 'c-money']);
      expect(await ids(['review'], 9)).toEqual([]);
      expect(await ids([], 9)).toEqual([]);
    });

    it('shows what has alarms, grave ones first, then the oldest, until they are over', async () => {
      const { directory } = open();
      await directory.put(line('a-new', { alarmed: { grave: true, since: 20 } }));
      await directory.put(line('a-old', { alarmed: { grave: true, since: 3 }, waitingFor: ['reviewer'] }));
      await directory.put(line('a-slight', { alarmed: { grave: false, since: 1 } }));
      await directory.put(line('a-none'));
      const ids = async (count: number) => (await directory.alarmed(count)).map(({ id }) => id);
      expect(await ids(9)).toEqual(['a-old', 'a-new', 'a-slight']);
      expect(await ids(1)).toEqual(['a-old']);
      expect(await directory.find('a-new')).toMatchObject({ alarmed: { grave: true, since: 20 } });
      expect((await directory.waiting(['reviewer'], 9)).map(({ id }) => id)).toEqual(['a-old']);
      await directory.put(line('a-old', { version: 2 }));
      expect(await ids(9)).toEqual(['a-new', 'a-slight']);
    });

    it('takes a line out of where it no longer belongs', async () => {
      const { directory } = open();
      await directory.put(line('c', { dueAt: 1, waitingFor: ['reviewer', 'builder'], tenant: 'acme' }));
      await directory.put(line('c', { dueAt: 2, waitingFor: ['builder'], tenant: 'beta', version: 2 }));
      expect(await directory.waiting(['reviewer'], 9)).toEqual([]);
      expect(await directory.waiting(['builder'], 9)).toHaveLength(1);
      expect(await directory.list('acme', 9)).toEqual([]);
      expect(await directory.list('beta', 9)).toHaveLength(1);
    });

    it('lists by tenant, or all', async () => {
      const { directory } = open();
      for (const [id, tenant] of [
        ['c-2', 'acme'],
        ['c-1', 'acme'],
        ['c-3', 'acme-east'],
      ] as const) {
        await directory.put(line(id, { tenant }));
      }
      const ids = async (tenant: string | undefined, count: number) =>
        (await directory.list(tenant, count)).map(({ id }) => id);
      expect(await ids('acme', 9)).toEqual(['c-1', 'c-2']);
      expect(await ids('acme', 1)).toEqual(['c-1']);
      expect((await ids(undefined, 9)).toSorted()).toEqual(['c-1', 'c-2', 'c-3']);
      expect(await ids('nobody', 9)).toEqual([]);
    });

    it('keeps the newest version, in every order of concurrent writers', async () => {
      const { directory } = open();
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1 }), async (versions) => {
          const id = `c-${++run}`;
          const put = (version: number) =>
            directory.put(line(id, { version, waitingFor: [`${id}-v${version}`], dueAt: version }));
          await Promise.all(versions.map(put));
          const newest = Math.max(...versions);
          expect((await directory.find(id))?.version).toBe(newest);
          const roles = versions.map((version) => `${id}-v${version}`);
          expect((await directory.waiting(roles, 99)).map(({ version }) => version)).toEqual([newest]);
        }),
        { numRuns: 30 },
      );
    });

    it('keeps any text apart', async () => {
      const { directory } = open();
      const text = fc.string({ unit: 'grapheme', minLength: 1 });
      let run = 0;
      await fc.assert(
        fc.asyncProperty(text, text, text, async (id, tenant, role) => {
          const written = line(`${id}${++run}`, { tenant: `${tenant}${run}`, waitingFor: [`${role}${run}`] });
          await directory.put(written);
          expect(await directory.list(written.tenant, 9)).toEqual([written]);
          expect(await directory.waiting(written.waitingFor, 9)).toEqual([written]);
        }),
        { numRuns: 50 },
      );
    });
  });
}
