/** How often one caller may ask, as a bucket that fills again. Per process; knows no caller. */
import type { Clock } from '../../app/ports.ts';

export interface Allowance {
  /** Seconds to wait; 0 lets the caller in and takes one. */
  take(caller: string): number;
}

/** Callers kept in mind; the one seen longest ago is forgotten, which only gives it a full bucket. */
const remembered = 10_000;

export function openAllowance(clock: Clock, burst: number, perSecond: number): Allowance {
  const fullAt = new Map<string, number>();
  const everyMs = 1_000 / perSecond;
  return {
    take(caller) {
      const now = clock.now();
      const full = Math.max(fullAt.get(caller) ?? 0, now);
      const waitMs = full - now - (burst - 1) * everyMs;
      if (waitMs > 0) return Math.ceil(waitMs / 1_000);
      fullAt.delete(caller);
      fullAt.set(caller, full + everyMs);
      const oldest = fullAt.keys().next().value;
      if (fullAt.size > remembered && oldest !== undefined) fullAt.delete(oldest);
      return 0;
    },
  };
}
