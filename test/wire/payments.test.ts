import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webhookCashier } from '../../src/app/payment.ts';
import { signPayment } from '../../src/wire/payments.ts';
import { type Bench, openBench } from '../app/bench.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { type CashierDoor, openCashierDoor, secret } from './cashier-door.ts';

const redis = withRedis();
const paidFen = 1_500_000;
const minute = 60_000;
let bench: Bench;
let door: CashierDoor;
let order: string;

beforeEach(async () => {
  bench = await openBench(redis, { cashier: webhookCashier(undefined) });
  door = await openCashierDoor(bench);
  const line = await bench.order('east');
  order = `${line.id}-installation`;
  await bench.type('zoe', `approve ${line.id}`);
});
afterEach(() => door.http.close());

const state = () => bench.app.journal.load('tenant', 'acme');
const good = () => ({ order, payment: 'p1', paidFen });

describe('a signed report', () => {
  it('is taken once of ten in a row', async () => {
    const answers: unknown[] = [];
    for (let count = 0; count < 10; count++) answers.push(await (await door.report(good())).json());
    expect(answers).toEqual([
      { taken: true, again: false },
      ...Array.from({ length: 9 }, () => ({ taken: true, again: true })),
    ]);
    expect((await state()).orders[order]).toMatchObject({ status: 'paid', payment: 'p1' });
    expect((await state()).refundsDue).toEqual([]);
  });

  it('is taken once of ten at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => door.report(good())));
    expect(answers.map((row) => row.status)).toEqual(Array.from({ length: 10 }, () => 200));
    const paid = (await bench.app.journal.entries('tenant', 'acme', 0))
      .flatMap((entry) => entry.events as { type: string }[])
      .filter((event) => event.type === 'order.paid');
    expect(paid).toHaveLength(1);
    expect((await state()).refundsDue).toEqual([]);
  });

  it('of other money for a paid order is kept as owed back', async () => {
    await door.report(good());
    expect((await door.report({ ...good(), payment: 'p2' })).status).toBe(200);
    expect((await state()).refundsDue).toEqual([{ order, payment: 'p2', fen: paidFen }]);
  });

  it.each([
    ['another amount', () => ({ ...good(), paidFen: 1 }), 'wrong-amount', { due: paidFen }],
    ['an unknown order', () => ({ ...good(), order: 'conn-nobody-installation' }), 'unknown-order', undefined],
  ])('of %s is refused with what would pass', async (_what, body, code, values) => {
    const answer = await door.report(body());
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ error: { code, ...(values ? { values } : {}) } });
    expect(door.counted).toContain(`http_refused payment-${code}`);
    expect((await state()).orders[order]).toMatchObject({ status: 'open' });
  });
});

const forged = (header: string) => header.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
const now = () => bench.world.clock.now();
const signed = (at = now()) => signPayment(secret, at, JSON.stringify(good()));

describe('a report that is not signed as it should be', () => {
  it.each<[string, () => Parameters<CashierDoor['report']>[1], string]>([
    ['no signature', () => ({ header: null }), 'unsigned'],
    ['an empty one', () => ({ header: '' }), 'unsigned'],
    ['no time', () => ({ header: signed().replace(/^t=\d+,/, '') }), 'unsigned'],
    ['too short a digest', () => ({ header: signed().slice(0, -1) }), 'unsigned'],
    ['something after it', () => ({ header: `${signed()}0` }), 'unsigned'],
    ['another secret', () => ({ secret: 'not-the-cashiers-secret' }), 'forged'],
    ['one digit changed', () => ({ header: forged(signed()) }), 'forged'],
    [
      'another time than was signed',
      () => ({ header: signed().replace(/^t=(\d+)/, (_all, t) => `t=${Number(t) + 1}`) }),
      'forged',
    ],
    ['its time written longer', () => ({ header: signed().replace('t=', 't=00') }), 'forged'],
    ['a time too long ago', () => ({ at: now() - 5 * minute - 1_000 }), 'stale'],
    ['a time yet to come', () => ({ at: now() + 5 * minute + 1_000 }), 'stale'],
  ])('%s: 401', async (_what, change, reason) => {
    const answer = await door.report(good(), change());
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ error: reason });
    expect(door.counted).toEqual([`http_refused payment-${reason}`]);
    expect((await state()).orders[order]).toMatchObject({ status: 'open' });
  });

  it.each([-5 * minute, 0, 5 * minute - 1_000])('%i ms apart is fresh enough', async (apart) => {
    expect((await door.report(good(), { at: now() + apart })).status).toBe(200);
  });
});

describe('a report that cannot be read', () => {
  it.each([
    ['no JSON', 'paid!'],
    ['empty', ''],
    ['a list', []],
    ['nothing in it', {}],
    ['a word for the amount', { order: 'o', payment: 'p', paidFen: '1500000' }],
    ['half a fen', { order: 'o', payment: 'p', paidFen: 0.5 }],
    ['no money', { order: 'o', payment: 'p', paidFen: 0 }],
    ['money taken away', { order: 'o', payment: 'p', paidFen: -5 }],
    ['an empty id', { order: 'o', payment: '', paidFen: 1 }],
    ['too long an id', { order: 'o'.repeat(81), payment: 'p', paidFen: 1 }],
    ['a field too many', { order: 'o', payment: 'p', paidFen: 1, currency: 'CNY' }],
  ])('%s: 400', async (_what, body) => {
    const answer = await door.report(body);
    expect(answer.status).toBe(400);
    expect(door.counted).toEqual(['http_refused payment-malformed']);
  });

  it.each([16 * 1024 + 1, 200_000, 3_000_000])('of %i bytes: 413', async (size) => {
    const answer = await door.report('x'.repeat(size));
    expect(answer.status).toBe(413);
    expect(door.counted).toEqual(['http_refused payment-body']);
    expect((await door.report(good())).status).toBe(200);
  });

  it.each(['GET', 'PUT', 'DELETE'])('%s: 405', async (method) => {
    expect((await door.report(good(), { method })).status).toBe(405);
    expect(door.counted).toEqual(['http_refused payment-method']);
  });
});
