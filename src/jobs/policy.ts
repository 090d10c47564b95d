/** How each queue runs: how many at once, how often again, how long finished jobs answer for their key. */
import type { QueueName } from '../app/ports.ts';

export interface QueuePolicy {
  readonly concurrency: number;
  /** Tries in all; a step of construction is reported to people after `triesBeforePeople`. */
  readonly attempts: number;
  readonly backoffMs: number;
  /** Longest pause between two tries; absent: one minute. */
  readonly longestMs?: number;
  /** Absent: `triesBeforePeople`. */
  readonly triesBeforePeople?: number;
  /** A key enqueued again within this time is no second job. Deciders make later repeats harmless. */
  readonly rememberSeconds: number;
}

/** Platforms re-send for 7.1 hours; keys are remembered longer. */
const eightHours = 8 * 3_600;

export const policies: Readonly<Record<QueueName, QueuePolicy>> = {
  review: { concurrency: 32, attempts: 50, backoffMs: 500, rememberSeconds: eightHours },
  payment: { concurrency: 32, attempts: 50, backoffMs: 500, rememberSeconds: eightHours },
  construction: { concurrency: 8, attempts: 50, backoffMs: 500, rememberSeconds: eightHours },
  'connectivity-test': { concurrency: 4, attempts: 50, backoffMs: 500, rememberSeconds: eightHours },
  notification: { concurrency: 32, attempts: 50, backoffMs: 500, rememberSeconds: 600 },
  clock: { concurrency: 32, attempts: 50, backoffMs: 1_000, rememberSeconds: eightHours },
  // 2 s, 4 s … one hour: about five hours in all, then the report is listed as not delivered.
  webhook: {
    concurrency: 16,
    attempts: 15,
    backoffMs: 2_000,
    longestMs: 3_600_000,
    triesBeforePeople: 15,
    rememberSeconds: eightHours,
  },
};

/** Automatic tries of one construction step before a person is asked. */
export const triesBeforePeople = 3;

/**
 * A worker that dies loses its jobs' locks after `lockMs`; another takes them up within `stalledEveryMs`. Our jobs
 * only wait for I/O, so the lock is always renewed in time; every effect is fenced all the same.
 */
export const locks = { lockMs: 6_000, stalledEveryMs: 3_000, stalledLimit: 1_000 } as const;

/** Exponential, capped: 0.5 s, 1 s, 2 s … one minute. */
export function backoff(baseMs: number, attemptsMade: number, longestMs = 60_000): number {
  return Math.min(baseMs * 2 ** Math.max(0, attemptsMade - 1), longestMs);
}
