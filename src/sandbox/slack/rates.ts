/** Knows how fast the app may call each method and post into each channel; answers only how long to wait. */
import type { Clock } from '../clock.ts';
import { rateLimits } from './limits.ts';

export type Tier = keyof typeof rateLimits.tierPerMinute;

/** How fast the app may go; `unlimited` for tests that post a lot. */
export interface Pace {
  readonly postsPerSecond: number;
  readonly postBurst: number;
  /** Multiplies every tier. */
  readonly tierFactor: number;
}

export const realPace: Pace = {
  postsPerSecond: rateLimits.postsPerSecond,
  postBurst: rateLimits.postBurst,
  tierFactor: 1,
};

export const unlimited: Pace = {
  postsPerSecond: Number.POSITIVE_INFINITY,
  postBurst: Number.POSITIVE_INFINITY,
  tierFactor: Number.POSITIVE_INFINITY,
};

export interface Rates {
  /** 0 when the call may pass, otherwise whole seconds to wait. */
  waitForCall(method: string, tier: Tier): number;
  waitForPost(channel: string): number;
}

/** One token bucket for each method and channel: a minute's worth of calls, or a short burst of posts. */
export function createRates(clock: Clock, pace: Pace): Rates {
  const buckets = new Map<string, { tokens: number; at: number }>();

  function take(key: string, capacity: number, perSecond: number): number {
    if (perSecond === Number.POSITIVE_INFINITY) return 0;
    const now = clock.now();
    const bucket = buckets.get(key) ?? { tokens: capacity, at: now };
    const tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    return tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  }

  return {
    waitForCall(method, tier) {
      const perMinute = rateLimits.tierPerMinute[tier] * pace.tierFactor;
      return take(`call/${method}`, perMinute, perMinute / 60);
    },
    waitForPost: (channel) => take(`post/${channel}`, pace.postBurst, pace.postsPerSecond),
  };
}
