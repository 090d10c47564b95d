/** The chat.* methods over the bare wire. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SlackSandbox } from '../../../../src/sandbox/slack/index.ts';
import { type JsonObject, shown } from '../../../../src/sandbox/slack/json.ts';
import { answer, call, startBare } from '../wire.ts';

let slack: SlackSandbox;
beforeAll(async () => {
  slack = await startBare();
});
afterAll(() => slack.close());

const text = { text: 'hello' };
const post = async (args: JsonObject) => answer(slack, 'chat.postMessage', { channel: 'C0LINES', ...args });
const x = (length: number) => 'x'.repeat(length);
const markdown = (length: number) => [{ type: 'markdown', text: x(length) }, { type: 'divider' }, { type: 'divider' }];
const sections = Array.from({ length: 5 }, () => ({ type: 'section', text: { type: 'mrkdwn', text: x(2700) } }));

// biome-ignore format: aligned rows
const refusals: [string, string, JsonObject, string][] = [
  ['no channel',               'chat.postMessage',   { ...text },                                          'invalid_arguments'],
  ['an unknown channel',       'chat.postMessage',   { channel: 'C0NONE', ...text },                       'channel_not_found'],
  ['a channel it is not in',   'chat.postMessage',   { channel: 'random', ...text },                       'not_in_channel'],
  ['nothing to say',           'chat.postMessage',   { channel: 'C0LINES' },                               'no_text'],
  ['blocks that are no list',  'chat.postMessage',   { channel: 'C0LINES', blocks: { type: 'divider' } },  'invalid_blocks_format'],
  ['blocks that are no JSON',  'chat.postMessage',   { channel: 'C0LINES', blocks: '[{' },                 'invalid_blocks_format'],
  ['bad blocks',               'chat.postMessage',   { channel: 'C0LINES', blocks: [{ type: 'nope' }] },   'invalid_blocks'],
  ['too much markdown',        'chat.postMessage',   { channel: 'C0LINES', blocks: markdown(12_001) },     'invalid_blocks'],
  ['blocks over the cap',      'chat.postMessage',   { channel: 'C0LINES', blocks: sections },             'msg_blocks_too_long'],
  ['shapeless metadata',       'chat.postMessage',   { channel: 'C0LINES', ...text, metadata: { a: 1 } },  'invalid_metadata_format'],
  ['17 kB of metadata',        'chat.postMessage',   { channel: 'C0LINES', ...text, metadata: { event_type: 'e', event_payload: { a: x(17_000) } } }, 'metadata_too_large'],
  ['a reader who is not there', 'chat.postEphemeral', { channel: 'C0LINES', user: 'U0LEI', ...text },      'user_not_in_channel'],
  ['no reader',                'chat.postEphemeral', { channel: 'C0LINES', ...text },                      'invalid_arguments'],
  ['an update of nothing',     'chat.update',        { channel: 'C0LINES', ts: '1.000001', ...text },      'message_not_found'],
  ['a deletion of nothing',    'chat.delete',        { channel: 'C0LINES', ts: '1.000001' },               'message_not_found'],
  ['a link to nothing',        'chat.getPermalink',  { channel: 'C0LINES', message_ts: '1.000001' },       'message_not_found'],
];

describe('refuses', () => {
  it.each(refusals)('%s: %s', async (_name, method, args, error) => {
    const before = slack.workspace.messages.length;
    expect(await answer(slack, method, args)).toMatchObject({ ok: false, error });
    expect(slack.workspace.messages).toHaveLength(before);
  });

  it('names the missing argument', async () => {
    const body = await answer(slack, 'chat.postMessage', text);
    expect(body).toMatchObject({ response_metadata: { messages: ['[ERROR] missing required field: channel'] } });
  });

  it('points at what is wrong in blocks', async () => {
    const body = await post({ blocks: [{ type: 'section', text: { type: 'mrkdwn', text: x(3001) } }] });
    const message = 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]';
    expect(body).toMatchObject({ errors: [message], response_metadata: { messages: [`[ERROR] ${message}`] } });
  });
});

describe('chat.postMessage', () => {
  it.each(['form', 'json'] as const)('takes a %s body', async (as) => {
    const blocks = [{ type: 'divider' }];
    const { body } = await call(slack, 'chat.postMessage', { channel: 'C0LINES', text: as, blocks }, { as });
    expect(body).toMatchObject({ ok: true, channel: 'C0LINES', message: { text: as, bot_id: 'B0HOSTLINE' } });
    expect(slack.workspace.messages.at(-1)).toMatchObject({ ts: body.ts, blocks: [{ type: 'divider' }] });
  });

  it('finds a channel by name and a person by id', async () => {
    expect(await answer(slack, 'chat.postMessage', { channel: '#lines', ...text })).toMatchObject({
      channel: 'C0LINES',
    });
    const direct = await answer(slack, 'chat.postMessage', { channel: 'U0MEI', ...text });
    expect(direct.channel).toBe(slack.workspace.directWith('mei').id);
  });

  it('gives every message a later timestamp', async () => {
    const stamps = [];
    for (let index = 0; index < 5; index += 1) stamps.push(shown((await post(text)).ts));
    expect(stamps).toEqual([...new Set(stamps)].toSorted());
  });

  it('cuts a text after 40,000 characters', async () => {
    await post({ text: x(40_001) });
    expect(slack.workspace.messages.at(-1)?.text).toHaveLength(40_000);
  });
});

describe('chat.update', () => {
  let ts = '';
  beforeEach(async () => {
    const metadata = { event_type: 'order', event_payload: { id: 'ord-1' } };
    ts = shown((await post({ text: 'before', blocks: [{ type: 'divider' }], metadata })).ts);
  });
  const update = (args: JsonObject) => answer(slack, 'chat.update', { channel: 'C0LINES', ts, ...args });
  const stored = () => slack.workspace.messages.find((message) => message.ts === ts);

  it('keeps what is not given and marks the message as edited', async () => {
    expect(await update({ text: 'after' })).toMatchObject({ ok: true, ts, text: 'after' });
    expect(stored()).toMatchObject({ text: 'after', blocks: [{ type: 'divider' }], edited: { user: 'U0HOSTLINE' } });
    expect(stored()?.metadata).toMatchObject({ event_type: 'order' });
  });

  it('takes blocks away with an empty list and metadata with an empty object', async () => {
    await update({ blocks: [], metadata: {} });
    const history = await answer(slack, 'conversations.history', {
      channel: 'C0LINES',
      latest: ts,
      inclusive: true,
      limit: 1,
      include_all_metadata: true,
    });
    expect(history.messages).toMatchObject([{ text: 'before', blocks: [] }]);
    expect(JSON.stringify(history.messages)).not.toContain('metadata');
  });

  it.each([
    ['4000 letters', x(4000), true],
    ['4001 letters', x(4001), false],
    ['801 ampersands, 5 bytes each once escaped', '&'.repeat(801), false],
    ['1334 ideographs, 3 bytes each', '线'.repeat(1334), false],
  ])('counts escaped bytes: %s', async (_name, long, ok) => {
    expect(await update({ text: long })).toMatchObject(ok ? { ok } : { ok, error: 'msg_too_long' });
  });

  it('leaves the messages of people alone', async () => {
    await slack.say('mei', 'lines', 'mine');
    const mine = slack.workspace.messages.at(-1)?.ts ?? '';
    expect(await answer(slack, 'chat.update', { channel: 'C0LINES', ts: mine, ...text })).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await answer(slack, 'chat.delete', { channel: 'C0LINES', ts: mine })).toMatchObject({
      error: 'cant_delete_message',
    });
  });

  it('cannot find an ephemeral message again', async () => {
    const { message_ts } = await answer(slack, 'chat.postEphemeral', {
      channel: 'C0LINES',
      user: 'U0MEI',
      text: 'psst',
    });
    expect(slack.workspace.messagesIn('lines', 'mei').at(-1)).toMatchObject({ ts: message_ts, text: 'psst' });
    expect(slack.workspace.messagesIn('lines', 'tom').at(-1)?.ts).not.toBe(message_ts);
    expect(await answer(slack, 'chat.update', { channel: 'C0LINES', ts: shown(message_ts), ...text })).toMatchObject({
      error: 'message_not_found',
    });
    expect(await answer(slack, 'chat.delete', { channel: 'C0LINES', ts: shown(message_ts) })).toMatchObject({
      error: 'message_not_found',
    });
  });
});

describe('chat.delete and chat.getPermalink', () => {
  it('links to a message, and to a reply with its thread', async () => {
    const { ts } = await post(text);
    const reply = await post({ ...text, thread_ts: shown(ts) });
    const link = await answer(slack, 'chat.getPermalink', { channel: 'C0LINES', message_ts: shown(reply.ts) });
    const path = `/archives/C0LINES/p${shown(reply.ts).replace('.', '')}?thread_ts=${shown(ts)}&cid=C0LINES`;
    expect(link.permalink).toBe(`${new URL(slack.apiUrl).origin}${path}`);
  });

  it('deletes its own message', async () => {
    const { ts } = await post(text);
    expect(await answer(slack, 'chat.delete', { channel: 'C0LINES', ts: shown(ts) })).toMatchObject({ ok: true, ts });
    expect(slack.workspace.messages.some((message) => message.ts === ts)).toBe(false);
  });
});
