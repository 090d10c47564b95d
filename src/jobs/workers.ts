/** Runs the application's jobs on BullMQ workers. At least once: every effect is fenced where it is decided or sent. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Job as BullJob, type ConnectionOptions, DelayedError, Worker } from 'bullmq';
import type { App } from '../app/index.ts';
import { type QueueName, queueNames, type Telemetry } from '../app/ports.ts';
import { Later } from '../app/world.ts';
import { backoff, locks, policies, triesBeforePeople } from './policy.ts';
import { queuePrefix, type Timed } from './queues.ts';

/** How often a job that came too early looks at the clock again: it may be set forward as it was set back. */
const lookAgainMs = 1_000;

export interface Workers {
  /** Finishes active jobs, takes no new ones. */
  close(): Promise<void>;
}

export interface WorkersOptions {
  /** A fresh connection per worker: each blocks on it. */
  readonly connect: () => ConnectionOptions;
  readonly prefix: string;
  readonly app: Pick<App, 'work'>;
  readonly telemetry: Telemetry;
  readonly now: () => number;
  readonly queues?: readonly QueueName[];
}

export function startWorkers({ connect, prefix, app, telemetry, now, queues = queueNames }: WorkersOptions): Workers {
  const workers = queues.map((name) => {
    const policy = policies[name];
    const worker = new Worker(name, (job, token) => counted(work(name, job, token)), {
      connection: connect(),
      prefix: queuePrefix(prefix),
      concurrency: policy.concurrency,
      lockDuration: locks.lockMs,
      stalledInterval: locks.stalledEveryMs,
      maxStalledCount: locks.stalledLimit,
      settings: {
        backoffStrategy: (attemptsMade: number) => backoff(policy.backoffMs, attemptsMade, policy.longestMs),
      },
    });
    worker.on('failed', (job, error) =>
      telemetry.log('warn', 'job failed', {
        queue: name,
        job: job?.id,
        attempt: job?.attemptsMade,
        error: error.message,
      }),
    );
    worker.on('error', (error) => telemetry.log('warn', 'worker error', { queue: name, error: error.message }));
    return worker;
  });

  /** Waiting is not failing: it costs no attempt. */
  async function postpone(job: BullJob, token: string | undefined, forMs: number): Promise<never> {
    await job.moveToDelayed(Date.now() + forMs, token);
    throw new DelayedError();
  }

  const active = new Set<Promise<void>>();

  async function work(queue: QueueName, job: BullJob, token: string | undefined): Promise<void> {
    const { notBefore = 0, ...data } = job.data as Timed;
    const earlyMs = notBefore - now();
    // Decided too early it would be refused, and nobody would come back to it.
    if (earlyMs > 0) return postpone(job, token, Math.min(earlyMs, lookAgainMs));
    try {
      const lastTry = job.attemptsMade + 1 >= (policies[queue].triesBeforePeople ?? triesBeforePeople);
      await app.work({ queue, name: job.name, key: job.id ?? '', data, lastTry });
      telemetry.count('jobs_done', { queue, name: job.name });
    } catch (error) {
      if (!(error instanceof Later)) throw error;
      await postpone(job, token, error.afterMs);
    }
  }

  function counted(one: Promise<void>): Promise<void> {
    active.add(one);
    const done = () => void active.delete(one);
    one.then(done, done);
    return one;
  }

  async function close(worker: Worker): Promise<void> {
    const closing = worker.close().then(() => true);
    while (active.size > 0 && !(await Promise.race([closing, Promise.allSettled(active).then(() => false)])));
    if (await Promise.race([closing, wait(closeWithinMs, false, { ref: false })])) return;
    telemetry.log('warn', 'worker closed the hard way', { queue: worker.name });
    worker.disconnect().catch(() => undefined);
  }

  return {
    async close() {
      await Promise.all(workers.map(close));
    },
  };
}

/** From when no job is active any more: while Redis is away, BullMQ would wait without end. */
const closeWithinMs = 3_000;
