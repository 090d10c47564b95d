import { describe, expect, it } from 'vitest';
import { unlimited } from '../../src/sandbox/slack/index.ts';
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { slowClock, until, withTown } from './town.ts';

/** 1,000 clicks: people with and without the right, duplicates of one delivery, stale revisions. */
describe('a storm of clicks on one approval', () => {
  const town = withTown('http', {}, { clock: slowClock(30), pace: unlimited });

  it('makes one transition and one entry, answers every clicker, and leaves every card final', {
    timeout: 120_000,
  }, async () => {
    const { slack, app } = town.service;
    const ordered = await town.order('storm');
    const approvals = () =>
      slack.workspace
        .messagesIn('network-ops')
        .filter((row) => JSON.stringify(row.blocks ?? []).includes(ordered.id) && !row.thread_ts && !row.ephemeral_to);
    const card = await until('the approval card is there', () =>
      approvals().find((row) => JSON.stringify(row.blocks).includes('approve')),
    );
    const button = buttonIn(card, 'approve');
    const stale = JSON.stringify({ ...JSON.parse(button.value), revision: 0 });
    slack.faults.set({
      delivery: { repeat: { rate: 0.2, of: ['interactive'] }, repeatAsNew: { rate: 0.1, of: ['interactive'] } },
    });

    const clickers = ['zoe', 'lei', 'min', 'ana', 'wei'];
    const before = new Set(slack.workspace.messages.map((row) => row.ts));
    const clicks = Array.from({ length: 1_000 }, (_, index) => {
      const target = index % 10 === 9 ? { actionId: button.action_id, value: stale } : button.action_id;
      return slack.click(clickers[index % clickers.length] ?? 'zoe', 'network-ops', card.ts, target);
    });
    const seen = await Promise.all(clicks);
    slack.faults.set({});

    expect(seen.filter((row) => row.status !== 'answered').map((row) => row.error)).toEqual([]);
    const entries = await app.journal.entries('tenant', 'acme', 0);
    const approved = entries
      .flatMap((entry) => entry.events as { type: string; connection: string }[])
      .filter((event) => event.type === 'connection.approved' && event.connection === ordered.id);
    expect(approved).toHaveLength(1);

    const answers = () =>
      slack.workspace.messages.filter((row) => !before.has(row.ts) && row.ephemeral_to !== undefined);
    await until('every click is answered', () => (answers().length >= 1_000 ? true : undefined), 60_000);

    for (const room of ['network-ops', 'acme-line']) {
      const final = await until(`the card in ${room} is final`, () =>
        slack.workspace
          .messagesIn(room)
          .find(
            (row) =>
              !row.thread_ts &&
              !row.ephemeral_to &&
              JSON.stringify(row.blocks ?? []).includes(ordered.id) &&
              readBlocks(row.blocks).join('\n').includes('Installation fee to be paid'),
          ),
      );
      expect(JSON.stringify(final.blocks)).not.toContain('"approve');
    }
    expect(approvals()).toHaveLength(1);
  });
});

function buttonIn(message: { blocks?: readonly unknown[] }, verb: string): { action_id: string; value: string } {
  const elements = (message.blocks ?? []).flatMap(
    (block) => (block as { elements?: { action_id?: string; value?: string }[] }).elements ?? [],
  );
  const found = elements.find((element) => element.value?.includes(`"${verb}"`));
  if (!found?.action_id || !found.value) throw new Error(`no ${verb} button`);
  return { action_id: found.action_id, value: found.value };
}
