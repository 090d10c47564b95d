import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCard, timeLimits } from '../../src/sandbox/lark/index.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { openStage, type Stage } from './stage.ts';

/** Two weeks is how long Lark lets a card be updated and pressed; orders may wait longer. */
const days = (count: number) => count * 24 * 3_600_000;
const room = 'network-ops';

const redis = withRedis();
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(redis);
});
afterAll(() => stage.close());

const posted = () =>
  stage.lark.workspace.messagesIn(room).filter((row) => row.root_id === undefined && !row.ephemeral_to);
const read = () => posted().map((row) => readCard(row.content, 'zh_cn').join('\n'));

it('an order that waits for twenty days has a card that works, and the old one says so', async () => {
  const { bench, clock, lark, pass } = stage;
  const line = await bench.order('patient');
  await pass(10_000, 1_000);
  expect(posted()).toHaveLength(1);
  const [first] = posted();

  await pass(days(20), days(1));
  await pass(10_000, 1_000);

  const [old, current, ...more] = read();
  expect(more).toEqual([]);
  expect(old).toContain('此卡片已不能使用，最新卡片在本会话下方。');
  expect(old).not.toContain('[ 通过 ]');
  expect(current).toContain('patient');
  expect(current).toContain('[ 通过 ]');

  // Lark itself takes nothing of the first card any more.
  expect(clock.now() - (first?.create_time ?? 0)).toBeGreaterThan(timeLimits.updateMilliseconds);
  const card = posted()[1];
  const seen = await lark.click('zoe', card?.message_id ?? '', { verb: 'approve' });
  expect(seen).toMatchObject({ status: 'answered', toast: { type: 'success' } });
  expect((await bench.connection(line.id)).state).toBe('Installation_Paying');
  await pass(10_000, 1_000);
  expect(readCard(posted()[1]?.content ?? {}, 'zh_cn').join('\n')).toContain('初装费待支付');
  expect(posted()).toHaveLength(2);
  // Slack takes updates for ever: there it is one card.
  const onSlack = stage.slack.workspace.messagesIn(room).filter((row) => !row.thread_ts && !row.ephemeral_to);
  expect(onSlack).toHaveLength(1);
});
