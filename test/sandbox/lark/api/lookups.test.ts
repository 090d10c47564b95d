/** What an app may look up with the real SDK, and what it does not get to see. */
import type * as lark from '@larksuiteoapi/node-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LarkSandbox } from '../../../../src/sandbox/lark/index.ts';
import { cardWith, create, outcome, sendCard, showOne, text } from '../calls.ts';
import { clientOf, startBare } from '../sdk.ts';

let sandbox: LarkSandbox;
let client: lark.Client;
beforeEach(async () => {
  sandbox = await startBare();
  client = clientOf(sandbox);
});
afterEach(() => sandbox.close());

it('knows the bot and people', async () => {
  const info = await client.request({ method: 'GET', url: '/open-apis/bot/v3/info' });
  expect(info).toMatchObject({ code: 0, bot: { app_name: 'Hostline', open_id: 'ou_hostline' } });
  const mei = await client.contact.v3.user.get({ path: { user_id: 'ou_mei' }, params: { user_id_type: 'open_id' } });
  expect(mei.data?.user).toMatchObject({ open_id: 'ou_mei', name: '陈梅', time_zone: 'Asia/Shanghai' });
  expect(await outcome(client.contact.v3.user.get({ path: { user_id: 'ou_nobody' } }))).toMatchObject({ code: 41050 });
});

describe('looking up', () => {
  it('finds a message; a card comes whole only when asked for', async () => {
    const card = cardWith({ tag: 'hr' });
    const messageId = await sendCard(client, 'oc_lines', card);
    const look = async (params: { card_msg_content_type?: string }) => {
      const found = await client.im.v1.message.get({ path: { message_id: messageId }, params });
      return JSON.parse(found.data?.items?.[0]?.body?.content ?? '{}');
    };
    expect(await look({})).toMatchObject({ title: 'Line', elements: [[{ tag: 'text' }]] });
    expect(await look({ card_msg_content_type: 'raw_card_content' })).toEqual(card);
  });

  it('lists a chat by pages, without threads and what single people see', async () => {
    for (const said of ['a', 'b', 'c']) await create(client, { content: text(said) });
    const root = sandbox.workspace.messagesIn('lines')[0]?.message_id ?? '';
    const data = { msg_type: 'text', content: text('in thread'), reply_in_thread: true };
    const reply = await client.im.v1.message.reply({ path: { message_id: root }, data });
    await showOne(client, {
      chat_id: 'oc_lines',
      open_id: 'ou_mei',
      msg_type: 'interactive',
      card: cardWith({ tag: 'hr' }),
    });
    const list = async (params: {
      container_id_type: string;
      container_id: string;
      page_size?: number;
      page_token?: string;
      sort_type?: 'ByCreateTimeDesc';
    }) => {
      const { data } = await client.im.v1.message.list({ params });
      return { said: data?.items?.map((one) => JSON.parse(one.body?.content ?? '{}').text), token: data?.page_token };
    };
    const chat = { container_id_type: 'chat', container_id: 'oc_lines', page_size: 2 };
    const first = await list(chat);
    expect(first.said).toEqual(['a', 'b']);
    expect(await list({ ...chat, page_token: first.token ?? '' })).toEqual({ said: ['c'], token: undefined });
    expect((await list({ ...chat, sort_type: 'ByCreateTimeDesc' })).said).toEqual(['c', 'b']);
    const thread = { container_id_type: 'thread', container_id: reply.data?.thread_id ?? '' };
    expect((await list(thread)).said).toEqual(['a', 'in thread']);
    expect(
      await outcome(client.im.v1.message.list({ params: { ...thread, container_id: 'omt_nowhere' } })),
    ).toMatchObject({ code: 230001 });
  });
});
