/**
 * Where cards were posted, how far readers were told, and which sends were tried. Knows no platform and sends
 * nothing.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BookEntry, MessageBook } from '../app/ports.ts';
import type { Keys } from './keys.ts';
import { type Ask, runOn } from './redis/ask.ts';

/** A send is remembered longer than any platform keeps its card changeable (Lark: 14 days). */
const sendSeconds = 30 * 86_400;

/** Fields come as name, value, rule: `set` as it is, `max` never goes back, `drop` takes the field away. */
const putScript = `
for i = 1, #ARGV, 3 do
  local name, value, rule = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local old = rule == 'max' and tonumber(redis.call('HGET', KEYS[1], name))
  if rule == 'drop' then redis.call('HDEL', KEYS[1], name)
  elseif not old or old < tonumber(value) then redis.call('HSET', KEYS[1], name, value) end
end
return 1`;

/** Holding again with the same token is the same hold: the answer to its first sending may have been lost. */
const holdScript = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

const releaseScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

const claimScript = `
local found = redis.call('GET', KEYS[1])
if not found then redis.call('SET', KEYS[1], 'tried', 'EX', ARGV[1]) end
return found`;

const unclaimScript = `
if redis.call('GET', KEYS[1]) == 'tried' then return redis.call('DEL', KEYS[1]) end
return 0`;

const Ref = z.object({ platform: z.enum(['slack', 'lark', 'terminal']), room: z.string(), id: z.string() });
const Card = z.object({
  ref: z
    .string()
    .transform((text) => Ref.parse(JSON.parse(text)))
    .optional(),
  shown: z.coerce.number().int().default(0),
  told: z.coerce.number().int().default(0),
  telling: z.coerce.number().int().optional(),
  postedAt: z.coerce.number().optional(),
});
const Pairs = z.array(z.string());
const Claim = z.union([z.literal('tried'), z.string().startsWith('sent:')]).nullable();

const rules = { ref: 'set', shown: 'max', told: 'max', telling: 'set', postedAt: 'set' } as const satisfies Record<
  keyof BookEntry,
  'set' | 'max'
>;

export function messageBook(ask: Ask, keys: Keys): MessageBook {
  const runPut = runOn(ask, putScript);
  const runHold = runOn(ask, holdScript);
  const runRelease = runOn(ask, releaseScript);
  const runClaim = runOn(ask, claimScript);
  const runUnclaim = runOn(ask, unclaimScript);
  return {
    get: async (place) => {
      const fields = objectOf(Pairs.parse(await ask('HGETALL', keys.card(place))));
      const { ref, telling, postedAt, ...always } = Card.parse(fields);
      return {
        ...always,
        ...(ref === undefined ? {} : { ref }),
        ...(telling === undefined ? {} : { telling }),
        ...(postedAt === undefined ? {} : { postedAt }),
      };
    },
    put: async (place, change) => {
      const fields = Object.entries(rules).flatMap(([name, rule]) => {
        if (!(name in change)) return [];
        const value = change[name as keyof BookEntry];
        if (value === undefined) return [name, '', 'drop'];
        return [name, typeof value === 'number' ? value : JSON.stringify(value), rule];
      });
      if (fields.length > 0) await runPut([keys.card(place)], ...fields);
    },
    hold: async (place, ttlMs) => {
      const token = randomUUID();
      if ((await runHold([keys.hold(place)], token, Math.ceil(ttlMs))) !== 1) return undefined;
      return {
        release: async () => {
          await runRelease([keys.hold(place)], token);
        },
      };
    },
    claim: async (send) => {
      const found = Claim.parse(await runClaim([keys.send(send)], sendSeconds));
      if (found === null) return { state: 'first' };
      return found === 'tried' ? { state: 'unknown' } : { state: 'sent', id: found.slice('sent:'.length) };
    },
    sent: async (send, id) => {
      await ask('SET', keys.send(send), `sent:${id}`, 'EX', sendSeconds);
    },
    unclaim: async (send) => {
      await runUnclaim([keys.send(send)]);
    },
    places: async (resource) =>
      z
        .array(z.string())
        .parse(await ask('SMEMBERS', keys.places(resource)))
        .toSorted(),
    remember: async (resource, place) => {
      await ask('SADD', keys.places(resource), place);
    },
  };
}

function objectOf(pairs: readonly string[]): Record<string, string> {
  const object: Record<string, string> = {};
  for (let at = 0; at + 1 < pairs.length; at += 2) object[pairs[at] ?? ''] = pairs[at + 1] ?? '';
  return object;
}
