import { describe, expect, it } from 'vitest';
import { type Message as LarkMessage, unlimited as larkUnlimited, readCard } from '../../src/sandbox/lark/index.ts';
import { unlimited } from '../../src/sandbox/slack/index.ts';
import { buttonOn, cards, ops, textOf, waitForCard } from './look.ts';
import { slowClock, until, withTown } from './town.ts';

const clickers = ['zoe', 'lei', 'min', 'ana', 'wei'];
const eachPlatform = 500;

/** 1,000 clicks: people with and without the right, duplicates of one delivery, stale revisions, on both platforms. */
describe('a storm of clicks on one approval', () => {
  const clock = slowClock(30);
  const town = withTown('http', {}, { clock, pace: unlimited }, { clock, pace: larkUnlimited });

  it('makes one transition and one entry, answers every clicker, and leaves every card final', {
    timeout: 120_000,
  }, async () => {
    const { slack, lark, app } = town.service;
    const ordered = await town.order('storm', 'mei');
    const onLark = (chat: string): readonly LarkMessage[] =>
      lark.workspace
        .messagesIn(chat)
        .filter((row) => row.root_id === undefined && !row.ephemeral_to && row.msg_type === 'interactive')
        .filter((row) => JSON.stringify(row.content).includes(ordered.id));
    const larkText = (chat: string) => onLark(chat).map((row) => readCard(row.content, 'en_us').join('\n'));
    const slackCard = await waitForCard(slack, ops, ordered.id, /Approve/);
    const larkCard = await until('the engineers on Lark have it too', () =>
      larkText(ops).some((text) => text.includes('[ Approve ]')) ? onLark(ops)[0] : undefined,
    );
    const button = buttonOn(slackCard, 'approve');
    if (!button) throw new Error('no button to approve');
    const stale = JSON.stringify({ ...button.value, revision: 0 });
    const often = (of: string) => ({
      delivery: { repeat: { rate: 0.2, of: [of] }, repeatAsNew: { rate: 0.1, of: [of] } },
    });
    slack.faults.set(often('interactive'));
    lark.faults.set(often('card.action.trigger'));

    const before = new Set(slack.workspace.messages.map((row) => row.ts));
    const larkBefore = new Set(lark.workspace.messages.map((row) => row.message_id));
    const person = (index: number) => clickers[index % clickers.length] ?? 'zoe';
    const isStale = (index: number) => index % 10 === 9;
    const numbers = Array.from({ length: eachPlatform }, (_, index) => index);
    const [onSlackSeen, onLarkSeen] = await Promise.all([
      Promise.all(
        numbers.map((index) => {
          const target = isStale(index) ? { actionId: button.actionId, value: stale } : button.actionId;
          return slack.click(person(index), ops, slackCard.ts, target);
        }),
      ),
      Promise.all(
        numbers.map((index) => {
          const value = { verb: 'approve', resource: ordered.id, revision: 0, args: {} };
          return isStale(index)
            ? lark.click(person(index), larkCard.message_id, value, 'stale')
            : lark.click(person(index), larkCard.message_id, { verb: 'approve' });
        }),
      ),
    ]);
    slack.faults.set({});
    lark.faults.set({});

    expect(onSlackSeen.filter((row) => row.status !== 'answered').map((row) => row.error)).toEqual([]);
    expect(onLarkSeen.filter((row) => row.status !== 'answered').map((row) => row.error)).toEqual([]);
    const entries = await app.journal.entries('tenant', 'globex', 0);
    const approved = entries
      .flatMap((entry) => entry.events as { type: string; connection: string }[])
      .filter((event) => event.type === 'connection.approved' && event.connection === ordered.id);
    expect(approved).toHaveLength(1);

    const slackAnswers = () =>
      slack.workspace.messages.filter((row) => !before.has(row.ts) && row.ephemeral_to !== undefined);
    await until('every click on Slack is answered', () => slackAnswers().length >= eachPlatform || undefined, 60_000);
    // On Lark a click is answered by a toast; one that says “working on it” is followed by a card for that person alone.
    expect(onLarkSeen.filter((row) => row.toast === undefined)).toEqual([]);
    const late = onLarkSeen.filter((row) => /Still working|仍在处理/.test(row.toast?.content ?? '')).length;
    const larkAnswers = () =>
      lark.workspace.messages.filter((row) => !larkBefore.has(row.message_id) && row.ephemeral_to !== undefined);
    await until('late answers on Lark follow', () => larkAnswers().length >= late || undefined, 60_000);
    const won = onLarkSeen.filter((row) => row.toast?.type === 'success').length;
    expect(won).toBeLessThanOrEqual(1);

    for (const room of [ops, 'globex-line']) {
      await until(
        `the card on Slack in ${room} is final`,
        () =>
          cards(slack, room, ordered.id).some((row) => /Installation fee to be paid|初装费待支付/.test(textOf(row))) ||
          undefined,
      );
      await until(
        `the card on Lark in ${room} is final`,
        () => larkText(room).some((text) => text.includes('Installation fee to be paid')) || undefined,
      );
      expect(cards(slack, room, ordered.id).map((row) => buttonOn(row, 'approve'))).toEqual([undefined]);
      expect(onLark(room).map((row) => JSON.stringify(row.content).includes('"verb":"approve"'))).toEqual([false]);
    }
  });
});
