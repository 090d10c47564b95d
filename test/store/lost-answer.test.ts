/** Redis did it, but its answer never arrived: what the ports say when ioredis sends the command again. */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chainStart } from '../../src/engine/audit/chain.ts';
import { type OpenRedis, openRedis } from '../../src/store/redis/open.ts';
import { type Store, storeOn } from '../../src/store/store.ts';
import { entry } from './event-log.contract.ts';
import { temporaryFolder, until, withRedis } from './redis-fixture.ts';

const fixture = withRedis();
const folder = temporaryFolder();
let armed = false;
let lost = 0;
let proxy: Server;
let redis: OpenRedis;

/** Passes everything on; once armed, it throws the next answer away and hangs up. */
beforeAll(async () => {
  const upstream = fixture.redis.describe().replace('Redis at ', '');
  proxy = createServer((client) => {
    const server = connect(upstream);
    client.on('error', () => server.destroy()).on('close', () => server.destroy());
    server.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => {
      if (!armed) return void client.write(chunk);
      armed = false;
      lost += 1;
      client.destroy();
    });
  }).listen(join(folder, 'p.sock'));
  await once(proxy, 'listening');
  redis = await openRedis({
    url: `unix://${join(folder, 'p.sock')}`,
    dir: folder,
    install: 'never',
    log: () => undefined,
  });
});
afterAll(async () => {
  await redis.close();
  proxy.close();
  rmSync(folder, { recursive: true });
});

it.each<[string, (store: Store) => Promise<unknown>, unknown]>([
  ['an append is made once and acknowledged', ({ log }) => log.append('roster', entry(1)), true],
  [
    'an append after a known end is made once and acknowledged',
    ({ log }) => log.append('roster', entry(1), chainStart),
    true,
  ],
  ['the first delivery stays the first', ({ deliveries }) => deliveries.begin('d'), undefined],
  ['a hold is held', async ({ book }) => (await book.hold('p', 60_000)) !== undefined, true],
  ['a send counts as tried, to be looked up', ({ book }) => book.claim('s'), { state: 'unknown' }],
  ['a slot may be lost, and another one is there', ({ pace }) => pace.take('slack', 'r'), 0],
])('%s', async (name, act, expected) => {
  const connection = redis.connect('command');
  await until('it is connected', () => connection.status === 'ready');
  // The server knows the scripts by now: the answer that is lost is not that it does not.
  await act(storeOn(connection, `${name} before`));
  const before = lost;
  armed = true;
  expect(await act(storeOn(connection, name))).toEqual(expected);
  expect(lost).toBe(before + 1);
  expect((await storeOn(connection, name).log.read('roster', 0)).length).toBeLessThanOrEqual(1);
});
