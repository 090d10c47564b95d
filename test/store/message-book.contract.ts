/** What the message book must do, on whatever Redis it lives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageRef } from '../../src/app/ports.ts';
import type { Store } from '../../src/store/store.ts';
import { until } from './redis-fixture.ts';

const ref: MessageRef = { platform: 'slack', room: 'C1', id: '1700000000.000100' };

export function messageBookContract(open: () => Store): void {
  describe('message book', () => {
    it('merges what is known of a place', async () => {
      const { book } = open();
      expect(await book.get('conn-1/C1')).toEqual({ shown: 0, told: 0 });
      await book.put('conn-1/C1', { ref, postedAt: 1_700_000_000_000 });
      await book.put('conn-1/C1', { shown: 3, telling: 4 });
      await book.put('conn-1/C1', { told: 2 });
      const known = { ref, postedAt: 1_700_000_000_000, shown: 3, told: 2 };
      expect(await book.get('conn-1/C1')).toEqual({ ...known, telling: 4 });
      await book.put('conn-1/C1', { told: 4, telling: undefined });
      expect(await book.get('conn-1/C1')).toEqual({ ...known, told: 4 });
      await book.put('conn-1/C1', {});
      expect(await book.get('conn-1/C2')).toEqual({ shown: 0, told: 0 });
    });

    it('never takes shown or told back, whatever the order of writers', async () => {
      const { book } = open();
      let run = 0;
      const changes = fc.array(fc.record({ shown: fc.nat(), told: fc.nat() }), { minLength: 1, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(changes, async (list) => {
          const place = `place-${++run}`;
          await Promise.all(list.map((change) => book.put(place, change)));
          expect(await book.get(place)).toEqual({
            shown: Math.max(...list.map(({ shown }) => shown)),
            told: Math.max(...list.map(({ told }) => told)),
          });
        }),
        { numRuns: 30 },
      );
    });

    it('gives a place to one holder at a time', async () => {
      const { book } = open();
      const holds = await Promise.all(Array.from({ length: 100 }, () => book.hold('p', 60_000)));
      const held = holds.filter((hold) => hold !== undefined);
      expect(held).toHaveLength(1);
      await held[0]?.release();
      expect(await book.hold('p', 60_000)).toBeDefined();
    });

    it('does not release what another holds by now', async () => {
      const { book } = open();
      const late = await book.hold('p', 1);
      let next: Awaited<ReturnType<typeof book.hold>>;
      await until('the first hold has run out', async () => {
        next = await book.hold('p', 60_000);
        return next !== undefined;
      });
      await late?.release();
      expect(await book.hold('p', 60_000)).toBeUndefined();
      await next?.release();
      expect(await book.hold('p', 60_000)).toBeDefined();
    });

    it('lets one of a hundred send, and sends looked-up tries or nothing', async () => {
      const { book } = open();
      const claims = await Promise.all(Array.from({ length: 100 }, () => book.claim('s')));
      expect(claims.filter(({ state }) => state === 'first')).toHaveLength(1);
      expect(claims.filter(({ state }) => state === 'unknown')).toHaveLength(99);
      await book.unclaim('s');
      expect(await book.claim('s')).toEqual({ state: 'first' });
      await book.sent('s', 'om_1');
      expect(await book.claim('s')).toEqual({ state: 'sent', id: 'om_1' });
      await book.unclaim('s'); // too late: it was sent
      expect(await book.claim('s')).toEqual({ state: 'sent', id: 'om_1' });
    });

    it('finds the places of a resource', async () => {
      const { book } = open();
      for (const place of ['b', 'a', 'b']) await book.remember('conn-1', place);
      expect(await book.places('conn-1')).toEqual(['a', 'b']);
      expect(await book.places('conn-2')).toEqual([]);
    });
  });
}
