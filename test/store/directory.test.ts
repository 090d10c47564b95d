import { expect, it } from 'vitest';
import { directory } from '../../src/store/directory.ts';
import { keysUnder } from '../../src/store/keys.ts';
import { askOn } from '../../src/store/redis/ask.ts';
import { directoryContract } from './directory.contract.ts';
import { withRedis } from './redis-fixture.ts';

const fixture = withRedis();
directoryContract(() => fixture.store());

it.each(['nonsense', '{"id":"c"}'])('throws on the line %j', async (text) => {
  const ask = askOn(fixture.redis.connect('command'));
  const keys = keysUnder('broken');
  await ask('HSET', keys.directory.lines, 'c', text);
  await expect(directory(ask, keys).find('c')).rejects.toThrow();
});
