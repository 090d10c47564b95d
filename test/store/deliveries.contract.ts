/** What remembering deliveries must do, on whatever Redis it lives. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';

export function deliveriesContract(open: () => Store): void {
  describe('deliveries', () => {
    it('lets the first act and tells the others to wait, then what was answered', async () => {
      const { deliveries } = open();
      expect(await deliveries.begin('slack-E1')).toBeUndefined();
      expect(await deliveries.begin('slack-E1')).toBe('pending');
      await deliveries.finish('slack-E1', '{"said":"done"}');
      expect(await deliveries.begin('slack-E1')).toEqual({ answer: '{"said":"done"}' });
      expect(await deliveries.begin('slack-E2')).toBeUndefined();
    });

    it('lets one of a hundred act', async () => {
      const { deliveries } = open();
      const answers = await Promise.all(Array.from({ length: 100 }, () => deliveries.begin('lark-1')));
      expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'pending')).toHaveLength(99);
    });

    it('forgets a delivery that failed, but never an answer', async () => {
      const { deliveries } = open();
      await deliveries.begin('d');
      await deliveries.forget('d');
      expect(await deliveries.begin('d')).toBeUndefined();
      await deliveries.finish('d', 'yes');
      await deliveries.forget('d');
      expect(await deliveries.begin('d')).toEqual({ answer: 'yes' });
    });

    it.each(['', 'pending:', 'two\nlines', '已受理 ✓'])('keeps the answer %j as it is', async (answer) => {
      const { deliveries } = open();
      await deliveries.finish('d', answer);
      expect(await deliveries.begin('d')).toEqual({ answer });
    });
  });
}
