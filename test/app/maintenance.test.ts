/** Maintenance as people meet it: shown before anything is sent, told to those affected in their own words, followed up, drills out of the way. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/app/ports.ts';
import { say } from '../../src/app/text/phrase.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { type Bench, openBench, start } from './bench.ts';
import { words } from './pressing.ts';
import { atSite, region, stand } from './standing.ts';

const redis = withRedis();
const minute = 60_000;
const hour = 60 * minute;
let bench: Bench;

beforeEach(async () => {
  bench = await openBench(redis);
  await stand(bench, { tenant: 'acme', announces: [['10.0.0.0/16']] });
  await stand(bench, { tenant: 'globex', announces: [['10.8.0.0/16'], ['10.8.0.0/16']] });
});

/** Lines told in a room outside any thread. */
const told = (room: string): readonly string[] =>
  bench.chat.messages
    .filter((message) => message.room === room && message.under === undefined && message.lines)
    .flatMap((message) => message.lines ?? []);
const maintenances = async () => Object.values((await bench.app.journal.load('site', region)).maintenances);

function buttonOf(answer: Answer, verb: string) {
  const blocks = answer.kind === 'card' ? answer.card.blocks : [];
  const found = blocks
    .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    .find((one) => one.verb === verb);
  if (!found) throw new Error(`no ${verb} on ${JSON.stringify(answer)}`);
  return found;
}
const rowsOf = (answer: Answer): readonly string[] =>
  answer.kind === 'card'
    ? answer.card.blocks.flatMap((block) =>
        block.kind === 'items' ? block.rows.map((row) => say(row.title, 'en')) : [],
      )
    : [];

const wish = 'maintenance lr-bj-a --from +1560 --to +1680 --reason "new optics"';
async function announced(line = wish): Promise<void> {
  const draft = await bench.type('zoe', line);
  const { args = {} } = buttonOf(draft.answer, 'maintenance announce');
  const { text } = await bench.click('zoe', 'maintenance announce', { args });
  expect(text).toMatch(/Maintenance mnt-\w+ is announced/);
  await bench.run();
}

describe('the impact', () => {
  it('of a line router and of a line is shown to staff', async () => {
    const router = await bench.type('zoe', 'impact lr-bj-a');
    expect(rowsOf(router.answer)).toEqual(['acme: loses redundancy', 'globex: loses redundancy']);
    const line = await bench.type('zoe', 'impact conn-acme-1');
    expect(rowsOf(line.answer)).toEqual(['acme: loses reach']);
    expect((await bench.type('zoe', 'impact conn-nobody')).text).toContain('Name a line router');
    expect((await bench.type('tom', 'impact lr-bj-a')).text).toContain('needs the role');
  });
});

describe('a maintenance', () => {
  it('is sent to nobody before operations saw the list and confirmed it', async () => {
    const draft = await bench.type('zoe', wish);
    await bench.run();
    expect(rowsOf(draft.answer)).toEqual(['acme: loses redundancy', 'globex: loses redundancy']);
    expect([...told('acme'), ...told('globex'), ...told('ops')]).toEqual([]);
    expect(await maintenances()).toEqual([]);
  });

  it('is not announced with another list than the one that was seen', async () => {
    const draft = await bench.type('zoe', wish);
    const { args = {} } = buttonOf(draft.answer, 'maintenance announce');
    await atSite(bench, { do: 'router-down', router: 'lr-bj-b' });
    await bench.run();
    const again = await bench.click('zoe', 'maintenance announce', { args });
    expect(again.text).toContain('card.maintenance-changed');
    expect(rowsOf(again.answer)).toEqual(['acme: loses reach', 'globex: loses reach']);
    expect(await maintenances()).toEqual([]);
    expect(rowsOf((await bench.type('zoe', wish.replace('maintenance', 'maintenance announce'))).answer)).toHaveLength(
      2,
    );
    expect(await maintenances()).toEqual([]);
  });

  it('is told, reminded of, begun, extended and followed up, to each tenant in its own words', async () => {
    await announced();
    expect(told('acme')).toEqual([
      expect.stringMatching(/^Maintenance of lr-bj-a.*new optics.*1 range\(s\) are without redundancy/),
    ]);
    expect(told('globex')).toEqual([expect.stringMatching(/lr-bj-a 将于.*1 个网段失去冗余/)]);
    expect(told('ops')).toEqual([expect.stringContaining('to 2 tenant(s)')]);
    expect(told('acme').join()).not.toContain('globex');
    const { id, from } = (await maintenances())[0] ?? { id: '', from: 0 };
    // One card a room, as it is now, with that room's part alone.
    const cardIn = (room: string): string => {
      const all = bench.chat.cards(room).filter(({ card: one }) => one?.id === id);
      expect(all).toHaveLength(1);
      return `${say(all[0]?.card?.title ?? '', 'en')}\n${words(all[0]?.card?.blocks)}`;
    };
    expect(cardIn('acme')).toMatch(
      /Maintenance mnt-\w+ of lr-bj-a · Announced[\s\S]*1 range\(s\) are without redundancy/,
    );
    expect(cardIn('acme')).not.toContain('globex');
    expect(cardIn('globex')).not.toContain('acme');
    expect(cardIn('ops')).toMatch(/acme: loses redundancy[\s\S]*globex: loses redundancy[\s\S]*Cancel/);

    bench.pass(from - 24 * hour - start);
    await bench.run();
    expect(told('acme').at(-1)).toMatch(/^Reminder: maintenance of lr-bj-a begins/);
    bench.pass(23 * hour);
    await bench.run();
    expect(told('acme').filter((line) => line.startsWith('Reminder'))).toHaveLength(2);

    bench.pass(hour);
    await bench.run();
    expect(told('acme').at(-1)).toMatch(/^The maintenance of lr-bj-a has begun/);
    expect(cardIn('acme')).toMatch(/Under way[\s\S]*When it began/);
    expect(cardIn('ops')).toMatch(/Under way[\s\S]*End now/);
    const tenant = await bench.app.journal.load('tenant', 'acme');
    expect(tenant.vifs['vif-acme-1']?.sessions).toEqual([
      { router: 'lr-bj-a', up: false, cause: 'maintenance' },
      { router: 'lr-bj-b', up: true },
    ]);

    const card = await bench.type('zoe', `maintenance show ${id}`);
    const { revision } = buttonOf(card.answer, 'maintenance extend');
    const about = { revision: revision ?? 0, args: { maintenance: id, to: '+180' } };
    expect((await bench.click('zoe', 'maintenance extend', about)).text).toContain('Under way');
    expect((await bench.click('zoe', 'maintenance extend', about)).text).toContain('out of date');
    await bench.run();
    expect(told('acme').at(-1)).toMatch(/^The maintenance of lr-bj-a now lasts until/);
    bench.pass(2 * hour);
    await bench.run();
    expect((await maintenances())[0]?.state).toBe('Running');
    bench.pass(hour);
    await bench.run();
    expect((await maintenances())[0]?.state).toBe('Over');
    expect(told('acme').at(-1)).toMatch(/is over\. Predicted: .*without redundancy\. Happened: .*without redundancy/);
    expect(told('ops').at(-1)).toContain('2 tenant(s) as predicted, 0 otherwise');
    expect(cardIn('acme')).toMatch(/Over[\s\S]*Ended/);
    expect(cardIn('ops')).toContain('Over');
    expect(cardIn('ops')).not.toContain('End now');
    const after = await bench.app.journal.load('tenant', 'acme');
    expect(after.vifs['vif-acme-1']?.sessions.every(({ up }) => up)).toBe(true);
  });

  it('says what happened otherwise than predicted', async () => {
    await announced('maintenance conn-globex-1 --from +60 --to +120 --reason fibre');
    expect(told('acme')).toEqual([]);
    expect(told('globex')).toEqual([expect.stringContaining('1 个网段失去冗余')]);
    for (const side of ['a', 'b'] as const) await atSite(bench, { do: 'line-dark', connection: 'conn-globex-2', side });
    bench.pass(hour);
    await bench.run();
    expect(told('globex').at(-1)).toContain('将失去连通：10.8.0.0/16');
    bench.pass(hour);
    await bench.run();
    expect(told('globex').at(-1)).toMatch(/预测：.*失去冗余。实际：将失去连通/);
    expect(told('ops').at(-1)).toContain('0 tenant(s) as predicted, 1 otherwise');
  });

  it('that is cancelled never begins, and everybody told is told', async () => {
    await announced('maintenance lr-bj-a --from +60 --to +120 --reason optics');
    const [one] = await maintenances();
    await bench.type('zoe', `maintenance cancel ${one?.id}`);
    bench.pass(2 * hour);
    await bench.run();
    expect((await maintenances())[0]?.state).toBe('Cancelled');
    expect(told('acme').at(-1)).toMatch(/is cancelled/);
    expect(told('acme')).toHaveLength(2);
  });

  it.each([
    ['maintenance lr-bj-b --from +1570 --to +1600 --reason x', 'lr-bj-a, the other one of the pair'],
    ['maintenance lr-bj-a --from +1570 --to +1600 --reason x', 'already has maintenance'],
    ['maintenance lr-bj-b --from soon --to +1600 --reason x', 'within 90 days'],
    ['maintenance lr-bj-b --from +10 --to +10 --reason x', 'after the beginning'],
    ['maintenance lr-xx --from +10 --to +20 --reason x', 'Name a line router'],
    ['maintenance show mnt-none', 'mnt-none'],
    ['maintenance extend mnt-none --to +10', 'mnt-none'],
  ])('%s is refused beside another: %s', async (line, words) => {
    await announced();
    expect((await bench.type('zoe', line)).text).toContain(words);
    expect(await maintenances()).toHaveLength(1);
  });
});

describe('drills', () => {
  const drill = 'drill --vif vif-acme-1 --router lr-bj-b';
  const drills = async () => Object.values((await bench.app.journal.load('tenant', 'acme')).drills);

  it('are refused for a time in the window, and taken for one before', async () => {
    await announced();
    expect((await bench.type('tom', `${drill} --at +1500`)).text).toContain('a maintenance is announced');
    expect((await bench.type('tom', `${drill} --at +1500 --minutes 30`)).text).toContain('is scheduled');
  });

  it('that were scheduled first do not start in the window', async () => {
    await bench.type('tom', `${drill} --at +90`);
    await announced('maintenance lr-bj-a --from +60 --to +120 --reason optics');
    bench.pass(91 * minute);
    await bench.run();
    expect(await drills()).toMatchObject([{ state: 'Refused', voidedFor: 'maintenance' }]);
  });

  it('under way are given back before the maintenance takes the other side', async () => {
    await bench.type('tom', drill);
    await bench.run();
    await announced('maintenance lr-bj-a --from +60 --to +120 --reason optics');
    expect(await drills()).toMatchObject([{ state: 'Running' }]);
    bench.pass(hour);
    await bench.run();
    expect(await drills()).toMatchObject([{ restoredFor: 'maintenance' }]);
    const [one] = await maintenances();
    expect(one?.observed).toMatchObject([{ tenant: 'acme', level: 'redundancy' }, { tenant: 'globex' }]);
  });
});
