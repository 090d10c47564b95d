import { beforeEach, describe, expect, it } from 'vitest';
import { type Journal, logName, openJournal } from '../../src/app/journal.ts';
import type { EventLog } from '../../src/app/ports.ts';
import { withRedis } from '../store/redis-fixture.ts';

const redis = withRedis();
const hour = 3_600_000;

let log: EventLog;
let reads: string[];
let appended: string[];

function open(on: EventLog = log): Journal {
  return openJournal(on, (kind, id, entry) => appended.push(`${logName(kind, id)} ${entry.version}`));
}

beforeEach(() => {
  const stored = redis.store().log;
  reads = [];
  appended = [];
  log = {
    ...stored,
    read: (name, after) => {
      reads.push(`${name} ${after}`);
      return stored.read(name, after);
    },
  };
});

const cause = (name: string, at = 0) => ({ by: 'lin', cause: name, at });
const deposit = (journal: Journal, fen: number, name = `deposit-${fen}`, at = 0) =>
  journal.act('cashier', 'acme', { do: 'deposit', deposit: name, fen }, () => undefined, cause(name, at));
const charge = (journal: Journal, order: string, fen: number) =>
  journal.act('cashier', 'acme', { do: 'charge', order, payment: `p-${order}`, fen }, () => undefined, cause(order));

describe('racing for a log', () => {
  it('two processes charge the last money: one gets it, the other decides again and is refused', async () => {
    const [one, other] = [open(), open()];
    await deposit(one, 100);
    const outcomes = await Promise.all([charge(one, 'a', 100), charge(other, 'b', 100)]);
    expect(outcomes.filter((row) => row.ok)).toHaveLength(1);
    expect(outcomes.find((row) => !row.ok)).toMatchObject({ refusal: { code: 'insufficient-balance' } });
    expect((await open().load('cashier', 'acme')).balanceFen).toBe(0);
    expect(appended).toEqual(['cashier:acme 1', 'cashier:acme 2']);
  });

  it('forty deposits through four processes are forty entries in a row', async () => {
    const journals = [open(), open(), open(), open()];
    const amounts = Array.from({ length: 40 }, (_, index) => index + 1);
    await Promise.all(amounts.map((fen) => deposit(journals[fen % 4] ?? open(), fen)));
    const entries = await log.read('cashier:acme', 0);
    expect(entries.map((entry) => entry.version)).toEqual(amounts);
    for (const journal of journals) expect((await journal.load('cashier', 'acme')).balanceFen).toBe(820);
  });

  it('gives up with a reason when the log moves on without end', async () => {
    const never = open({ ...log, append: async () => false });
    await expect(deposit(never, 1)).rejects.toThrow('cashier:acme moved on 50 times');
  });
});

describe('a cause acts once', () => {
  it('in one process and in another, one after the other or at once', async () => {
    const [one, other] = [open(), open()];
    await Promise.all([one, other, one, other].map((journal) => deposit(journal, 5, 'click-1')));
    expect(await log.read('cashier:acme', 0)).toHaveLength(1);
    expect(await deposit(open(), 5, 'click-1')).toMatchObject({ ok: true, repeated: true, events: [], version: 1 });
    expect((await one.load('cashier', 'acme')).balanceFen).toBe(5);
  });

  it('also when the same cause asks for something else', async () => {
    const journal = open();
    await deposit(journal, 5, 'click-1');
    const again = await journal.act(
      'cashier',
      'acme',
      { do: 'deposit', deposit: 'other', fen: 7 },
      () => undefined,
      cause('click-1'),
    );
    expect(again).toMatchObject({ ok: true, repeated: true });
    expect((await journal.load('cashier', 'acme')).balanceFen).toBe(5);
  });

  it('a refused one may be tried again', async () => {
    const journal = open();
    expect(await charge(journal, 'a', 10)).toMatchObject({ ok: false });
    await deposit(journal, 10);
    expect(await charge(journal, 'a', 10)).toMatchObject({ ok: true, repeated: false });
  });

  it.each([
    [8 * hour, true],
    [10 * hour, false],
  ])('is remembered for longer than any platform delivers again: %i ms later %s', async (later, repeated) => {
    const journal = open();
    await deposit(journal, 5, 'click-1', 0);
    await deposit(journal, 6, 'click-2', later);
    const again = await journal.act(
      'cashier',
      'acme',
      { do: 'deposit', deposit: 'third', fen: 1 },
      () => undefined,
      cause('click-1', later),
    );
    expect(again).toMatchObject({ ok: true, repeated });
  });

  it('already so is no entry', async () => {
    const journal = open();
    await deposit(journal, 5, 'same');
    const again = await journal.act(
      'cashier',
      'acme',
      { do: 'deposit', deposit: 'same', fen: 5 },
      () => undefined,
      cause('other'),
    );
    expect(again).toMatchObject({ ok: true, repeated: false, events: [] });
    expect(await log.read('cashier:acme', 0)).toHaveLength(1);
  });
});

describe('reading', () => {
  it('a hundred readers at once share two reads of the store', async () => {
    const journal = open();
    await deposit(journal, 5);
    reads.length = 0;
    const states = await Promise.all(Array.from({ length: 100 }, () => journal.load('cashier', 'acme')));
    expect(states.every((state) => state.balanceFen === 5)).toBe(true);
    expect(reads.length).toBeLessThanOrEqual(2);
  });

  it('sees what another process wrote before it was asked', async () => {
    const [one, other] = [open(), open()];
    await one.load('cashier', 'acme');
    await deposit(other, 5);
    expect((await one.load('cashier', 'acme')).balanceFen).toBe(5);
  });

  it('asks only for what it does not know', async () => {
    const journal = open();
    await deposit(journal, 5);
    reads.length = 0;
    await journal.load('cashier', 'acme');
    expect(reads).toEqual(['cashier:acme 1']);
  });

  it('reads nothing back of what it appended itself, and knows it as others read it', async () => {
    const journal = open();
    await deposit(journal, 5);
    reads.length = 0;
    expect(await deposit(journal, 6)).toMatchObject({ state: { balanceFen: 11 }, version: 2 });
    expect(reads).toEqual([]);
    expect(await journal.load('cashier', 'acme')).toEqual(await open().load('cashier', 'acme'));
    expect(await journal.head('cashier', 'acme')).toEqual(await open().head('cashier', 'acme'));
  });

  it('decides on what it knows, and once more when that was old', async () => {
    const [one, other] = [open(), open()];
    await deposit(one, 1);
    await deposit(other, 10);
    expect(await charge(one, 'a', 11)).toMatchObject({ ok: true, version: 3, state: { balanceFen: 0 } });
    expect(await charge(other, 'b', 11)).toMatchObject({ ok: false, refusal: { code: 'insufficient-balance' } });
    expect(await deposit(other, 1)).toMatchObject({ repeated: true, state: { balanceFen: 0 } });
  });

  it.each(['is gone', 'is another one'])('appends nothing after an entry that %s', async (what) => {
    let store = log;
    const journal = open({
      ...log,
      read: (...asked) => store.read(...asked),
      append: (...asked) => store.append(...asked),
    });
    await deposit(journal, 5);
    await deposit(journal, 6);
    const [first] = await log.read('cashier:acme', 0);
    store = redis.store().log;
    if (first) await store.append('cashier:acme', first);
    if (what === 'is another one') await deposit(open(store), 7);
    const kept = await store.read('cashier:acme', 0);
    await expect(deposit(journal, 8)).rejects.toThrow(/entries were lost|moved on/);
    expect(await store.read('cashier:acme', 0)).toEqual(kept);
  });

  it('one cause decided by two processes at different times at once is one entry both can go on from', async () => {
    const [one, other] = [open(), open()];
    const both = await Promise.all([deposit(one, 5, 'click-1', 1), deposit(other, 5, 'click-1', 2)]);
    expect(both.filter((row) => row.ok && row.repeated)).toHaveLength(1);
    for (const [index, journal] of [one, other].entries()) await deposit(journal, 1, `next-${index}`, 3);
    expect((await open().load('cashier', 'acme')).balanceFen).toBe(7);
  });

  it('goes on after a read that failed', async () => {
    let broken = true;
    const journal = open({
      ...log,
      read: (name, after) => (broken ? Promise.reject(new Error('away')) : log.read(name, after)),
    });
    const failed = await Promise.allSettled([journal.load('cashier', 'acme'), journal.load('cashier', 'acme')]);
    expect(failed.map((row) => row.status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect((await journal.load('cashier', 'acme')).balanceFen).toBe(0);
  });
});

describe('marks', () => {
  it('a log is marked before it is appended to', async () => {
    const steps: string[] = [];
    const journal = open({
      ...log,
      unsettled: async () => void steps.push('mark'),
      append: async () => steps.push('append') > 0,
    });
    await deposit(journal, 5);
    expect(steps).toEqual(['mark', 'append']);
  });

  it.each([
    ['roster', '', 'roster'],
    ['tenant', 'acme', 'tenant:acme'],
    ['site', 'cn-north-1', 'site:cn-north-1'],
  ] as const)('the log of %s %s is %s', (kind, id, name) => expect(logName(kind, id)).toBe(name));
});
