/**
 * Which deliveries were handled, and what was answered. Knows that a handler may crash half-way; not what a delivery
 * is.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Deliveries } from '../app/ports.ts';
import type { Keys } from './keys.ts';
import { type Ask, runOn } from './redis/ask.ts';

export const deliveryLimits = {
  /** A handler that has not finished by then has crashed: the next delivery may act. */
  pendingSeconds: 60,
  /** Lark repeats up to 7.1 h after the first delivery, Slack for 6 minutes. */
  answeredSeconds: 9 * 3_600,
} as const;

/** Our own mark counts as none: a command that was sent twice, because its answer got lost, is still the first. */
const beginScript = `
local found = redis.call('GET', KEYS[1])
if found and found ~= ARGV[1] then return found end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return nil`;

const forgetScript = `
local found = redis.call('GET', KEYS[1])
if found and string.sub(found, 1, 8) == 'pending:' then redis.call('DEL', KEYS[1]) end
return 1`;

const Found = z
  .string()
  .regex(/^(pending|answer):/s)
  .nullable();

/** Rejects with the connection's error when Redis is away: then nobody knows, and nobody should act. */
export function deliveries(ask: Ask, keys: Keys): Deliveries {
  const runBegin = runOn(ask, beginScript);
  const runForget = runOn(ask, forgetScript);
  return {
    begin: async (delivery) => {
      const mark = `pending:${randomUUID()}`;
      const found = Found.parse(await runBegin([keys.delivery(delivery)], mark, deliveryLimits.pendingSeconds));
      if (found === null) return undefined;
      return found.startsWith('pending:') ? 'pending' : { answer: found.slice('answer:'.length) };
    },
    finish: async (delivery, answer) => {
      await ask('SET', keys.delivery(delivery), `answer:${answer}`, 'EX', deliveryLimits.answeredSeconds);
    },
    forget: async (delivery) => {
      await runForget([keys.delivery(delivery)]);
    },
  };
}
