import { expect, it } from 'vitest';
import { keysUnder } from '../../src/store/keys.ts';
import { messageBook } from '../../src/store/message-book.ts';
import { askOn } from '../../src/store/redis/ask.ts';
import { messageBookContract } from './message-book.contract.ts';
import { withRedis } from './redis-fixture.ts';

const fixture = withRedis();
messageBookContract(() => fixture.store());

it.each([
  ['a reference that is no JSON', 'ref', 'nonsense'],
  ['a platform nobody knows', 'ref', '{"platform":"irc","room":"r","id":"i"}'],
  ['a revision that is no number', 'shown', 'three'],
])('throws on %s', async (_, field, value) => {
  const ask = askOn(fixture.redis.connect('command'));
  const keys = keysUnder(`broken-${field}-${value.length}`);
  await ask('HSET', keys.card('p'), field, value);
  await expect(messageBook(ask, keys).get('p')).rejects.toThrow();
});
