/** Sending, answering and recalling with the real SDK: who is reached and what is refused. */
import type * as lark from '@larksuiteoapi/node-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LarkSandbox, type ManualClock, manualClock } from '../../../../src/sandbox/lark/index.ts';
import { cardWith, create, type Draft, outcome, text } from '../calls.ts';
import { clientOf, startBare } from '../sdk.ts';

let clock: ManualClock;
let sandbox: LarkSandbox;
let client: lark.Client;
beforeEach(async () => {
  clock = manualClock(Date.now());
  sandbox = await startBare({ clock });
  client = clientOf(sandbox);
});
afterEach(() => sandbox.close());

describe('sending', () => {
  it('reaches a group and, by open_id, the direct chat with a person', async () => {
    const group = await create(client);
    const direct = await create(client, { receive_id: 'ou_mei' }, 'open_id');
    expect(group.data).toMatchObject({ chat_id: 'oc_lines', msg_type: 'text', body: { content: text('hello') } });
    expect(direct.data?.chat_id).toBe(sandbox.workspace.directWith('mei').chat_id);
    expect(sandbox.workspace.messagesIn('lines', 'tom')).toHaveLength(1);
    expect(sandbox.workspace.messagesIn('lines', 'lei')).toHaveLength(0);
  });

  it('sends once for the same uuid within an hour, and again after it', async () => {
    const first = await create(client, { uuid: 'once' });
    const second = await create(client, { uuid: 'once', content: text('again') });
    expect(second.data?.message_id).toBe(first.data?.message_id);
    clock.advance(3_600_000);
    const third = await create(client, { uuid: 'once' });
    expect(third.data?.message_id).not.toBe(first.data?.message_id);
    expect(sandbox.workspace.messagesIn('lines')).toHaveLength(2);
  });

  it('answers under a message, in a thread when it is told to', async () => {
    const root = (await create(client)).data?.message_id ?? '';
    const reply = (message_id: string, reply_in_thread: boolean) =>
      client.im.v1.message.reply({
        path: { message_id },
        data: { msg_type: 'text', content: text('more'), reply_in_thread, uuid: `${message_id}-${reply_in_thread}` },
      });
    const plain = (await reply(root, false)).data;
    expect([plain?.root_id, plain?.parent_id, plain?.thread_id]).toEqual([root, root, undefined]);
    const threaded = (await reply(root, true)).data;
    expect(threaded?.thread_id).toMatch(/^omt_/);
    expect(sandbox.workspace.message(root)?.thread_id).toBe(threaded?.thread_id);
    const deeper = (await reply(threaded?.message_id ?? '', false)).data;
    expect([deeper?.root_id, deeper?.thread_id]).toEqual([root, threaded?.thread_id]);
    expect((await reply(root, true)).data?.message_id).toBe(threaded?.message_id);
    expect(sandbox.workspace.repliesTo(root)).toHaveLength(3);
  });

  // biome-ignore format: aligned rows
  const refused: [string, Partial<Draft>, 'chat_id' | 'open_id', number][] = [
    ['an unknown chat',            { receive_id: 'oc_nowhere' },                                       'chat_id', 230001],
    ['an unknown person',          { receive_id: 'ou_nobody' },                                        'open_id', 230001],
    ['a group without the bot',    { receive_id: 'oc_private' },                                       'chat_id', 230002],
    ['a text beyond 150 KB',       { content: text('x'.repeat(150 * 1024)) },                          'chat_id', 230025],
    ['a card beyond 30 KB',        { msg_type: 'interactive', content: JSON.stringify(cardWith({ tag: 'markdown', content: 'x'.repeat(30 * 1024) })) }, 'chat_id', 230025],
    ['a card of no known schema',  { msg_type: 'interactive', content: '{"elements":[]}' },            'chat_id', 230099],
    ['a card that is no JSON',     { msg_type: 'interactive', content: 'card' },                       'chat_id', 230099],
    ['an empty text',              { content: text('') },                                              'chat_id', 230001],
    ['content that is no JSON',    { content: 'hello' },                                               'chat_id', 230001],
    ['an unknown type',            { msg_type: 'dance', content: '{}' },                               'chat_id', 230001],
    ['an unknown file',            { msg_type: 'file', content: '{"file_key":"file_nowhere"}' },       'chat_id', 230001],
    ['a uuid of 51 characters',    { uuid: 'x'.repeat(51) },                                           'chat_id', 99992402],
  ];
  it.each(refused)('refuses %s', async (_name, draft, type, code) => {
    expect(await outcome(create(client, draft, type))).toMatchObject({ status: 400, code });
    expect(sandbox.workspace.messages).toHaveLength(0);
  });

  it('takes a text of just 150 KB and a uuid of 50 characters', async () => {
    const content = text('x'.repeat(150 * 1024 - text('').length));
    expect(await outcome(create(client, { content, uuid: 'x'.repeat(50) }))).toMatchObject({ code: 0 });
  });

  it('names what is wrong with a card', async () => {
    const content = JSON.stringify(cardWith({ tag: 'note' }));
    const { msg } = await outcome(create(client, { msg_type: 'interactive', content }));
    expect(msg).toContain('Failed to create card content, ext=ErrCode: 200861');
    expect(msg).toContain('ROOT -> body -> elements -> [0](tag: note)');
  });
});
