import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../src/app/index.ts';
import type { Effect, Plant } from '../../src/app/ports.ts';
import { Later } from '../../src/app/world.ts';
import type { Connection } from '../../src/engine/tenant/model.ts';
import { type OpenQueues, openQueues } from '../../src/jobs/queues.ts';
import { startSweeper } from '../../src/jobs/sweeper.ts';
import { startWorkers, type Workers } from '../../src/jobs/workers.ts';
import { openBench } from '../app/bench.ts';
import { until, withRedis } from '../store/redis-fixture.ts';

const redis = withRedis();
const telemetry = { count: () => undefined, log: () => undefined };
let tests = 0;
let prefix = '';
let queues: OpenQueues;
let workers: Workers | undefined;
let now: () => number = Date.now;

beforeEach(() => {
  prefix = `jobs-${++tests}`;
  now = Date.now;
  queues = openQueues(redis.redis.connect('command'), prefix, Date.now);
});
afterEach(async () => {
  await workers?.close();
  workers = undefined;
  await queues.close();
});

const effect = (key: string, more: Partial<Effect> = {}): Effect => ({
  queue: 'clock',
  name: 'ring',
  key,
  data: {},
  ...more,
});

function work(run: (job: Job) => Promise<void>): void {
  workers = startWorkers({
    connect: () => redis.redis.connect('blocking'),
    prefix,
    telemetry,
    now,
    app: { work: run },
  });
}

describe('a key', () => {
  it('is one job, however often it is enqueued, before, while and after it runs', async () => {
    const ran: string[] = [];
    await queues.enqueue([effect('a'), effect('a')]);
    await queues.enqueue([effect('a')]);
    work(async (job) => {
      ran.push(job.key);
      if (job.key === 'a') await queues.enqueue([effect('a')]);
    });
    await until('it ran', () => ran.includes('a'));
    await queues.enqueue([effect('a'), effect('b')]);
    await until('the next one ran', () => ran.includes('b'));
    expect(ran).toEqual(['a', 'b']);
  });

  it('is kept apart in each queue', async () => {
    const ran: string[] = [];
    await queues.enqueue([effect('a'), effect('a', { queue: 'review', name: 'check' })]);
    work(async (job) => void ran.push(`${job.queue} ${job.name}`));
    await until('both ran', () => ran.length === 2);
    expect(ran.toSorted()).toEqual(['clock ring', 'review check']);
  });

  it('brings its data along, and runs no earlier than its time', async () => {
    const at = Date.now() + 300;
    await queues.enqueue([effect('later', { at, data: { tenant: 'acme' } }), effect('now')]);
    const ran: [string, unknown, number][] = [];
    work(async (job) => void ran.push([job.key, job.data, Date.now()]));
    await until('both ran', () => ran.length === 2);
    expect(ran.map(([key]) => key)).toEqual(['now', 'later']);
    expect(ran[1]?.[1]).toEqual({ tenant: 'acme' });
    expect(ran[1]?.[2]).toBeGreaterThanOrEqual(at);
  });

  it('does not run while a clock that was set back says that it is not yet time', async () => {
    const began = Date.now();
    let backMs = 0;
    now = () => Date.now() - backMs;
    await queues.enqueue([effect('timed', { at: began + 100, data: { tenant: 'acme' } }), effect('now')]);
    backMs = 60_000;
    const ran: [string, unknown][] = [];
    work(async (job) => void ran.push([job.key, job.data]));
    // Begun twice: it was put back at least once.
    await until('the queue has tried it again', async () => {
      const job = await queues.all.clock.getJob('timed');
      return job !== undefined && job.attemptsStarted > 1;
    });
    expect(ran).toEqual([['now', {}]]);
    backMs = 0;
    await until('it ran', () => ran.length === 2);
    expect(ran[1]).toEqual(['timed', { tenant: 'acme' }]);
  });
});

describe('waiting and failing', () => {
  it('to be asked again later costs no try', async () => {
    const tries: boolean[] = [];
    await queues.enqueue([effect('patient')]);
    work(async (job) => {
      tries.push(job.lastTry);
      if (tries.length < 6) throw new Later(1);
    });
    await until('it ran six times', () => tries.length === 6);
    expect(tries).toEqual(Array.from({ length: 6 }, () => false));
    await until('it is done', async () => (await queues.all.clock.getCompletedCount()) === 1);
  });

  it('a failure is tried again, and the third try knows that people are asked next', async () => {
    const tries: boolean[] = [];
    await queues.enqueue([effect('failing')]);
    work(async (job) => {
      tries.push(job.lastTry);
      if (tries.length < 3) throw new Error('no');
    });
    await until('it ran three times', () => tries.length === 3);
    expect(tries).toEqual([false, false, true]);
  });

  it('closing waits for the job at work; what comes later stays in the queue', async () => {
    const ran: string[] = [];
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await queues.enqueue([effect('slow')]);
    work(async (job) => {
      ran.push(`begin ${job.key}`);
      await gate;
      ran.push(`end ${job.key}`);
    });
    await until('it began', () => ran.length === 1);
    const closed = workers?.close();
    finish();
    await closed;
    expect(ran).toEqual(['begin slow', 'end slow']);
    await queues.enqueue([effect('next')]);
    expect(await queues.all.clock.getPrioritizedCount()).toBe(1);
  });
});

describe('a worker that is killed', { timeout: 60_000 }, () => {
  it('leaves its job to another, and what it decides happens once', async () => {
    const url = redis.redis.describe().replace('Redis at ', 'unix://');
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'hanging-worker.ts'), url, prefix],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await queues.enqueue([effect('orphan')]);
    await once(child.stdout, 'data');
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    const bench = await openBench(redis);
    const ran: string[] = [];
    work(async (job) => {
      ran.push(job.key);
      await bench.app.journal.act('cashier', 'acme', { do: 'deposit', deposit: job.key, fen: 1 }, () => undefined, {
        by: 'system',
        cause: job.key,
        at: 0,
      });
    });
    await expect.poll(() => ran, { timeout: 45_000 }).toContain('orphan');
    const entries = await bench.app.journal.entries('cashier', 'acme', 0);
    expect(entries.filter((entry) => entry.cause === 'orphan')).toHaveLength(1);
  });
});

describe('a step of construction on real workers', { timeout: 60_000 }, () => {
  /** A line whose light levels are measured next; the first `dark` measurements are bad. */
  async function measuring(dark: number) {
    let measured = 0;
    const plant: Plant = {
      crew: 'people',
      lightDbm: async () => (measured++ < dark ? -40 : -6),
      debugLink: async () => ({ ok: true }),
    };
    const bench = await openBench(redis, { plant });
    const line = await bench.order('east');
    await bench.type('min', 'deposit acme 100000');
    await bench.type('zoe', `approve ${line.id}`);
    await bench.type('tom', `pay ${line.id}`);
    await bench.run();
    await bench.type('zoe', `done ${line.id}`);
    await bench.app.drain();
    const hand = async () => {
      await bench.app.drain();
      const steps = bench.queued.filter((row) => row.queue === 'construction');
      bench.queued.length = 0;
      await queues.enqueue(steps);
    };
    work((job) => bench.app.work(job));
    await hand();
    const settled = (is: (connection: Connection) => boolean) =>
      expect.poll(async () => is(await bench.connection(line.id)), { timeout: 30_000 }).toBe(true);
    const failures = async () =>
      (await bench.app.journal.entries('tenant', 'acme', 0))
        .flatMap((entry) => entry.events as { type: string }[])
        .filter((event) => event.type === 'construction.step-failed').length;
    const light = (connection: Connection) => connection.construction?.steps.find((step) => step.id === 'light-levels');
    return { bench, line, hand, settled, failures, light };
  }

  it('that fails twice and then succeeds bothers nobody', async () => {
    const { settled, failures, light } = await measuring(2);
    await settled((row) => light(row)?.status === 'done');
    expect(await failures()).toBe(0);
  });

  it('that fails three times is shown to people, who try it again', async () => {
    const { bench, line, hand, settled, failures, light } = await measuring(3);
    await settled((row) => light(row)?.status === 'failed');
    expect(await failures()).toBe(1);
    expect(light(await bench.connection(line.id))?.detail).toMatchObject({ dbm: -40, min: -19, max: -3 });
    expect((await bench.type('zoe', `retry ${line.id}`)).answer).toMatchObject({ tone: 'good' });
    await hand();
    await settled((row) => light(row)?.status === 'done');
    expect(await failures()).toBe(1);
  });
});

describe('a job that runs twice', () => {
  it('at once or one after the other, decides once', async () => {
    const bench = await openBench(redis);
    const { text } = await bench.type('tom', 'order --name east --region cn-north-1 --port 1000BASE-LX');
    await bench.app.drain();
    const check = bench.queued.find((row) => row.name === 'check');
    if (!check) throw new Error(`no check for ${text}`);
    const job = { ...check, lastTry: false };
    await Promise.all([bench.app.work(job), bench.app.work(job)]);
    await bench.app.work(job);
    const entries = await bench.app.journal.entries('tenant', 'acme', 0);
    expect(entries.filter((entry) => entry.cause === check.key)).toHaveLength(1);
  });

  it('of a kind nobody knows is refused', async () => {
    const bench = await openBench(redis);
    await expect(bench.app.work({ queue: 'clock', name: 'sing', key: 'x', data: {}, lastTry: false })).rejects.toThrow(
      'no such job',
    );
  });
});

describe('the sweeper', () => {
  it('asks one sweep at a time, goes on after a failed one, and stops when told', async () => {
    let at = 0;
    let most = 0;
    let calls = 0;
    const logs: string[] = [];
    const app = {
      sweep: async () => {
        at += 1;
        most = Math.max(most, at);
        calls += 1;
        await new Promise((resolve) => setImmediate(resolve));
        at -= 1;
        if (calls === 1) throw new Error('away');
        return calls === 2 ? 3 : 0;
      },
    };
    const sweeper = startSweeper(app, { count: () => undefined, log: (_level, event) => void logs.push(event) }, 1, 0);
    await until('it swept a few times', () => calls >= 5);
    await sweeper.close();
    const after = calls;
    expect(most).toBe(1);
    expect(logs).toEqual(['sweep failed', 'settled what a crash left']);
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls).toBe(after);
  });
});
