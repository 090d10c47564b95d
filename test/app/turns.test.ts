import { describe, expect, it } from 'vitest';
import { openTurns } from '../../src/app/turns.ts';

describe('turns', () => {
  it('come one after another under one name, in the order of arrival, and at once under another', async () => {
    const turns = openTurns();
    const seen: string[] = [];
    const visit = async (name: string, who: string) => {
      const leave = await turns.enter(name);
      seen.push(`${who} in`);
      await Promise.resolve();
      await Promise.resolve();
      seen.push(`${who} out`);
      leave();
    };
    await Promise.all([visit('a', '1'), visit('a', '2'), visit('a', '3')]);
    expect(seen).toEqual(['1 in', '1 out', '2 in', '2 out', '3 in', '3 out']);
    const leave = await turns.enter('a');
    const other = await turns.enter('b');
    other();
    leave();
  });
});
