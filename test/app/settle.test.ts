import { beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../src/app/journal.ts';
import { tenantFacts } from '../../src/app/verbs/connection-act.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { type Bench, openBench } from './bench.ts';

const redis = withRedis();
const grace = 3_000;
let bench: Bench;
let queuesAway = false;

beforeEach(async () => {
  queuesAway = false;
  bench = await openBench(redis, { queuesAway: () => queuesAway });
});

const marks = () => bench.world.log.unsettledBefore(Number.MAX_SAFE_INTEGER, 100);

/** Decides and appends, then dies: nothing of what follows from the entry is carried out. */
async function appendAndDie(id: string): Promise<void> {
  const { world } = bench;
  const dying = openJournal(world.log, () => undefined);
  const outcome = await dying.act(
    'tenant',
    'acme',
    { do: 'approve', connection: id },
    () => tenantFacts(world, dying, 'acme', { person: 'person-zoe', movers: ['reviewer'] }, 'cn-north-1'),
    { by: 'person-zoe', cause: 'last-click', at: world.clock.now() },
  );
  expect(outcome).toMatchObject({ ok: true, repeated: false });
}

describe('a crash between append and queue', () => {
  it('leaves a mark, and the sweep does what was left undone', async () => {
    const line = await bench.order('east');
    expect(await marks()).toEqual([]);
    bench.queued.length = 0;
    await appendAndDie(line.id);
    const [mark] = await marks();
    expect(mark).toMatchObject({ log: 'tenant:acme' });
    expect(bench.queued).toEqual([]);
    expect(await bench.world.directory.find(line.id)).toMatchObject({ state: 'Ordering' });

    bench.pass(grace + 1);
    expect(await bench.app.sweep(grace)).toBe(1);
    expect(await marks()).toEqual([]);
    expect(await bench.world.directory.find(line.id)).toMatchObject({
      state: 'Installation_Paying',
      waitingFor: ['customer'],
    });
    expect(bench.queued.map((effect) => effect.name)).toEqual(expect.arrayContaining(['announce', 'ring']));
    await bench.run();
    expect(bench.chat.lines('acme')).toContain('zoe approved. The installation fee is to be paid.');
    expect(await bench.app.sweep(grace)).toBe(0);
  });

  it('is not taken for one while the author may still be at work', async () => {
    const line = await bench.order('east');
    await appendAndDie(line.id);
    bench.pass(grace - 1);
    expect(await bench.app.sweep(grace)).toBe(0);
    expect(await marks()).toHaveLength(1);
  });

  it('before the append leaves a mark without an entry, which is taken away', async () => {
    const { version } = await bench.app.journal.load('cashier', 'acme');
    await bench.world.log.unsettled('cashier:acme', version + 1, bench.world.clock.now());
    await bench.world.log.unsettled('elsewhere:x', 1, bench.world.clock.now());
    bench.queued.length = 0;
    bench.pass(60_000);
    await bench.app.sweep(grace);
    expect(await marks()).toHaveLength(2);
    bench.pass(1);
    await bench.app.sweep(grace);
    expect(await marks()).toEqual([{ log: 'elsewhere:x', version: 1 }]);
    expect(bench.queued).toEqual([]);
  });

  it('is found also when the author slept between mark and append, longer than the grace', async () => {
    const line = await bench.order('east');
    const { world } = bench;
    const append = world.log.append.bind(world.log);
    world.log.append = async (...args) => {
      bench.pass(grace + 1);
      expect(await bench.app.sweep(grace)).toBe(0);
      world.log.append = append;
      return append(...args);
    };
    await appendAndDie(line.id);
    expect(await marks()).toHaveLength(1);
    expect(await bench.app.sweep(grace)).toBe(1);
    await bench.run();
    expect(bench.chat.lines('acme')).toContain('zoe approved. The installation fee is to be paid.');
  });

  it('queues that are away keep the mark and say so; the answer to the person stands', async () => {
    const line = await bench.order('east');
    queuesAway = true;
    const heard = await bench.type('zoe', `approve ${line.id}`);
    expect(heard.answer).toMatchObject({ kind: 'said', tone: 'good' });
    await bench.app.drain();
    expect(await marks()).toHaveLength(1);
    expect(bench.logged.map((row) => row.event)).toContain('settling failed');
    queuesAway = false;
    bench.pass(grace + 1);
    expect(await bench.app.sweep(grace)).toBe(1);
    await bench.run();
    expect(bench.chat.lines('acme')).toContain('zoe approved. The installation fee is to be paid.');
  });
});

describe('sweeping twice', () => {
  it('does nothing twice: jobs, cards and lines are the same', async () => {
    const line = await bench.order('east');
    await appendAndDie(line.id);
    bench.pass(grace + 1);
    await Promise.all([bench.app.sweep(grace), bench.app.sweep(grace)]);
    await bench.run();
    const keys = bench.queued.map((effect) => `${effect.queue} ${effect.key}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const room of ['acme', 'ops']) {
      expect(bench.chat.cards(room)).toHaveLength(1);
      const lines = bench.chat.lines(room);
      expect(new Set(lines).size).toBe(lines.length);
    }
  });
});

describe('ports that are taken at a site', () => {
  it('are counted on the card of what waits for a decision there', async () => {
    await bench.order('east');
    const figure = (before: number) => `{"key":"figure.ports"},"before":${before},"after":${before - 1}}`;
    const card = () => JSON.stringify(bench.chat.cards('ops'));
    expect(card()).toContain(figure(48));
    const cause = { by: 'test', cause: 'another-line', at: bench.world.clock.now() };
    const command = { do: 'reserve', connection: 'conn-other', spec: '1000BASE-LX' } as const;
    await bench.app.journal.act('site', 'cn-north-1', command, () => ({ at: cause.at, by: cause.by }), cause);
    await bench.run();
    expect(card()).toContain(figure(47));
  });
});

describe('what follows from an entry', () => {
  it('is what was not due before it: an edit sets no timer again and writes no line of the worklist', async () => {
    const line = await bench.order('east');
    const before = await bench.world.directory.find(line.id);
    bench.queued.length = 0;
    expect((await bench.type('tom', `edit ${line.id} --description racks`)).answer).toMatchObject({ tone: 'good' });
    await bench.app.drain();
    expect(bench.queued.map((effect) => effect.name)).toEqual(['announce']);
    expect(await bench.world.directory.find(line.id)).toEqual(before);
    expect(await marks()).toEqual([]);
  });
});
