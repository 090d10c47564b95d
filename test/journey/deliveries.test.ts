import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unlimited } from '../../src/sandbox/slack/index.ts';
import { type Echo, startEcho } from './echo.ts';
import { cards, form, ops, press, textOf, told, waitForCard } from './look.ts';
import { slowClock, until, withTown } from './town.ts';

/** How often the line between Slack and the service carries each request. */
const times = 5;

/** Every request of Slack reaches the service five times, byte for byte, all at once. */
describe('a delivery that arrives five times', { timeout: 120_000 }, () => {
  const town = withTown('http', {}, { clock: slowClock(30), pace: unlimited });
  let echo: Echo | undefined;

  beforeAll(async () => {
    echo = await startEcho(() => town.service.url, times);
    town.service.slack.listenAt(`${echo.url}/slack/events`);
  });
  afterAll(() => echo?.close());

  /** What the service answered to all repeats of what `act` sent. */
  async function answersTo(act: () => Promise<unknown>): Promise<readonly string[]> {
    const before = echo?.answers.length ?? 0;
    await act();
    const answers = (echo?.answers ?? []).slice(before);
    expect(answers.map((row) => row.status)).toEqual(Array.from({ length: times }, () => 200));
    return answers.map((row) => row.body);
  }

  const named = async (name: string) =>
    Object.values((await town.tenant()).connections).filter((row) => row.name === name);
  const eventsOf = async (connection: string, type: string) =>
    (await town.service.app.journal.entries('tenant', 'acme', 0))
      .flatMap((entry) => entry.events as { type: string; connection: string }[])
      .filter((event) => event.connection === connection && event.type === type);

  it('orders once by a typed command', async () => {
    const answers = await answersTo(() => town.order('typed'));
    expect(await named('typed')).toHaveLength(1);
    expect(answers.some((row) => /Ordered conn-/.test(row))).toBe(true);
    expect(answers.filter((row) => !/Ordered conn-|handled already/.test(row))).toEqual([]);
  });

  it('approves once by a button, and tells the reviewer so', async () => {
    const { slack } = town.service;
    const ordered = await town.order('clicked');
    const seen = await press(slack, 'zoe', ops, ordered.id, 'approve');
    expect(seen.status).toBe('answered');
    await town.settled(ordered.id, (row) => row.state === 'Installation_Paying');
    await waitForCard(slack, 'acme-line', ordered.id, /Installation fee to be paid/);
    expect(await eventsOf(ordered.id, 'connection.approved')).toHaveLength(1);
    await told(slack, 'zoe', /Done: clicked is now/);
    expect(cards(slack, ops, ordered.id)).toHaveLength(1);
  });

  it('orders once by a submitted form', async () => {
    const { slack } = town.service;
    await slack.type('tom', 'acme-line', '/line order');
    const { view } = await form(slack, 'tom', 'order');
    const seen = await slack.submit('tom', view.id, {
      name: 'submitted',
      region: 'cn-east-1',
      port: '10GBASE-LR',
    });
    expect(seen).toMatchObject({ status: 'answered' });
    expect(seen.errors).toBeUndefined();
    const [ordered] = await until('the order is in', async () => {
      const rows = await named('submitted');
      return rows.some((row) => row.checks) ? rows : undefined;
    });
    expect(await named('submitted')).toHaveLength(1);
    await told(slack, 'tom', new RegExp(`Ordered ${ordered?.id}`));
  });

  it('adds money once', async () => {
    const { slack, app } = town.service;
    const before = (await app.journal.load('cashier', 'acme')).balanceFen;
    const answers = await answersTo(() => slack.type('min', ops, '/line deposit acme 12.34'));
    expect(answers.some((row) => /¥12.34 added/.test(row))).toBe(true);
    expect((await app.journal.load('cashier', 'acme')).balanceFen).toBe(before + 1_234);
  });

  it('shows a one-time code once: the other deliveries only hear that it was handled', async () => {
    const { slack, app } = town.service;
    const answers = await answersTo(() => slack.type('ana', ops, '/line admin invite wei --roles field'));
    expect(answers.filter((row) => /link [0-9A-Z-]{17}/.test(row))).toHaveLength(1);
    expect(answers.filter((row) => /handled already/.test(row))).toHaveLength(times - 1);
    const roster = await app.journal.load('roster', '');
    expect(Object.values(roster.people).filter((row) => row.name === 'wei')).toHaveLength(1);
  });
});

describe('a delivery that arrives again under a new id, or out of order', { timeout: 120_000 }, () => {
  const town = withTown('http', {}, { clock: slowClock(30), pace: unlimited });

  it('orders once by a message that comes as three events', async () => {
    const { slack } = town.service;
    slack.faults.set({ delivery: { repeat: { rate: 1 }, repeatAsNew: { rate: 1 } } });
    await slack.say('tom', '@', 'order --name said --region cn-north-1 --port 1000BASE-LX');
    await until('the order is in', async () =>
      Object.values((await town.tenant()).connections).find((row) => row.name === 'said' && row.checks),
    );
    await until('all three deliveries went out', () =>
      slack.eventsOf('delivery').filter((row) => row.of === 'events_api').length >= 3 ? true : undefined,
    );
    slack.faults.set({});
    expect(slack.eventsOf('delivery').map((row) => row.outcome)).not.toContain('http_error');
    expect(Object.values((await town.tenant()).connections)).toHaveLength(1);
    const direct = () => slack.workspace.messagesIn(slack.workspace.directWith('tom').id).map(textOf);
    await until('tom is answered', () => (direct().some((row) => /Ordered conn-/.test(row)) ? true : undefined));
    expect(direct().filter((row) => /Ordered conn-/.test(row))).toHaveLength(1);
  });

  it('decides once when two reviewers’ clicks overtake each other, and answers both', async () => {
    const { slack, app } = town.service;
    const ordered = await town.order('overtaken');
    const card = await waitForCard(slack, ops, ordered.id, /Approve/);
    slack.faults.set({
      delivery: { reorder: { rate: 1, most: 1 }, repeat: { rate: 1 }, repeatAsNew: { rate: 1 } },
    });
    const seen = await Promise.all([
      slack.click('zoe', ops, card.ts, 'approve:0'),
      slack.click('lei', ops, card.ts, 'approve:0'),
    ]);
    slack.faults.set({});
    expect(seen.map((row) => row.status)).toEqual(['answered', 'answered']);
    await town.settled(ordered.id, (row) => row.state === 'Installation_Paying');
    const approvals = (await app.journal.entries('tenant', 'acme', 0))
      .flatMap((entry) => entry.events as { type: string; connection: string }[])
      .filter((event) => event.type === 'connection.approved' && event.connection === ordered.id);
    expect(approvals).toHaveLength(1);
    await told(slack, 'zoe', /Done: overtaken|Already so: overtaken/);
    await told(slack, 'lei', /已完成：overtaken|已是如此：overtaken/);
    expect(cards(slack, ops, ordered.id)).toHaveLength(1);
  });
});
