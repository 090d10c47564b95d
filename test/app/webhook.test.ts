/** Changes reported to a receiver: each entry once to each webhook, signed, again until it arrives, listed when given up. */
import { beforeEach, describe, expect, it } from 'vitest';
import { cloudEventShape } from '../../src/app/cloud-event.ts';
import { type Courier, Undeliverable } from '../../src/app/ports.ts';
import { openCourier } from '../../src/wire/courier.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { type Bench, openBench } from './bench.ts';

const redis = withRedis();
const url = 'https://example.com/hook';
type Report = Parameters<Courier['post']>[0];
let posted: Report[];
let answer: () => number;
let bench: Bench;

beforeEach(async () => {
  posted = [];
  answer = () => 204;
  const courier: Courier = {
    objection: (address) => openCourier('public').objection(address),
    post: async (report) => {
      posted.push(report);
      return answer();
    },
  };
  bench = await openBench(redis, { courier });
});

async function hook(): Promise<{ id: string; secret: string }> {
  const { text } = await bench.type('tom', `webhook add ${url}`);
  const [, id = '', secret = ''] = /\((hook-\w+)\).*`(whsec_[0-9a-f]{64})`/.exec(text) ?? [];
  expect([id, secret]).not.toContain('');
  return { id, secret };
}
const webhooks = async () => Object.values((await bench.app.journal.load('roster', '')).webhooks);

describe('a webhook', () => {
  it('hears of every entry of its tenant, signed with the secret that was shown', async () => {
    const { secret } = await hook();
    const line = await bench.order('east');
    await bench.order('other', 'mei');
    const version = (await bench.app.journal.load('tenant', 'acme')).version;
    const events = posted.map((row) => cloudEventShape.parse(JSON.parse(row.body)));
    expect(events.map((row) => row.id).sort()).toEqual(
      Array.from({ length: version }, (_, index) => `tenant:acme:${index + 1}`).sort(),
    );
    expect(new Set(posted.map((row) => row.secret))).toEqual(new Set([secret]));
    expect(events.at(-1)?.data.things).toMatchObject([{ id: line.id, kind: 'connection', name: 'east' }]);
  });

  it('keeps its secret out of the log, and stops when it is removed', async () => {
    const { id, secret } = await hook();
    expect(JSON.stringify(await bench.app.journal.entries('roster', '', 0))).not.toContain(secret);
    await bench.type('tom', `webhook remove ${id}`);
    await bench.order('east');
    expect(posted).toEqual([]);
    expect(await bench.world.vault.get(`webhook:${id}`)).toBeUndefined();
  });

  it.each([
    ['http://example.com/hook', 'https://'],
    ['https://10.0.0.1/hook', 'public internet'],
    ['nonsense', 'https address'],
  ])('%s is refused', async (address, said) => {
    expect((await bench.type('tom', `webhook add ${address}`)).text).toContain(said);
    expect(await webhooks()).toEqual([]);
  });

  it('of another tenant is not seen', async () => {
    const { id } = await hook();
    expect((await bench.type('mei', `webhook remove ${id}`)).text).toContain(id);
    expect((await bench.type('mei', 'webhook list')).text).not.toContain(id);
    expect(await webhooks()).toHaveLength(1);
    expect((await bench.type('tom', 'webhook list')).text).toContain(id);
  });
});

describe('a receiver that fails', () => {
  const job = (id: string, lastTry: boolean) => ({
    queue: 'webhook' as const,
    name: 'webhook',
    key: `webhook-${id}-1`,
    data: { tenant: 'acme', version: 1, webhook: id },
    lastTry,
  });

  it('is tried again, and listed after the last try', async () => {
    await bench.order('east');
    const { id } = await hook();
    answer = () => 500;
    await expect(bench.app.work(job(id, false))).rejects.toThrow('500');
    expect(await webhooks()).toMatchObject([{ dead: [] }]);
    await bench.app.work(job(id, true));
    expect(await webhooks()).toMatchObject([{ dead: [1] }]);
    expect((await bench.type('tom', 'webhook list')).text).toContain('card.webhook-dead');
    answer = () => 204;
    posted = [];
    await bench.type('tom', `webhook resend ${id}`);
    await bench.run();
    expect(posted.map((row) => row.id)).toEqual(['tenant:acme:1']);
    expect(await webhooks()).toMatchObject([{ dead: [] }]);
  });

  it.each<[string, () => number]>([
    ['says it is gone', () => 410],
    [
      'is inside a private network',
      () => {
        throw new Undeliverable('inside');
      },
    ],
  ])('is not tried again when it %s', async (_name, says) => {
    await bench.order('east');
    const { id } = await hook();
    answer = says;
    await bench.app.work(job(id, false));
    expect(await webhooks()).toMatchObject([{ dead: [1] }]);
  });

  it('hears nothing more after ten, and everything it missed when it is back', async () => {
    const { id } = await hook();
    answer = () => 500;
    for (let index = 0; (await webhooks())[0]?.stoppedAfter === undefined; index++) await bench.order(`line-${index}`);
    posted = [];
    answer = () => 204;
    await bench.order('unheard');
    expect(posted).toEqual([]);
    await bench.type('tom', `webhook resend ${id}`);
    await bench.run();
    const { version } = await bench.app.journal.load('tenant', 'acme');
    expect(new Set(posted.map((row) => row.id))).toEqual(
      new Set(Array.from({ length: version }, (_, index) => `tenant:acme:${index + 1}`)),
    );
  });
});
