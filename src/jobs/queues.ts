/** Puts effects into BullMQ queues. The key is the job's id, so enqueuing twice is enqueuing once. */
import { type ConnectionOptions, Queue } from 'bullmq';
import { type Effect, type QueueName, type Queues, queueNames } from '../app/ports.ts';
import { fairTurns } from './fair.ts';
import { policies } from './policy.ts';

/** What a job carries besides its effect's own data: before this time by our clock it does not run. */
export interface Timed {
  readonly notBefore?: number;
}

/** Curly braces keep all keys of the queues in one slot of a Redis Cluster. */
export const queuePrefix = (prefix: string) => `{${prefix}-queues}`;

export interface OpenQueues extends Queues {
  readonly all: Readonly<Record<QueueName, Queue>>;
  close(): Promise<void>;
}

export function openQueues(connection: ConnectionOptions, prefix: string, now: () => number): OpenQueues {
  const open = (name: QueueName) => {
    const queue = new Queue(name, { connection, prefix: queuePrefix(prefix), skipVersionCheck: false });
    // The connection is the store's and reports its own trouble; unheard, BullMQ prints each error to stderr.
    return queue.on('error', () => undefined);
  };
  const all = Object.fromEntries(queueNames.map((name) => [name, open(name)])) as Record<QueueName, Queue>;

  const priorityOf = fairTurns(now);

  async function enqueue(effects: readonly Effect[]): Promise<void> {
    const at = now();
    await Promise.all(
      queueNames.flatMap((name) => {
        const jobs = effects.filter((effect) => effect.queue === name).map((row) => jobOf(row, at, priorityOf(row)));
        const [only, ...others] = jobs;
        if (!only) return [];
        // One alone needs no pipeline, which costs as much as the job.
        return [others.length === 0 ? all[name].add(only.name, only.data, only.opts) : all[name].addBulk(jobs)];
      }),
    );
  }

  return {
    all,
    enqueue,
    async close() {
      await Promise.all(Object.values(all).map((queue) => queue.close()));
    },
  };
}

function jobOf(effect: Effect, now: number, priority: number) {
  const policy = policies[effect.queue];
  const delay = effect.at === undefined ? 0 : Math.max(0, effect.at - now);
  return {
    name: effect.name,
    // The queue waits by the machine's clock; one that is set back meanwhile must not let it run too early.
    data: effect.at === undefined ? effect.data : { ...effect.data, notBefore: effect.at },
    opts: {
      jobId: effect.key,
      delay,
      priority,
      attempts: policy.attempts,
      backoff: { type: 'custom' },
      removeOnComplete: { age: policy.rememberSeconds },
      removeOnFail: { age: 7 * 24 * 3_600 },
      ...(effect.merge === undefined ? {} : { deduplication: { id: effect.merge, keepLastIfActive: true } }),
    },
  };
}
