/** Measures decisions through queue and log against BullMQ alone and XADD alone, on one Redis. */
import { Queue, Worker } from 'bullmq';
import { openJournal } from '../../src/app/journal.ts';
import type { Effect } from '../../src/app/ports.ts';
import { policies } from '../../src/jobs/policy.ts';
import { openQueues } from '../../src/jobs/queues.ts';
import { startWorkers } from '../../src/jobs/workers.ts';
import { askOn } from '../../src/store/redis/ask.ts';
import { storeOn } from '../../src/store/store.ts';
import type { Bench, Size } from '../bench.ts';
import { flow } from '../chat/flow.ts';
import { benchRedis, quiet } from '../chat/house.ts';

const SIZES: Readonly<Record<Size, { decisions: number; tenants: number }>> = {
  full: { decisions: 400, tenants: 100 },
  tiny: { decisions: 20, tenants: 5 },
};
const atOnce = 100;
const inFlight = 64;

/** Calls `done` once for each piece of work and gives how many were done in a second. */
async function rate(count: number, start: (done: () => void) => Promise<void>): Promise<number> {
  let left = count;
  const begun = performance.now();
  await new Promise<void>((resolve, reject) => {
    const done = (): void => {
      left -= 1;
      if (left === 0) resolve();
    };
    start(done).catch(reject);
  });
  return (count * 1000) / (performance.now() - begun);
}

export const decisions: Bench = {
  name: 'decisions',
  title: 'Decisions',
  work:
    'A job asks for a deposit to one of 100 accounts; a worker takes it, reads the account’s log, decides, marks, appends the ' +
    'event with its hash and clears the mark. Beside it, on the same Redis (append-only file, synced every second): BullMQ ' +
    'alone adding and processing the same jobs with the same options, and XADD alone writing the same entries, 64 in flight.',
  figures: [
    { key: 'decisions', label: 'Hostline, queue and log', unit: 'decisions/s' },
    { key: 'queue', label: 'BullMQ alone, add and process', unit: 'jobs/s' },
    { key: 'xadd', label: 'XADD alone', unit: 'entries/s' },
    { key: 'slowest', label: 'the slower of the two', unit: '/s' },
  ],
  bars: [{ label: 'decisions against the slower part alone', of: 'decisions', over: 'slowest', atLeast: 0.5 }],
  async open(size) {
    const { decisions: count, tenants } = SIZES[size];
    const { redis, close } = await benchRedis();
    const connection = redis.connect('command');
    const { log } = storeOn(connection, 'bench');
    const journal = openJournal(log, (kind, id, entry) => void log.settled(`${kind}:${id}`, entry.version));
    const queues = openQueues(redis.connect('command'), 'bench', Date.now);
    let doneOne: () => void = () => undefined;
    const workers = startWorkers({
      now: Date.now,
      connect: () => redis.connect('blocking'),
      prefix: 'bench',
      telemetry: quiet,
      queues: ['payment'],
      app: {
        async work({ key, data }) {
          const { tenant } = data as { tenant: string };
          const command = { do: 'deposit', deposit: key, fen: 1 } as const;
          const cause = { by: 'system:bench', cause: key, at: Date.now() };
          await journal.act('cashier', tenant, command, () => undefined, cause);
          doneOne();
        },
      },
    });
    const options = { prefix: '{bare}', connection: redis.connect('command') };
    const bare = new Queue('payment', options);
    const bareWorker = new Worker('payment', async () => doneOne(), {
      prefix: '{bare}',
      connection: redis.connect('blocking'),
      concurrency: policies.payment.concurrency,
    });
    const ask = askOn(connection);
    let round = 0;

    const effectAt = (index: number): Effect => ({
      queue: 'payment',
      name: 'deposit',
      key: `deposit-${round}-${index}`,
      data: { tenant: `account-${index % tenants}` },
    });
    const batches = (): Effect[][] =>
      Array.from({ length: Math.ceil(count / atOnce) }, (_, batch) =>
        Array.from({ length: Math.min(atOnce, count - batch * atOnce) }, (__, index) =>
          effectAt(batch * atOnce + index),
        ),
      );

    return {
      async round() {
        round += 1;
        const queue = await rate(count, async (done) => {
          doneOne = done;
          for (const batch of batches())
            await bare.addBulk(
              batch.map(({ name, key, data }) => ({
                name,
                data,
                opts: { jobId: key, attempts: 50, backoff: { type: 'custom' }, removeOnComplete: { age: 600 } },
              })),
            );
        });
        const own = await rate(count, async (done) => {
          doneOne = done;
          for (const batch of batches()) await queues.enqueue(batch);
        });
        const [entry] = await log.read('cashier:account-0', 0);
        const text = JSON.stringify(entry);
        const { perSecond: xadd } = await flow(count, inFlight, (index) =>
          ask('XADD', `bare-${round}-${index % tenants}`, `0-${Math.floor(index / tenants) + 1}`, 'e', text),
        );
        return { decisions: own, queue, xadd, slowest: Math.min(queue, xadd) };
      },
      async close() {
        await Promise.all([workers.close(), bareWorker.close()]);
        await Promise.all([queues.close(), bare.close()]);
        await close();
      },
    };
  },
};
