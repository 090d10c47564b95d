/** Knows how fast the app may call, send to one chat and update one message; answers only how long to wait. */
import type { Clock } from '../clock.ts';
import { rateLimits } from './limits.ts';

export type Pace = { readonly [name in keyof typeof rateLimits]: number };

export const realPace: Pace = rateLimits;

/** For tests that send a lot. */
export const unlimited: Pace = {
  appPerSecond: Number.POSITIVE_INFINITY,
  appPerMinute: Number.POSITIVE_INFINITY,
  chatPerSecond: Number.POSITIVE_INFINITY,
  updatesPerSecond: Number.POSITIVE_INFINITY,
  ephemeralPerSecond: Number.POSITIVE_INFINITY,
};

/** A refused call: the limit it ran into and the whole seconds until there is room. */
export interface Wait {
  readonly limit: number;
  readonly resetSeconds: number;
}

export interface Rates {
  /** Each counts the call unless it has to wait; undefined lets it pass. */
  forCall(method: string): Wait | undefined;
  forChat(chat: string): Wait | undefined;
  forUpdate(message: string): Wait | undefined;
  forEphemeral(chat: string): Wait | undefined;
}

interface Window {
  readonly key: string;
  readonly limit: number;
  readonly milliseconds: number;
}

/** Sliding windows: so many within the last second, or minute, for each key. */
export function createRates(clock: Clock, pace: Pace): Rates {
  const passed = new Map<string, number[]>();

  function recent({ key, milliseconds }: Window): number[] {
    const since = clock.now() - milliseconds;
    const times = (passed.get(key) ?? []).filter((at) => at > since);
    passed.set(key, times);
    return times;
  }

  function take(...windows: readonly Window[]): Wait | undefined {
    const limited = windows.filter((window) => window.limit !== Number.POSITIVE_INFINITY);
    for (const window of limited) {
      const times = recent(window);
      const [oldest] = times;
      if (times.length < window.limit || oldest === undefined) continue;
      const waitMilliseconds = oldest + window.milliseconds - clock.now();
      return { limit: window.limit, resetSeconds: Math.max(1, Math.ceil(waitMilliseconds / 1000)) };
    }
    for (const window of limited) passed.get(window.key)?.push(clock.now());
    return undefined;
  }

  const second = (key: string, limit: number): Window => ({ key, limit, milliseconds: 1000 });
  return {
    forCall: (method) =>
      take(second(`call/${method}/s`, pace.appPerSecond), {
        key: `call/${method}/m`,
        limit: pace.appPerMinute,
        milliseconds: 60_000,
      }),
    forChat: (chat) => take(second(`chat/${chat}`, pace.chatPerSecond)),
    forUpdate: (message) => take(second(`update/${message}`, pace.updatesPerSecond)),
    forEphemeral: (chat) => take(second(`ephemeral/${chat}`, pace.ephemeralPerSecond)),
  };
}
