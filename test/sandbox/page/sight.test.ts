import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LarkSandbox, startLarkSandbox } from '../../../src/sandbox/lark/index.ts';
import { fileAt } from '../../../src/sandbox/page/files.ts';
import { larkSight, slackSight } from '../../../src/sandbox/page/sight.ts';
import { type SlackSandbox, startSlackSandbox } from '../../../src/sandbox/slack/index.ts';

let slack: SlackSandbox;
let lark: LarkSandbox;
beforeAll(async () => {
  slack = await startSlackSandbox({ signingSecret: 's', botToken: 'xoxb-1', appToken: 'xapp-1' });
  lark = await startLarkSandbox({
    appId: 'cli_0123456789abcdef',
    appSecret: 's',
    encryptKey: '',
    verificationToken: 'v',
  });
});
afterAll(() => Promise.all([slack.close(), lark.close()]));

const call = async (method: string, body: object) => {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-1', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as { ok: boolean };
};

describe('what a person sees on Slack', () => {
  const none = new Set<string>();
  const texts = (person: string, hidden: ReadonlySet<string> = none) =>
    slackSight(slack, person, hidden).messages.map(({ text }) => text);

  it('are the rooms one is in, and what is for one’s own eyes', async () => {
    await slack.say('mei', 'lines', 'hello');
    await call('chat.postEphemeral', { channel: 'C0LINES', user: 'U0MEI', text: 'for mei alone' });
    expect(texts('mei')).toEqual(['hello', 'for mei alone']);
    expect(texts('tom')).toEqual(['hello']);
    expect(texts('lei')).toEqual([]);
    expect(slackSight(slack, 'lei', none).rooms.map(({ name }) => name)).toEqual(['reviews', 'random', 'Hostline']);
  });

  it('is without what is shown elsewhere', () => {
    const [first] = slackSight(slack, 'mei', none).messages;
    expect(texts('mei', new Set([first?.ts ?? '']))).toEqual(['for mei alone']);
  });
});

describe('what a person sees on Lark', () => {
  it('are the chats one is in, with the bot’s own name on the direct one', async () => {
    await lark.say('mei', 'lines', 'hello');
    expect(larkSight(lark, 'mei').messages.map(({ content }) => content)).toEqual([{ text: 'hello' }]);
    expect(larkSight(lark, 'lei').messages).toEqual([]);
    expect(larkSight(lark, 'lei').rooms.map(({ name, direct }) => ({ name, direct }))).toContainEqual({
      name: 'Hostline',
      direct: true,
    });
  });
});

describe('a file', () => {
  it.each(['slack/F404', 'lark/img_404', 'slack/', 'other/F1', ''])('that is not there (“%s”) is none', (path) =>
    expect(fileAt(path, slack, lark)).toBeUndefined(),
  );
});
