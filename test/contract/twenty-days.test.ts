import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LarkPlatform, startLark } from '../../src/bot/lark/start.ts';
import {
  type LarkSandbox,
  type ManualClock,
  manualClock,
  readCard,
  startLarkSandbox,
  timeLimits,
} from '../../src/sandbox/lark/index.ts';
import { larkChats, larkPeople, larkTeam } from '../../src/wire/town.ts';
import { type Bench, openBench, start } from '../app/bench.ts';
import { openChat } from '../app/chat.ts';
import { drawnPng, secrets } from '../bot/lark/bench.ts';
import { withRedis } from '../store/redis-fixture.ts';

/** Two weeks is how long Lark lets a card be updated and pressed; orders may wait longer. */
const days = (count: number) => count * 24 * 3_600_000;
const room = 'network-ops';

const redis = withRedis();
let clock: ManualClock;
let sandbox: LarkSandbox;
let lark: LarkPlatform;
let server: Server;
let bench: Bench;

beforeAll(async () => {
  clock = manualClock(start);
  sandbox = await startLarkSandbox({ ...secrets, clock, people: larkPeople, chats: larkChats });
  const ear = () => bench.app.ear;
  lark = await startLark({
    ear: { hear: (heard) => ear().hear(heard), suggest: (heard) => ear().suggest(heard) },
    telemetry: { count: () => undefined, log: () => undefined },
    clock,
    png: () => Promise.resolve(drawnPng),
    config: { ...secrets, mode: 'http', domain: sandbox.apiUrl },
  });
  server = createServer(lark.requestListener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  sandbox.listenAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/lark/events`);
  const pace = { take: async () => 0, pause: async () => undefined, allow: async () => true };
  bench = await openBench(redis, { chat: { ...openChat(), speaker: lark.speaker }, pace });
});

afterAll(async () => {
  await lark.stop();
  server.closeAllConnections();
  server.close();
  await sandbox.close();
});

/** Both clocks move together; what falls due is carried out on the day it does. */
async function pass(milliseconds: number, step = days(1)): Promise<void> {
  for (let left = milliseconds; left > 0; left -= step) {
    const now = Math.min(step, left);
    bench.pass(now);
    clock.advance(now);
    await bench.run();
  }
}

const posted = () => sandbox.workspace.messagesIn(room).filter((row) => row.root_id === undefined && !row.ephemeral_to);
const read = () => posted().map((row) => readCard(row.content, 'zh_cn').join('\n'));

it('an order that waits for twenty days has a card that works, and the old one says so', async () => {
  const line = await bench.order('patient');
  await pass(10_000, 1_000);
  expect(posted()).toHaveLength(1);
  const [first] = posted();

  await pass(days(20));
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
  const seen = await sandbox.click('zoe', card?.message_id ?? '', { verb: 'approve' });
  expect(seen).toMatchObject({ status: 'answered', toast: { type: 'success' } });
  expect((await bench.connection(line.id)).state).toBe('Installation_Paying');
  await pass(10_000, 1_000);
  expect(readCard(posted()[1]?.content ?? {}, 'zh_cn').join('\n')).toContain('初装费待支付');
  expect(posted()).toHaveLength(2);
});

it('speaks to the tenant the town is linked in', () => {
  expect(sandbox.workspace.snapshot().identity.tenantKey).toBe(larkTeam);
});
