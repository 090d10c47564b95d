// Turns between tenants and rooms: their arithmetic, and that a tenant with ten thousand jobs keeps nobody waiting.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Effect } from '../../src/app/ports.ts';
import { fairTurns, turnMs } from '../../src/jobs/fair.ts';
import { type OpenQueues, openQueues } from '../../src/jobs/queues.ts';
import { startWorkers } from '../../src/jobs/workers.ts';
import { until, withRedis } from '../store/redis-fixture.ts';

const job = (key: string, data: Effect['data'], more: Partial<Effect> = {}): Effect => ({
  queue: 'notification',
  name: 'announce',
  key,
  data,
  ...more,
});
const of = (tenant: string, room?: string) => job('k', { tenant, ...(room === undefined ? {} : { room }) });

describe('turns', () => {
  let now = 0;
  const turns = (...effects: readonly Effect[]) => {
    const priority = fairTurns(() => now);
    return effects.map(priority);
  };

  // biome-ignore format: rows
  it.each([
    ['one after another for one tenant',  [of('a'), of('a'), of('a')],                       [11, 12, 13]],
    ['side by side for different tenants', [of('a'), of('b'), of('c')],                      [11, 11, 11]],
    ['a late comer is not behind others',  [of('a'), of('a'), of('a'), of('b')],             [11, 12, 13, 11]],
    ['one after another in one room',      [of('a', 'r'), of('b', 'r'), of('b')],            [11, 12, 13]],
    ['other queues count apart',           [of('a'), { ...of('a'), queue: 'review' }],       [11, 11]],
    ['what belongs to nobody does not wait', [job('x', {}), job('y', {})],                   [11, 11]],
    ['what is due later takes no turn',    [job('x', { tenant: 'a' }, { at: 3_000 }), of('a')], [31, 11]],
  ] as const)('%s', (_, effects, expected) => {
    now = 10 * turnMs;
    expect(turns(...effects)).toEqual(expected);
  });

  it('past turns are no debt', () => {
    const priority = fairTurns(() => now);
    now = 0;
    expect([priority(of('a')), priority(of('a'))]).toEqual([1, 2]);
    now = 50 * turnMs;
    expect(priority(of('a'))).toBe(51);
  });

  it('whatever was asked for before, nobody who asks a turn later overtakes it for ever', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(300))), (asked) => {
        now = 0;
        const priority = fairTurns(() => now);
        for (const [tenant, wait] of asked) {
          now += wait;
          const turn = priority(of(tenant));
          now += turn * turnMs;
          expect(priority(of('other'))).toBeGreaterThanOrEqual(turn);
        }
      }),
    );
  });

  it.each([0, 1, 2 ** 21 - 2, 2 ** 21 - 1, 2 ** 21, 1e12])('is a priority BullMQ takes: turn %d', (turn) => {
    now = turn * turnMs;
    const [priority = 0] = turns(of('a'));
    expect(priority).toBeGreaterThanOrEqual(1);
    expect(priority).toBeLessThan(2 ** 21);
  });
});

describe('a tenant with ten thousand notifications', () => {
  const redis = withRedis();
  let queues: OpenQueues;
  beforeAll(() => {
    queues = openQueues(redis.redis.connect('command'), 'fair', () => 0);
  });
  afterAll(() => queues.close());

  it('does not keep another waiting', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => job(`big-${index}`, { tenant: 'big' }));
    await queues.enqueue(many);
    await queues.enqueue(['one', 'two', 'three'].map((key) => job(key, { tenant: 'small' })));
    const ran: string[] = [];
    const workers = startWorkers({
      now: Date.now,
      connect: () => redis.redis.connect('blocking'),
      prefix: 'fair',
      telemetry: { count: () => undefined, log: () => undefined },
      app: { work: async ({ key }) => void ran.push(key) },
      queues: ['notification'],
    });
    try {
      await until('the small tenant was served', () => ran.includes('three'));
      // Three turns of the big one's, and those the workers already had in hand.
      expect(ran.indexOf('three')).toBeLessThan(40);
      await until('the big tenant is served too', () => ran.includes('big-500'));
    } finally {
      await workers.close();
    }
  });
});
