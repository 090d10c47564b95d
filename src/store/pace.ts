/**
 * How fast we may speak into a room, shared by all processes. Knows the platforms' limits as a table and reads the
 * server's clock; knows no message.
 */
import { z } from 'zod';
import type { Pace, PlatformName } from '../app/ports.ts';
import type { Keys } from './keys.ts';
import { type Ask, runOn } from './redis/ask.ts';

interface RoomPace {
  /** Posts that may follow each other at once. */
  readonly burst: number;
  /** A slot comes back after so long. */
  readonly everyMs: number;
}

export const roomPaces: Readonly<Record<PlatformName, RoomPace | undefined>> = {
  // chat.postMessage: about one a second per channel, short bursts tolerated. Two, because a slow call meets the next.
  slack: { burst: 2, everyMs: 1_000 },
  // Five a second per group, shared by all bots in it: 2 + 3 in any one second.
  lark: { burst: 2, everyMs: 334 },
  terminal: undefined,
};

/** Updates of cards, beside posts: Slack counts them for the whole app, Lark for each message. */
export const updatePaces: Readonly<Record<PlatformName, (RoomPace & { readonly across: 'app' | 'room' }) | undefined>> =
  {
    // chat.update is of tier 3: fifty a minute, and bursts of that size.
    slack: { burst: 45, everyMs: 1_250, across: 'app' },
    // Five a second of one message; a room may hold several.
    lark: { burst: 2, everyMs: 334, across: 'room' },
    terminal: undefined,
  };

/** What one app may call in all: Lark takes 1000 a minute of each kind of call. */
const appPaces: Readonly<Record<PlatformName, RoomPace | undefined>> = {
  slack: undefined,
  lark: { burst: 20, everyMs: 65 },
  terminal: undefined,
};

/** No room is called so. */
const everywhere = '*';

/**
 * Generic cell rate (ITU-T I.371): one number, the time at which the bucket is full again. Answers the wait in ms; 0
 * took the slot.
 */
const takeScript = `
local paused = redis.call('PTTL', KEYS[2])
if paused > 0 then return paused end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local burst, every = tonumber(ARGV[1]), tonumber(ARGV[2])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local wait = full - now - (burst - 1) * every
if wait > 0 then return wait end
redis.call('SET', KEYS[1], string.format('%.0f', full + every), 'PX', full + every - now)
return 0`;

/** The longest pause counts. */
const pauseScript = `
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], 1, 'PX', ARGV[1]) end
return 1`;

const WaitMs = z.number().int().nonnegative();

export function pace(ask: Ask, keys: Keys): Pace {
  const runTake = runOn(ask, takeScript);
  const runPause = runOn(ask, pauseScript);

  async function takeFrom(key: ReturnType<Keys['room']>, limit: RoomPace | undefined): Promise<number> {
    if (limit === undefined) return 0;
    return WaitMs.parse(await runTake([key.pace, key.pause], limit.burst, limit.everyMs));
  }

  return {
    take: async (platform, room, act = 'post') => {
      const own = act === 'post' ? roomPaces[platform] : updatePaces[platform];
      const place = act === 'update' && updatePaces[platform]?.across === 'app' ? everywhere : room;
      const wait = await takeFrom(keys.room(platform, `${place}${act === 'update' ? '-updates' : ''}`), own);
      // A slot of the room that is lost when the app has none comes back by itself.
      return wait > 0 ? wait : takeFrom(keys.room(platform, `${everywhere}-${act}`), appPaces[platform]);
    },
    pause: async (platform, room, forMs) => {
      if (forMs > 0) await runPause([keys.room(platform, room).pause], Math.ceil(forMs));
    },
    admit: (key, burst, everyMs) => takeFrom(keys.turns(key), { burst, everyMs }),
    allow: async (key, perMs) => (await ask('SET', keys.allowance(key), 1, 'NX', 'PX', Math.ceil(perMs))) === 'OK',
  };
}
