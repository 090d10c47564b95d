/** What pacing must do, on whatever Redis it lives. Only the server's clock runs; no test waits for it. */
import { describe, expect, it } from 'vitest';
import { roomPaces, updatePaces } from '../../src/store/pace.ts';
import type { Store } from '../../src/store/store.ts';

export function paceContract(open: () => Store): void {
  describe('pace', () => {
    it.each(['slack', 'lark'] as const)(
      'lets a burst into a room of %s, then tells how long to wait',
      async (platform) => {
        const { pace } = open();
        const { burst = 0, everyMs = 0 } = roomPaces[platform] ?? {};
        const waits = await Promise.all(Array.from({ length: burst + 50 }, () => pace.take(platform, 'r')));
        const taken = waits.filter((wait) => wait === 0);
        const later = waits.filter((wait) => wait > 0);
        expect(taken.length).toBeGreaterThanOrEqual(burst);
        expect(later.length).toBeGreaterThan(0);
        expect(Math.max(...later)).toBeLessThanOrEqual(everyMs);
        expect(await pace.take(platform, 'another room')).toBe(0);
      },
    );

    it.each([
      // platform  in one room, then in another
      ['slack', 'waits as long'],
      ['lark', 'has its own'],
    ] as const)('paces updates of cards on %s beside posts; another room %s', async (platform, other) => {
      const { pace } = open();
      const { burst = 0 } = updatePaces[platform] ?? {};
      const waits = await Promise.all(Array.from({ length: burst + 30 }, () => pace.take(platform, 'r', 'update')));
      expect(waits.filter((wait) => wait === 0).length).toBeGreaterThanOrEqual(burst);
      expect(Math.max(...waits)).toBeGreaterThan(0);
      expect(await pace.take(platform, 'r')).toBe(0);
      expect((await pace.take(platform, 'another room', 'update')) > 0).toBe(other === 'waits as long');
    });

    it('never paces the terminal', async () => {
      const { pace } = open();
      const waits = await Promise.all(Array.from({ length: 50 }, () => pace.take('terminal', 'r')));
      expect(new Set(waits)).toEqual(new Set([0]));
    });

    it('keeps the longest pause of a room', async () => {
      const { pace } = open();
      await pace.pause('slack', 'r', 60_000);
      await pace.pause('slack', 'r', 1_000);
      await pace.pause('slack', 'r', 0);
      const wait = await pace.take('slack', 'r');
      expect(wait).toBeGreaterThan(1_000);
      expect(wait).toBeLessThanOrEqual(60_000);
      expect(await pace.take('lark', 'r')).toBe(0);
    });

    it('allows a nudge once per period and key', async () => {
      const { pace } = open();
      const answers = await Promise.all(Array.from({ length: 100 }, () => pace.allow('nudge:conn-1', 60_000)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await pace.allow('nudge:conn-2', 60_000)).toBe(true);
    });

    it('admits a burst per key, then says how long until the next turn', async () => {
      const { pace } = open();
      const waits = await Promise.all(Array.from({ length: 20 }, () => pace.admit('person:p1', 5, 60_000)));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
      for (const wait of waits.filter((one) => one > 0)) expect(wait).toBeLessThanOrEqual(60_000);
      expect(await pace.admit('person:p2', 5, 60_000)).toBe(0);
    });
  });
}
