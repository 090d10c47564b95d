/** Alarms end to end: raised where the network is simulated anew or a port is read, told, listed, shown, and over. */
import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/app/cards/model.ts';
import { type Phrase, say } from '../../src/app/text/phrase.ts';
import { alarmVerbs } from '../../src/app/verbs/alarms.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { type Bench, openBench } from './bench.ts';
import { customer, owner, settle, stateOf, typed, workedLine } from './worked-line.ts';

const redis = withRedis();
const hour = 3_600_000;

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join('\n');
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : '';
  if ('key' in value) return say(value as Phrase, 'en');
  return Object.values(value).map(words).join('\n');
}

const cardIn = (bench: Bench, room: string, thing: string): Card | undefined =>
  bench.chat.cards(room).findLast((row) => row.card?.id === thing)?.card;

const codes = async (bench: Bench) =>
  Object.values((await stateOf(bench)).alarms)
    .map(({ code }) => code)
    .sort((left, right) => left.localeCompare(right));

async function listed(bench: Bench, person: string, text: string): Promise<string> {
  const { answer } = await bench.type(person, text);
  if (answer.kind !== 'card') throw new Error(JSON.stringify(answer));
  return words(answer.card.blocks.map((block) => (block.kind === 'items' ? block.rows : [])));
}

/** What people were told alone. */
const told = (bench: Bench, person: string) =>
  bench.chat.messages
    .filter((row) => row.under === undefined && row.lines !== undefined && row.room.endsWith(person))
    .flatMap((row) => row.lines ?? []);

const history = async (bench: Bench) =>
  (await bench.app.journal.entries('tenant', owner, 0))
    .flatMap((entry) => entry.events as { type: string; code?: string }[])
    .filter(({ type }) => type.startsWith('alarm.'))
    .map(({ type, code }) => `${type} ${code}`);

describe('a session that is lost', () => {
  it('is told, listed, shown on the card, and cleared when it is back', async () => {
    const bench = await openBench(redis);
    const { vif } = await workedLine(bench);
    expect(await codes(bench)).toEqual([]);
    expect(await listed(bench, customer, 'alarms')).toBe('');

    await typed(bench, 'zoe', 'router lr-bj-b down');
    expect(await codes(bench)).toEqual(['redundancy-lost', 'session-down']);
    expect(words(cardIn(bench, 'ops', vif)?.blocks)).toContain('Redundancy is lost: only lr-bj-a is left.');
    const mine = await listed(bench, customer, 'alarms');
    expect(mine).toMatch(new RegExp(`tunnel \\(${vif}\\): .*Session with lr-bj-b is down`));
    expect(mine).toContain('warning, since');
    expect(await listed(bench, 'zoe', 'alarms')).toContain('环球贸易 · tunnel');
    expect(await listed(bench, 'zoe', 'alarms tunnel')).toContain('环球贸易 · tunnel');
    expect(await listed(bench, 'tom', 'alarms')).toBe('');
    expect(await listed(bench, customer, 'alarms --severity grave')).toBe('');
    expect(told(bench, customer).join('\n')).toMatch(/tunnel：.*失去冗余：仅剩 lr-bj-a/);

    await typed(bench, 'zoe', 'router lr-bj-b up');
    expect(await codes(bench)).toEqual([]);
    expect(await listed(bench, 'zoe', 'alarms')).toBe('');
    expect(words(cardIn(bench, 'ops', vif)?.blocks)).not.toContain('Redundancy is lost');
    expect(await history(bench)).toEqual([
      'alarm.raised session-down',
      'alarm.raised redundancy-lost',
      'alarm.cleared session-down',
      'alarm.cleared redundancy-lost',
    ]);
  });

  it('is told once, however often the network is simulated meanwhile', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    await typed(bench, 'zoe', 'router lr-bj-b down');
    const before = (await history(bench)).length;
    await typed(bench, customer, 'device set tunnel --announce 10.0.0.0/16 --announce 10.2.0.0/16');
    expect((await history(bench)).length).toBe(before);
  });

  it('is listed for engineers without reading the logs of those who have none', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    await bench.order('east', 'tom');
    await typed(bench, 'zoe', 'router lr-bj-b down');
    // The line of the tenant with the alarm is the only one that leads to a log.
    const { directory } = bench.world;
    expect((await directory.alarmed(9)).map(({ tenant }) => tenant)).toEqual([owner]);
    const read: string[] = [];
    const journal = {
      ...bench.app.journal,
      load: ((kind, id) => {
        if (kind === 'tenant') read.push(id);
        return bench.app.journal.load(kind, id);
      }) as Bench['app']['journal']['load'],
    };
    const person = (await journal.load('roster', '')).people['person-zoe'];
    if (!person) throw new Error('no zoe');
    const call = { world: bench.world, journal, person, args: {} } as Parameters<(typeof alarmVerbs)[0]['run']>[0];
    const answer = await alarmVerbs[0]?.run(call);
    expect(words(answer)).toContain('Session with lr-bj-b is down');
    expect(read).toEqual([owner]);
  });

  it('names what is not there', async () => {
    const bench = await openBench(redis);
    expect((await bench.type(customer, 'alarms nothing')).text).toContain('nothing');
    expect((await bench.type(customer, 'alarms nothing')).answer).toMatchObject({ tone: 'bad' });
  });
});

describe('a port', () => {
  it('that is 80 % full raises an alarm at the next reading, in the thread and in person; below, it ends', async () => {
    let percent = 0.1;
    // 1 Gbit/s is 125 MB a second.
    const meter = {
      outboundBytes: async ({ from, until }: { from: number; until: number }) =>
        Math.ceil(((until - from) / 1_000) * 125_000_000 * percent),
    };
    const bench = await openBench(redis, { meter });
    const { line } = await workedLine(bench);
    bench.pass(hour);
    await settle(bench);
    expect(await codes(bench)).toEqual([]);

    percent = 0.8;
    bench.pass(hour);
    await settle(bench);
    expect(await codes(bench)).toEqual(['port-busy']);
    expect(bench.chat.lines('ops').join('\n')).toContain('Outbound traffic used 80 % of the port (800 of 1000 Mbit/s)');
    expect(words(cardIn(bench, 'ops', line)?.blocks)).toContain('Outbound traffic used 80 % of the port');
    expect(told(bench, customer).join('\n')).toContain('占端口带宽的 80%');

    percent = 0.79;
    bench.pass(hour);
    await settle(bench);
    expect(await codes(bench)).toEqual([]);
    expect(bench.chat.lines('ops').join('\n')).toContain('The port is below 80 % again.');
  });
});

describe('a change that did not come as proven', () => {
  it('is an open alarm until it is as proven after all', async () => {
    const bench = await openBench(redis);
    const { gateway } = await workedLine(bench);
    await typed(bench, customer, 'route --to 10.9.0.0/16 --via tunnel');
    const route = (await stateOf(bench)).gateways[gateway]?.staticRoutes[0]?.id ?? '';
    await bench.type('lei', `route verify ${gateway} ${route}`);
    await bench.type('zoe', 'router lr-bj-b down');
    bench.pass(20_000);
    await settle(bench);
    expect(await codes(bench)).toContain('proof-missed');
    expect(words(cardIn(bench, 'ops', gateway)?.blocks)).toContain('did not come as its proof');
    expect(told(bench, 'zoe').join('\n')).toContain('did not come as its proof');

    await typed(bench, 'zoe', 'router lr-bj-b up');
    bench.pass(20_000);
    await settle(bench);
    expect(await codes(bench)).toEqual([]);
    expect(bench.chat.lines('ops').join('\n')).toContain('is as it was proven');
    expect((await history(bench)).filter((row) => row.endsWith('proof-missed'))).toHaveLength(2);
  });
});
