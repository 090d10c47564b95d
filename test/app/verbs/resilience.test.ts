import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/app/cards/model.ts';
import { say } from '../../../src/app/text/phrase.ts';
import { withRedis } from '../../store/redis-fixture.ts';
import { type Bench, openBench } from '../bench.ts';
import { stand } from '../standing.ts';

const redis = withRedis();

async function ask(bench: Bench): Promise<Card> {
  const { answer, text } = await bench.type('tom', 'resilience');
  if (answer.kind !== 'card') throw new Error(text);
  return answer.card;
}

const rowsOf = ({ blocks }: Card) => blocks.flatMap((block) => (block.kind === 'items' ? block.rows : []));
const titles = (card: Card) => rowsOf(card).map(({ title }) => say(title, 'en'));

describe('resilience', () => {
  it('names what a network hangs on, each with the plan of its loss', async () => {
    const bench = await openBench(redis);
    await stand(bench, { tenant: 'acme', announces: [['10.0.0.0/16']] });
    const card = await ask(bench);
    expect(say(card.title, 'en')).toBe('Resilience 50 of 100');
    expect(titles(card)).toEqual(['line line-a (1 ranges)', 'device behind vif-acme-1 (1 ranges)']);
    const [loss, second] = rowsOf(card).map(({ button }) => button);
    for (const [button, reads] of [
      [loss, /no longer reaches|proof\.no-ping/],
      [second, /plan\.second-line/],
    ] as const) {
      const { answer } = await bench.click('tom', button?.verb ?? '', { args: { ...button?.args } });
      expect(answer.kind).toBe('card');
      expect(JSON.stringify(answer)).toMatch(reads);
    }
  });

  it('has nothing to name where everything is double', async () => {
    const bench = await openBench(redis);
    await stand(bench, { tenant: 'acme', announces: [['10.0.0.0/16'], ['10.0.0.0/16']] });
    const card = await ask(bench);
    expect(say(card.title, 'en')).toBe('Resilience 100 of 100');
    expect(card.tone).toBe('good');
    expect(titles(card)).toEqual([]);
  });

  it('says so where there is nothing', async () => {
    const bench = await openBench(redis);
    expect(say((await ask(bench)).title, 'en')).toBe('Resilience 0 of 100');
    expect((await bench.type('zoe', 'resilience')).answer).toMatchObject({ kind: 'said', tone: 'bad' });
  });
});
