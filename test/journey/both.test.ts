import { describe, expect, it } from 'vitest';
import { readCard } from '../../src/sandbox/lark/index.ts';
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { until, withTown } from './town.ts';

/** One order, one truth: the customer in Lark and in Chinese, the engineers in Slack and in English. */
describe('the same order on Slack and on Lark', () => {
  const town = withTown();

  it('is one card per room, and a decision on one platform is seen on the other', { timeout: 90_000 }, async () => {
    const { slack, lark } = town.service;
    const larkCard = (chat: string, name: string) =>
      lark.workspace
        .messagesIn(chat)
        .find(
          (message) =>
            message.msg_type === 'interactive' &&
            !message.ephemeral_to &&
            !message.root_id &&
            JSON.stringify(message.content).includes(name),
        );
    const larkText = (chat: string, name: string) => {
      const message = larkCard(chat, name);
      return message ? readCard(message.content, 'zh_cn').join('\n') : '';
    };
    const slackText = (name: string) =>
      slack.workspace
        .messagesIn('network-ops')
        .filter((message) => !message.thread_ts && !message.ephemeral_to)
        .map((message) => readBlocks(message.blocks).join('\n'))
        .find((text) => text.includes(name)) ?? '';

    await lark.say('mei', 'globex-line', '@bot /line order --name both-1 --region cn-east-2 --port 10GBASE-LR');
    await until(
      'Lark shows the order in Chinese',
      () => larkText('globex-line', 'both-1').includes('待审核') || undefined,
    );
    await until('Slack shows it to the engineers', () => slackText('both-1').includes('Approve') || undefined);

    await slack.type('zoe', 'network-ops', '/line approve both-1');
    await until(
      'Lark shows the decision',
      () => larkText('globex-line', 'both-1').includes('初装费待支付') || undefined,
    );
    await until(
      'the engineers on Lark see it too',
      () => larkText('network-ops', 'both-1').includes('both-1') || undefined,
    );

    const card = larkCard('globex-line', 'both-1');
    const seen = await lark.click('mei', card?.message_id ?? '', { verb: 'pay' });
    expect(seen.status).toBe('answered');
    await until('Slack shows that construction runs', () => slackText('both-1').includes('Cabling done') || undefined);

    const entries = await town.service.app.journal.entries('tenant', 'globex', 0);
    const types = entries.flatMap((entry) => entry.events as { type: string }[]).map((event) => event.type);
    expect(types.filter((type) => type === 'connection.approved')).toHaveLength(1);
    expect(
      lark.workspace
        .messagesIn('globex-line')
        .filter(
          (message) =>
            message.msg_type === 'interactive' && !message.ephemeral_to && !message.root_id && !message.ephemeral_to,
        ),
    ).toHaveLength(1);
  });
});
