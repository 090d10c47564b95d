import { describe, expect, it } from 'vitest';
import { unlimited } from '../../src/sandbox/slack/index.ts';
import { signatureHeader, signPayment } from '../../src/wire/payments.ts';
import { ops, press, thread, waitForCard } from './look.ts';
import { slowClock, until, withTown } from './town.ts';

const secret = 'a-cashier-secret-of-the-town';
const fee = 1_500_000;

/** The customer pays at a cashier outside; only its signed report moves the line. */
describe('paying at a cashier that reports by webhook', { timeout: 120_000 }, () => {
  const town = withTown(
    'http',
    {
      HOSTLINE_CASHIER: 'webhook',
      HOSTLINE_CASHIER_SECRET: secret,
      HOSTLINE_PAY_URL: 'https://cashier.example/pay?shop=7',
    },
    { clock: slowClock(30), pace: unlimited },
  );

  function report(payment: { order: string; payment: string; paidFen: number }, sign = secret): Promise<Response> {
    const body = JSON.stringify(payment);
    return fetch(`${town.service.url}/payments`, {
      method: 'POST',
      headers: { [signatureHeader]: signPayment(sign, Date.now(), body) },
      body,
    });
  }

  it('shows the address, takes ten reports at once as one, and owes a second payment back', async () => {
    const { slack } = town.service;
    const ordered = await town.order('webhook');
    const order = `${ordered.id}-installation`;
    await press(slack, 'zoe', ops, ordered.id, 'approve');
    await press(slack, 'tom', 'acme-line', ordered.id, 'pay');
    await waitForCard(
      slack,
      'acme-line',
      ordered.id,
      /cashier\.example\/pay\?shop=7&(amp;)?order=conn-\w+-installation/,
    );

    expect((await report({ order, payment: 'p-1', paidFen: fee }, 'somebody-elses-secret')).status).toBe(401);
    expect((await report({ order, payment: 'p-1', paidFen: fee - 1 })).status).toBe(422);
    expect((await town.tenant()).connections[ordered.id]?.state).toBe('Installation_Paying');

    const ten = await Promise.all(Array.from({ length: 10 }, () => report({ order, payment: 'p-1', paidFen: fee })));
    expect(ten.map((row) => row.status)).toEqual(Array.from({ length: 10 }, () => 200));
    const answers = (await Promise.all(ten.map((row) => row.json()))) as { taken: boolean; again: boolean }[];
    expect(answers.filter((row) => row.taken && !row.again)).toHaveLength(1);
    await town.settled(ordered.id, (row) => row.state === 'Pending');

    expect((await report({ order, payment: 'p-2', paidFen: fee })).status).toBe(200);
    const tenant = await town.tenant();
    expect(tenant.orders[order]).toMatchObject({ status: 'paid', payment: 'p-1' });
    expect(tenant.refundsDue).toEqual([{ order, payment: 'p-2', fen: fee }]);

    await until('the thread knows both', () =>
      thread(slack, 'acme-line', ordered.id).some((row) => row.includes('will be returned')) ? true : undefined,
    );
    const told = thread(slack, 'acme-line', ordered.id);
    expect(told.filter((row) => row.includes('received'))).toEqual(['¥15,000.00 received. Thank you.']);
    expect(told.filter((row) => row.includes('will be returned'))).toHaveLength(1);
  });

  it('counts what it refused', async () => {
    const metrics = await (await fetch(`${town.service.url}/metrics`)).text();
    expect(metrics).toContain('hostline_http_refused_total{reason="payment-forged"} 1');
    expect(metrics).toContain('hostline_http_refused_total{reason="payment-wrong-amount"} 1');
  });
});
