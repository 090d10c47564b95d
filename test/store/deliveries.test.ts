import { expect, it } from 'vitest';
import { deliveries, deliveryLimits } from '../../src/store/deliveries.ts';
import { keysUnder } from '../../src/store/keys.ts';
import { askOn } from '../../src/store/redis/ask.ts';
import { deliveriesContract } from './deliveries.contract.ts';
import { withRedis } from './redis-fixture.ts';

const fixture = withRedis();
deliveriesContract(() => fixture.store());

const onRedis = () => {
  const ask = askOn(fixture.redis.connect('command'));
  const keys = keysUnder('own');
  return { ask, key: keys.delivery, seen: deliveries(ask, keys) };
};

it('expires a crashed handler after a minute and an answer after more than eight hours', async () => {
  const { ask, key, seen } = onRedis();
  await seen.begin('crashed');
  await seen.finish('answered', 'yes');
  expect(await ask('TTL', key('crashed'))).toBe(deliveryLimits.pendingSeconds);
  expect(await ask('TTL', key('answered'))).toBe(deliveryLimits.answeredSeconds);
  expect(deliveryLimits).toEqual({ pendingSeconds: 60, answeredSeconds: 32_400 });
  // What Redis does when the minute is over.
  await ask('DEL', key('crashed'));
  expect(await seen.begin('crashed')).toBeUndefined();
});

it('throws on a value it did not write', async () => {
  const { ask, key, seen } = onRedis();
  await ask('SET', key('foreign'), 'nonsense');
  await expect(seen.begin('foreign')).rejects.toThrow();
});
