/** Knows how to make ids and timestamps that look like Slack's and repeat for the same seed; remembers no object. */

import type { Clock } from '../clock.ts';
import { fractionOf } from '../random.ts';

export interface Ids {
  /** "V" → "V00000001A": unique for the prefix. */
  next(prefix: string): string;
  /** 16 hexadecimal digits nobody guesses by counting. */
  token(): string;
  /** A message timestamp, later than every one before: "1700000000.000123". */
  timestamp(): string;
}

export function createIds(seed: string, clock: Clock): Ids {
  const counts = new Map<string, number>();
  let lastMicroseconds = 0;

  function count(prefix: string): number {
    const next = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, next);
    return next;
  }

  return {
    next: (prefix) => `${prefix}${count(prefix).toString(36).toUpperCase().padStart(9, '0')}`,
    token() {
      const label = `token/${count('token')}`;
      const half = (side: string) =>
        Math.floor(fractionOf(seed, `${label}/${side}`) * 2 ** 32)
          .toString(16)
          .padStart(8, '0');
      return half('left') + half('right');
    },
    timestamp() {
      lastMicroseconds = Math.max(Math.floor(clock.now()) * 1000, lastMicroseconds + 1);
      const digits = String(lastMicroseconds).padStart(16, '0');
      return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    },
  };
}
