/** Files of the page's visitor, as both sandboxes get them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LarkSandbox, startLarkSandbox } from '../../../src/sandbox/lark/index.ts';
import { readAct } from '../../../src/sandbox/page/act-shape.ts';
import { carryOut, type Stage } from '../../../src/sandbox/page/acting.ts';
import { createTroubles } from '../../../src/sandbox/page/troubles.ts';
import { type SlackSandbox, startSlackSandbox } from '../../../src/sandbox/slack/index.ts';
import { shown } from '../../../src/sandbox/slack/json.ts';
import { secrets } from '../../bot/lark/bench.ts';
import { tokens } from '../../bot/slack/bench.ts';

let slack: SlackSandbox;
let lark: LarkSandbox;
let stage: Stage;
beforeAll(async () => {
  slack = await startSlackSandbox(tokens);
  lark = await startLarkSandbox(secrets);
  stage = { slack, lark, troubles: createTroubles([]), fieldEngineer: { name: 'lei', room: 'lines' } };
});
afterAll(() => Promise.all([slack.close(), lark.close()]));

const file = { name: '边缘.cfg', content: Buffer.from('sysname edge').toString('base64') };
async function act(what: object): Promise<void> {
  const read = readAct({ as: 'mei', act: what });
  if ('wrong' in read) throw new Error(read.wrong);
  await carryOut(stage, read.as, read.act);
}

it('go into a room of Slack with their words', async () => {
  await act({ do: 'slack-share', room: 'C0LINES', text: 'check', file });
  const message = slack.workspace.messagesIn('lines').at(-1);
  expect(message).toMatchObject({ text: 'check', subtype: 'file_share', files: [{ name: file.name, user: 'U0MEI' }] });
  expect(slack.workspace.file(shown(message?.files?.[0]?.id))?.bytes.toString()).toBe('sysname edge');
});

it('go into a chat of Lark alone', async () => {
  const { chat_id: room } = lark.workspace.directWith('mei');
  await act({ do: 'lark-file', room, file });
  const { msg_type, content } = lark.workspace.messagesIn(room).at(-1) ?? {};
  expect({ msg_type, content }).toMatchObject({ msg_type: 'file', content: { file_name: file.name } });
  expect(lark.workspace.file(shown(content?.file_key))?.bytes.toString()).toBe('sysname edge');
});

it('are nothing else than Base64', () => {
  const sent = { do: 'lark-file', room: 'oc_1', file: { name: 'a', content: 'not base64!' } };
  expect(readAct({ as: 'mei', act: sent })).toHaveProperty('wrong');
});
