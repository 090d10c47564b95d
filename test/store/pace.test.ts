import { expect, it } from 'vitest';
import { keysUnder } from '../../src/store/keys.ts';
import { pace, roomPaces } from '../../src/store/pace.ts';
import { askOn } from '../../src/store/redis/ask.ts';
import { paceContract } from './pace.contract.ts';
import { until, withRedis } from './redis-fixture.ts';

const fixture = withRedis();
paceContract(() => fixture.store());

it('gives a slot back in time, and leaves nothing behind in a quiet room', async () => {
  const ask = askOn(fixture.redis.connect('command'));
  const keys = keysUnder('own');
  const paced = pace(ask, keys);
  while ((await paced.take('lark', 'r')) === 0);
  await until('a slot came back', async () => (await paced.take('lark', 'r')) === 0);
  const { burst = 0, everyMs = 0 } = roomPaces.lark ?? {};
  expect(await ask('PTTL', keys.room('lark', 'r').pace)).toBeLessThanOrEqual(burst * everyMs);
});

it.each([
  ['lark', 5],
  ['slack', 4],
] as const)('lets no second hold more than %s takes', (platform, mostPerSecond) => {
  const { burst = 0, everyMs = 1 } = roomPaces[platform] ?? {};
  // A full burst, then whatever comes back within the same second.
  expect(burst + Math.ceil(1_000 / everyMs)).toBeLessThanOrEqual(mostPerSecond);
});
