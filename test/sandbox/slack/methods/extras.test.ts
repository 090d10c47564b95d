/** Uploads, reactions, blocks.validate and the methods about people, over the bare wire. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackSandbox } from '../../../../src/sandbox/slack/index.ts';
import { type JsonObject, objectsOf, shown } from '../../../../src/sandbox/slack/json.ts';
import { answer, call, startBare } from '../wire.ts';

let slack: SlackSandbox;
beforeAll(async () => {
  slack = await startBare();
});
afterAll(() => slack.close());

describe('blocks.validate', () => {
  const long = { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } };
  // biome-ignore format: aligned rows
  const rows: [string, JsonObject, string, string][] = [
    ['blocks',  { blocks: [long] },                                    'invalid_blocks',  '/0/text/text'],
    ['message', { message: { blocks: [long] } },                       'invalid_message', '/blocks/0/text/text'],
    ['view',    { view: { type: 'home', blocks: [long] } },            'invalid_view',    '/blocks/0/text/text'],
  ];

  it.each(rows)('says what is wrong in %s, without a token', async (_kind, args, error, pointer) => {
    const { body } = await call(slack, 'blocks.validate', args, { token: '' });
    expect(body).toEqual({
      ok: false,
      error,
      errors: [
        {
          pointer,
          code: 'failed_constraint',
          message: 'must be less than 151 characters',
          constraint: { type: 'max_length', expected: ['150'], got: '151' },
        },
      ],
    });
  });

  it('passes what is right', async () => {
    expect(await answer(slack, 'blocks.validate', { blocks: [{ type: 'divider' }] })).toEqual({ ok: true });
  });

  it.each([{}, { blocks: [], view: {} }])('wants exactly one thing, not %j', async (args) => {
    expect(await answer(slack, 'blocks.validate', args)).toMatchObject({ error: 'invalid_arguments' });
  });
});

describe('uploads', () => {
  const reserve = () => answer(slack, 'files.getUploadURLExternal', { filename: 'a.cfg', length: 5 });

  it('takes a raw body as well as a form, and shows the file in a thread', async () => {
    const { upload_url, file_id } = await reserve();
    const sent = await fetch(shown(upload_url), { method: 'POST', body: 'bytes' });
    expect(sent.status).toBe(200);
    const args = { files: [{ id: file_id, title: 'Config' }], channel_id: 'C0LINES', thread_ts: '1.000001' };
    const done = await answer(slack, 'files.completeUploadExternal', args);
    expect(done.files).toMatchObject([{ id: file_id, name: 'a.cfg', title: 'Config', size: 5 }]);
    expect(slack.workspace.messages.at(-1)).toMatchObject({ subtype: 'file_share', thread_ts: '1.000001' });
  });

  it('knows no file whose bytes never came', async () => {
    const { file_id } = await reserve();
    const args = { files: [{ id: file_id }] };
    expect(await answer(slack, 'files.completeUploadExternal', args)).toMatchObject({ error: 'file_not_found' });
    const origin = new URL(slack.apiUrl).origin;
    expect((await fetch(`${origin}/upload/0000`, { method: 'POST', body: 'x' })).status).toBe(404);
    expect((await fetch(`${origin}/files/F0NONE`)).status).toBe(404);
  });
});

describe('reactions.add', () => {
  it('adds a reaction once', async () => {
    const { ts } = await answer(slack, 'chat.postMessage', { channel: 'C0LINES', text: 'hello' });
    const args = { channel: 'C0LINES', timestamp: shown(ts), name: 'eyes' };
    expect(await answer(slack, 'reactions.add', args)).toEqual({ ok: true });
    expect(slack.workspace.messages.at(-1)?.reactions).toEqual([{ name: 'eyes', users: ['U0HOSTLINE'], count: 1 }]);
    expect(await answer(slack, 'reactions.add', args)).toMatchObject({ error: 'already_reacted' });
    expect(await answer(slack, 'reactions.add', { ...args, timestamp: '1.000001' })).toMatchObject({
      error: 'message_not_found',
    });
  });
});

describe('people', () => {
  it('says who the app is', async () => {
    const { headers, body } = await call(slack, 'auth.test');
    expect(body).toMatchObject({ ok: true, team_id: 'T0SANDBOX', user_id: 'U0HOSTLINE', bot_id: 'B0HOSTLINE' });
    expect(headers.get('x-oauth-scopes')).toContain('chat:write');
    expect(await answer(slack, 'bots.info', { bot: 'B0HOSTLINE' })).toMatchObject({ bot: { user_id: 'U0HOSTLINE' } });
    expect(await answer(slack, 'bots.info', { bot: 'B0OTHER' })).toMatchObject({ error: 'bot_not_found' });
  });

  it('gives the locale only when asked', async () => {
    const plain = await answer(slack, 'users.info', { user: 'U0MEI' });
    expect(plain.user).toMatchObject({ id: 'U0MEI', tz: 'Asia/Shanghai', tz_offset: 28_800, is_admin: false });
    expect(JSON.stringify(plain)).not.toContain('locale');
    expect((await answer(slack, 'users.info', { user: 'U0MEI', include_locale: true })).user).toMatchObject({
      locale: 'zh-CN',
    });
    expect(await answer(slack, 'users.info', { user: 'U0NOBODY' })).toMatchObject({ error: 'user_not_found' });
  });

  it('lists everybody, admins, guests and bots marked', async () => {
    const { members } = await answer(slack, 'users.list');
    expect(objectsOf(members).map((one) => [one.name, one.is_admin, one.is_restricted, one.is_bot])).toEqual([
      ['mei', false, false, false],
      ['tom', false, false, false],
      ['lei', false, false, false],
      ['ana', true, false, false],
      ['gus', false, true, false],
      ['eve', false, false, false],
      ['hostline', false, false, true],
    ]);
  });
});
