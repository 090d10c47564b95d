/** A line's money over months, through the whole application on an injected clock: renewal, expiry, arrears, recovery. */
import { beforeEach, describe, expect, it } from 'vitest';
import { balances } from '../../src/engine/tenant/ledger.ts';
import type { TenantEvent } from '../../src/engine/tenant/messages.ts';
import type { Connection } from '../../src/engine/tenant/model.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { type Bench, openBench } from './bench.ts';

const redis = withRedis();
const day = 86_400_000;
let bench: Bench;
let line: Connection;

/** Lets time pass in steps of six hours, with everything done that falls due on the way. */
async function days(count: number): Promise<void> {
  for (let step = 0; step < count * 4; step += 1) {
    bench.pass(day / 4);
    await bench.run();
  }
}
const now = () => bench.connection(line.id);
const daysToEnd = async () => ((await now()).rental?.to ?? 0) / day - bench.world.clock.now() / day;
const said = (since = 0) => bench.chat.lines('acme').slice(since);
async function booksBalance(): Promise<void> {
  const entries = await bench.app.journal.entries('tenant', 'acme', 0);
  const sums = balances(entries.flatMap((entry) => entry.events as TenantEvent[]));
  expect(Object.values(sums).reduce((total, fen) => total + fen, 0)).toBe(0);
}

/** An available line for one month; ten gigabytes a day leave the cloud once it has an interface. */
async function open(autoRenew: 'yes' | 'no', yuan: number): Promise<void> {
  bench = await openBench(redis, {
    meter: { outboundBytes: async ({ from, until }) => Math.round(((until - from) / day) * 1e10) },
  });
  await bench.type('min', `deposit acme ${yuan}`);
  line = await bench.order('dc1');
  await bench.type('zoe', 'approve dc1');
  await bench.type('tom', 'pay dc1');
  await bench.run();
  await bench.type('zoe', 'done dc1');
  await bench.run();
  await bench.type('tom', `confirm dc1 --months 1 --auto-renew ${autoRenew}`);
  await bench.type('tom', 'pay dc1');
  await bench.run();
  expect((await now()).state).toBe('Active');
}

/** The town gives Acme ¥10,000; the installation and the first month cost ¥15,500. */
const firstMonth = 15_500 - 10_000;

describe('automatic renewal', () => {
  beforeEach(() => open('yes', firstMonth + 500));

  it('collects by itself a week before the end; refused, it notices and tries again until the line is paid', async () => {
    await days(26);
    expect(await daysToEnd()).toBeGreaterThan(30);
    expect(said().filter((row) => row.includes('Renewed'))).toHaveLength(1);
    await days(36);
    const refusals = () => said().filter((row) => row.includes('Payment refused')).length;
    expect(refusals()).toBe(4);
    await bench.type('min', 'deposit acme 500');
    await days(7);
    expect(said().filter((row) => row.includes('Renewed'))).toHaveLength(1);
    await bench.type('tom', 'pay dc1');
    await bench.run();
    expect(said().filter((row) => row.includes('Renewed'))).toHaveLength(2);
    expect((await now()).state).toBe('Active');
    await booksBalance();
  });

  it('can be switched off', async () => {
    expect((await bench.type('tom', 'auto-renew dc1 no')).text).toBe('Automatic renewal of dc1: no.');
    await days(26);
    expect(said().some((row) => row.includes('Renewal for'))).toBe(false);
  });
});

describe('a rental nobody renews', () => {
  beforeEach(() => open('no', firstMonth));

  it('is noticed, works for thirty days more, is stopped, and comes back when it is paid', async () => {
    await days(33);
    const notices = said().filter((row) => /rental (ends|is over)|Last notice/.test(row));
    expect(notices).toHaveLength(4);
    expect((await now()).state).toBe('Active');
    expect((await bench.type('tom', 'order --name dc2 --region cn-north-1 --port 1000BASE-LX')).text).toContain(
      'unpaid',
    );
    await days(30);
    expect((await now()).state).toBe('Suspended');
    expect(said().at(-1)).toContain('The port is down');
    expect((await bench.type('tom', 'pay dc1')).text).toContain('/line renew');
    await bench.type('min', 'deposit acme 500');
    const card = bench.chat.cards('acme').find((message) => message.card?.id === line.id)?.card;
    const buttons = card?.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : [])) ?? [];
    const renew = buttons.find((button) => button.verb === 'renew');
    await bench.click('tom', 'renew', { resource: line.id, revision: renew?.revision ?? 0 });
    await bench.run();
    expect(said().slice(-2)).toEqual([expect.stringContaining('Renewed'), expect.stringContaining('available')]);
    expect((await now()).state).toBe('Active');
    expect(await daysToEnd()).toBeGreaterThan(27);
    await booksBalance();
  });

  it('is released fifteen days after it was stopped, and its ports are free once it is removed', async () => {
    await days(80);
    expect((await now()).state).toBe('Deleting');
    await bench.type('zoe', 'remove dc1');
    await bench.run();
    const site = await bench.app.journal.load('site', 'cn-north-1');
    expect(Object.values(site.ports).filter((port) => port.heldBy === line.id)).toEqual([]);
    await booksBalance();
  });
});

describe('outbound traffic', () => {
  /** Eighty fen a day; the balance lasts for a few days. */
  beforeEach(async () => {
    await open('no', firstMonth + 3);
    await bench.type('tom', 'gateway create --name gw --region cn-north-1');
    await bench.type('tom', 'vif create --name v --connection dc1 --gateway gw');
    await bench.run();
  });

  const vifs = async () => Object.values((await bench.app.journal.load('tenant', 'acme')).vifs).map((vif) => vif.state);

  it('is settled every day, stopped three days after a refusal, and comes back with the payment', async () => {
    await days(3);
    const { orders } = await bench.app.journal.load('tenant', 'acme');
    const bills = Object.values(orders).filter((order) => order.kind === 'traffic');
    expect(bills.length).toBeGreaterThanOrEqual(3);
    expect(bills.every((order) => order.status === 'paid')).toBe(true);
    expect(said().some((row) => row.includes('¥0.80'))).toBe(false);
    await days(5);
    expect((await now()).trafficStoppedAt).toBeDefined();
    expect(said()).toContainEqual(expect.stringContaining('Traffic is in arrears'));
    expect((await now()).state).toBe('Active');
    await bench.type('min', 'deposit acme 100');
    await bench.type('tom', 'pay dc1');
    await bench.run();
    expect((await now()).trafficStoppedAt).toBeUndefined();
    expect(said()).toContainEqual(expect.stringContaining('interfaces work again'));
    await booksBalance();
  });

  it('releases the interfaces on the fourth day, not the line', async () => {
    await days(12);
    expect((await now()).state).toBe('Active');
    expect(await vifs()).toEqual(['Deleted']);
    await booksBalance();
  });
});
