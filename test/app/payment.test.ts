import { beforeEach, describe, expect, it } from 'vitest';
import { webhookCashier } from '../../src/app/payment.ts';
import type { Connection } from '../../src/engine/tenant/model.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { type Bench, openBench } from './bench.ts';

const redis = withRedis();
const fee = 1_500_000;
let bench: Bench;
let line: Connection;
let order: string;

/** A line whose installation fee is due at a cashier outside. */
beforeEach(async () => {
  bench = await openBench(redis, { cashier: webhookCashier('https://cashier.example/pay') });
  line = await bench.order('east');
  order = `${line.id}-installation`;
  await bench.type('zoe', `approve ${line.id}`);
  await bench.type('tom', `pay ${line.id}`);
  await bench.run();
});

const state = () => bench.app.journal.load('tenant', 'acme');

describe('a payment reported from outside', () => {
  it('is taken once, however often and however fast it is reported', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => bench.app.pay({ order, payment: 'p1', fen: fee })));
    expect(all.every((row) => row.ok)).toBe(true);
    expect(await bench.app.pay({ order, payment: 'p1', fen: fee })).toEqual({ ok: true, again: true });
    expect((await state()).orders[order]).toMatchObject({ status: 'paid', payment: 'p1' });
    expect((await state()).refundsDue).toEqual([]);
  });

  it('for an order that is paid is owed back, each payment once', async () => {
    await bench.app.pay({ order, payment: 'p1', fen: fee });
    for (const payment of ['p2', 'p2', 'p3']) await bench.app.pay({ order, payment, fen: fee });
    expect((await state()).refundsDue).toEqual([
      { order, payment: 'p2', fen: fee },
      { order, payment: 'p3', fen: fee },
    ]);
    expect((await state()).connections[line.id]?.state).toBe('Pending');
  });

  it('for an order that was withdrawn is owed back', async () => {
    await bench.type('tom', `withdraw ${line.id}`);
    await bench.app.pay({ order, payment: 'late', fen: fee });
    expect((await state()).refundsDue).toEqual([{ order, payment: 'late', fen: fee }]);
    expect((await state()).connections[line.id]?.state).toBe('Deleted');
  });

  it.each([
    ['another amount', () => ({ order, payment: 'p', fen: fee - 1 }), 'wrong-amount'],
    ['an order of nobody', () => ({ order: 'conn-nobody-installation', payment: 'p', fen: fee }), 'unknown-order'],
    ['an order that is none', () => ({ order: 'x', payment: 'p', fen: fee }), 'unknown-order'],
    ['an order not opened yet', () => ({ order: `${line.id}-rental-1`, payment: 'p', fen: fee }), 'unknown-order'],
  ])('with %s is refused and changes nothing', async (_what, payment, code) => {
    const before = (await state()).version;
    expect(await bench.app.pay(payment())).toMatchObject({ ok: false, refusal: { code } });
    expect((await state()).version).toBe(before);
  });

  it('with a wrong amount may be reported again rightly under its id', async () => {
    await bench.app.pay({ order, payment: 'p1', fen: 1 });
    expect(await bench.app.pay({ order, payment: 'p1', fen: fee })).toEqual({ ok: true, again: false });
  });

  it('under an id used for another order is not taken for that one', async () => {
    const other = await bench.order('west');
    await bench.type('zoe', `approve ${other.id}`);
    await bench.app.pay({ order, payment: 'p1', fen: fee });
    expect(await bench.app.pay({ order: `${other.id}-installation`, payment: 'p1', fen: fee })).toMatchObject({
      ok: false,
      refusal: { code: 'payment-used', value: 'p1' },
    });
    expect((await state()).orders[`${other.id}-installation`]).toMatchObject({ status: 'open' });
  });
});

describe('where a customer pays', () => {
  it.each([
    ['https://cashier.example/pay', 'https://cashier.example/pay?order=a%26b'],
    ['https://cashier.example/pay?shop=7', 'https://cashier.example/pay?shop=7&order=a%26b'],
  ])('%s', async (address, url) => {
    expect(await webhookCashier(address).collect({ tenant: 'acme', order: 'a&b', fen: 1 })).toEqual({
      state: 'awaiting',
      url,
    });
  });

  it('is not said when there is no address', async () => {
    expect(await webhookCashier(undefined).collect({ tenant: 'acme', order: 'a', fen: 1 })).toEqual({
      state: 'awaiting',
    });
  });

  it('stands on the card', () => {
    expect(JSON.stringify(bench.chat.cards('acme')[0]?.card)).toContain(`https://cashier.example/pay?order=${order}`);
  });
});
