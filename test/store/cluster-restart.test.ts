import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { openRedis } from '../../src/store/redis/open.ts';
import { storeOn } from '../../src/store/store.ts';
import { entry } from './event-log.contract.ts';
import { startCluster, temporaryFolder, until } from './redis-fixture.ts';

const folder = temporaryFolder();
const closers: (() => Promise<void>)[] = [() => Promise.resolve(rmSync(folder, { recursive: true }))];
afterAll(async () => {
  for (const close of closers.toReversed()) await close();
});

it('works on when the node of a cluster was killed and came back', async () => {
  const cluster = await startCluster(folder, ['--appendonly', 'yes', '--appendfsync', 'always']);
  closers.push(() => cluster.stop());
  const redis = await openRedis({ url: cluster.url, dir: folder, install: 'never', log: () => undefined });
  closers.push(() => redis.close());
  const { log } = storeOn(redis.connect('command'));
  expect(await log.append('roster', entry(1))).toBe(true);
  await cluster.stop();
  const during = log.append('roster', entry(2)).catch(() => false);
  cluster.restart();
  await during;
  await until('it takes the append', () => log.append('roster', entry(2)).catch(() => false));
  expect(await log.read('roster', 0)).toEqual([entry(1), entry(2)]);
});
