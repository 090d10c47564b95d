/** Personal notices end to end: who is asked when a wait grows old, quiet hours, and what is loud. */
import { describe, expect, it } from 'vitest';
import { holders } from '../../src/app/notices.ts';
import { readQuiet } from '../../src/app/verbs/notify.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { type Bench, openBench } from './bench.ts';

const fixture = withRedis();
const hour = 3_600_000;
const day = 24 * hour;

/** What people were told in person, as `room: line`. */
const told = (bench: Bench) =>
  bench.chat.messages
    .filter((row) => row.under === undefined && row.lines !== undefined)
    .map((row) => `${row.room}: ${row.lines?.join(' | ')}`);

describe('a review that waits', () => {
  it('asks one reviewer, then the other, then the admins, and the room each time', async () => {
    const bench = await openBench(fixture);
    const line = await bench.order('slow');
    const asked: string[][] = [];
    // Thursday, Friday, and Monday: a weekend is no working day.
    for (const days of [1, 1, 3]) {
      const before = told(bench).length;
      bench.pass(days * day);
      await bench.run();
      asked.push(told(bench).slice(before));
    }
    const people = asked.map((rows) => rows.map((row) => row.split(':')[0]));
    const [first, second, third] = people;
    const both = [...(first ?? []), ...(second ?? [])].map(String);
    expect(both.sort((a, b) => a.localeCompare(b))).toEqual([
      expect.stringMatching(/lei$/),
      expect.stringMatching(/zoe$/),
    ]);
    expect(third).toEqual([expect.stringMatching(/ana$/)]);
    expect(bench.chat.lines('ops').filter((text) => /waiting for review|Review is late/.test(text))).toHaveLength(3);
    expect((await bench.connection(line.id)).rang).toEqual(['review-reminder', 'review-escalation', 'review-last']);
  });

  it('asks the delegate in place of who is away', async () => {
    const bench = await openBench(fixture);
    await bench.type('zoe', 'delegate min --until 2026-03-06 --role reviewer');
    await bench.type('lei', 'delegate min --until 2026-03-06');
    await bench.run();
    const roster = await bench.app.journal.load('roster', '');
    expect(holders(roster, 'reviewer', bench.world.clock.now())).toEqual(['person-min']);
    await bench.order('covered');
    bench.pass(day);
    await bench.run();
    expect(told(bench).filter((row) => row.includes('covered'))).toEqual([expect.stringMatching(/min: covered:/)]);
  });
});

describe('quiet hours', () => {
  it('keep notices until they end, then say them in one message', async () => {
    const bench = await openBench(fixture);
    // 10:00 in Beijing.
    await bench.type('min', 'notify --quiet 09:00-18:00');
    await bench.type('zoe', 'delegate min --until 2026-03-06 --role reviewer');
    await bench.type('lei', 'delegate min --until 2026-03-06');
    await bench.run();
    const mine = () => told(bench).filter((row) => row.startsWith('min') || row.includes('min:'));
    expect(mine()).toEqual([]);
    bench.pass(8 * hour - 1);
    await bench.run();
    expect(mine()).toEqual([]);
    bench.pass(1);
    await bench.run();
    expect(mine()).toEqual([expect.stringMatching(/2 messages waited for you: \| .*zoe.* \| .*lei/)]);
  });

  it('that end early let go of what waited', async () => {
    const bench = await openBench(fixture);
    await bench.type('min', 'notify --quiet 09:00-18:00');
    await bench.type('zoe', 'delegate min --until 2026-03-06 --role reviewer');
    await bench.run();
    expect(told(bench)).toEqual([]);
    await bench.type('min', 'notify --quiet off');
    await bench.run();
    expect(told(bench)).toHaveLength(1);
  });

  it.each([
    ['22:00-08:00', { from: 1_320, to: 480 }],
    ['9:30–17:00', { from: 570, to: 1_020 }],
    ['08:00-08:00', undefined],
    ['25:00-08:00', undefined],
    ['night', undefined],
  ])('read “%s”', (words, quiet) => expect(readQuiet(words)).toEqual(quiet));

  it('are refused by name, value and what would do', async () => {
    const bench = await openBench(fixture);
    expect((await bench.type('zoe', 'notify --quiet night')).text).toMatch(/Quiet hours: “night” will not do/);
    expect((await bench.type('zoe', 'notify --zone Mars/Olympus')).text).toMatch(/Time zone: “Mars\/Olympus”/);
  });
});

describe('guests and people of other organisations', () => {
  const identity = { platform: 'terminal', team: 'local', user: 'zoe' } as const;
  it.each([
    ['a guest', { profile: { outsider: true } }],
    ['a room shared with others', { external: true as const }],
  ])('%s: nothing is heard, whatever was linked', async (_name, about) => {
    const bench = await openBench(fixture);
    const line = await bench.order('safe');
    const what = { kind: 'typed', text: `approve ${line.id}` } as const;
    const { answer } = await bench.app.ear.hear({ delivery: 'd', identity, what, ...about });
    expect(JSON.stringify(answer)).toContain('refusal.outsider');
    expect((await bench.connection(line.id)).state).toBe('Ordering');
  });

  it('an account of Slack is linked only once Slack has said that it is no guest’s', async () => {
    const bench = await openBench(fixture);
    const { text } = await bench.type('ana', 'admin invite new --roles field');
    const code = /link ([0-9A-Z-]+)/.exec(text)?.[1] ?? '';
    const slack = { platform: 'slack', team: 'T0', user: 'U9' } as const;
    const hear = (delivery: string, profile: { outsider?: boolean }) =>
      bench.app.ear.hear({ delivery, identity: slack, profile, what: { kind: 'typed', text: `link ${code}` } });
    expect(JSON.stringify(await hear('a', {}))).toContain('standing-unknown');
    expect(JSON.stringify(await hear('b', { outsider: true }))).toContain('refusal.outsider');
    expect(JSON.stringify(await hear('c', { outsider: false }))).toContain('answer.linked');
  });
});
