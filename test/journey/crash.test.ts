import { describe, expect, it } from 'vitest';
import { unlimited } from '../../src/sandbox/slack/index.ts';
import { cards, form, ops, press, thread, waitForCard } from './look.ts';
import { type SeparateService, withSeparateService } from './separate-process.ts';
import { slowClock, until, withTown } from './town.ts';

const room = 'acme-line';

/** What the customer's thread says about a line that went all the way, in order and each once. */
const story = [
  'tom ordered this line',
  'All automatic checks passed',
  'zoe approved',
  'tom pays ¥15,000.00',
  '¥15,000.00 received',
  'Construction has started',
  'Done: Reserve ports',
  'Done: Lay and patch the cables',
  'Done: Measure light levels',
  'Done: Debug the link layer',
  'Construction is complete',
  'tom confirmed completion for 2 month(s)',
  'tom pays ¥1,000.00',
  '¥1,000.00 received',
  'The line is available until',
];

/** Plays a line from order to available; `disturb` comes right after each acknowledged command. */
async function play({ slack }: SeparateService, name: string, disturb: () => Promise<void>): Promise<string> {
  const answered = async (act: Promise<{ status: string }>) => {
    expect((await act).status).toBe('answered');
    await disturb();
  };
  await answered(slack.type('tom', room, `/line order --name ${name} --region cn-north-1 --port 1000BASE-LX`));
  await answered(press(slack, 'zoe', ops, name, 'approve'));
  await answered(press(slack, 'tom', room, name, 'pay'));
  await answered(press(slack, 'zoe', ops, name, 'done'));
  await press(slack, 'tom', room, name, 'confirm');
  const { view, carried } = await form(slack, 'tom', 'confirm');
  await answered(slack.submit('tom', view.id, { months: '2' }));
  await answered(press(slack, 'tom', room, name, 'pay'));
  for (const place of [room, ops]) await waitForCard(slack, place, name, /Available/);
  return String(carried.resource);
}

/** Told once, in order, in both rooms; one card each; every decision once in the log. */
async function nothingLostNothingTwice(service: SeparateService, name: string, id: string): Promise<void> {
  const { slack } = service;
  for (const place of [room, ops]) {
    await until(`${place} knows the end of ${name}`, () =>
      thread(slack, place, name).some((row) => row.includes(story.at(-1) ?? '')) ? true : undefined,
    );
    const told = thread(slack, place, name).map(
      (row) => story.find((line) => row.replaceAll(/<@\w+>/g, nameOf).includes(line)) ?? row,
    );
    expect(told).toEqual(story);
    expect(cards(slack, place, name)).toHaveLength(1);
  }
  const log = await service.entries('tenant:acme');
  const events = log.flatMap((entry) => entry.events as { type: string; connection: string }[]);
  const mine = events.filter((event) => event.connection === id).map((event) => event.type);
  const steps = mine.filter((type) => type === 'construction.step-done');
  expect(steps).toHaveLength(4);
  const others = mine.filter((type) => type !== 'construction.step-done' && !type.startsWith('order.'));
  expect(new Set(others).size).toBe(others.length);
  expect(mine.filter((type) => type === 'order.paid')).toHaveLength(2);
  expect(new Set(log.map((entry) => entry.cause)).size).toBe(log.length);
}

const nameOf = (mention: string) => mention.slice(4, -1).toLowerCase();

describe('a service that is killed', { timeout: 420_000 }, () => {
  const service = withSeparateService();

  it('goes on where it was after kill -9 at each of six commands', async () => {
    const id = await play(service, 'killed', () => service.crash());
    await nothingLostNothingTwice(service, 'killed', id);
  });

  it('goes on after kill -9 of its store at each of six commands', async () => {
    const id = await play(service, 'storeless', async () => service.crashStore());
    await nothingLostNothingTwice(service, 'storeless', id);
  });

  it('finds a message whose answer was lost when it died, and posts no second one', async () => {
    const { slack } = service;
    const struck = () => slack.faults.strikes().filter((row) => row.fault === 'loseAnswer').length;
    const before = struck();
    slack.faults.set({ call: { loseAnswer: { rate: 1, most: 1, of: ['chat.postMessage'] } } });
    await slack.type('tom', room, '/line order --name unsure --region cn-north-1 --port 1000BASE-LX');
    await until('an answer was lost', () => (struck() > before ? true : undefined));
    await service.crash();
    for (const place of [room, ops]) {
      await waitForCard(slack, place, 'unsure', /Automatic checks|Fields are complete/);
      await until(
        `${place} is told of the checks`,
        () => (thread(slack, place, 'unsure').some((row) => row.includes('checks passed')) ? true : undefined),
        60_000,
      );
      expect(cards(slack, place, 'unsure')).toHaveLength(1);
      expect(thread(slack, place, 'unsure')).toHaveLength(2);
    }
  });
});

describe('a Slack that loses answers', { timeout: 120_000 }, () => {
  const town = withTown('http', {}, { clock: slowClock(30), pace: unlimited });

  it('has every card and every line once, though each of the first ten posts seemed to fail', async () => {
    const { slack } = town.service;
    slack.faults.set({ call: { loseAnswer: { rate: 1, most: 10, of: ['chat.postMessage'] } } });
    const ordered = await town.order('unheard');
    await press(slack, 'zoe', ops, ordered.id, 'approve');
    for (const place of [room, ops]) {
      await waitForCard(slack, place, ordered.id, /Installation fee to be paid/);
      await until(
        `${place} is told of the approval`,
        () => (thread(slack, place, ordered.id).some((row) => row.includes('approved')) ? true : undefined),
        60_000,
      );
      expect(cards(slack, place, ordered.id)).toHaveLength(1);
      // A reminder may have rung meanwhile, when the lost answers took long: it too is told once.
      const told = thread(slack, place, ordered.id);
      for (const word of ['ordered this line', 'checks passed', 'approved.']) {
        expect(told.filter((row) => row.includes(word))).toHaveLength(1);
      }
      expect(new Set(told).size).toBe(told.length);
    }
    expect(slack.faults.strikes().filter((row) => row.fault === 'loseAnswer').length).toBeGreaterThan(2);
  });
});
