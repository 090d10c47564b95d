/** The conversations.* methods over the bare wire. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackSandbox } from '../../../../src/sandbox/slack/index.ts';
import { isObject, type JsonObject, objectsOf, shown } from '../../../../src/sandbox/slack/json.ts';
import { answer, startBare } from '../wire.ts';

let slack: SlackSandbox;
const stamps: string[] = [];
const metadata = { event_type: 'order', event_payload: { id: 'ord-1' } };

beforeAll(async () => {
  slack = await startBare();
  for (const text of ['one', 'two', 'three', 'four', 'five']) {
    stamps.push(shown((await answer(slack, 'chat.postMessage', { channel: 'lines', text, metadata })).ts));
  }
  const [thread = ''] = stamps;
  await answer(slack, 'chat.postMessage', { channel: 'lines', text: 'reply', thread_ts: thread });
  await slack.say('mei', 'lines', 'answer', thread);
  await answer(slack, 'chat.postMessage', {
    channel: 'lines',
    text: 'aloud',
    thread_ts: thread,
    reply_broadcast: true,
  });
  await answer(slack, 'chat.postEphemeral', { channel: 'lines', user: 'U0MEI', text: 'psst' });
});
afterAll(() => slack.close());

const texts = (body: JsonObject) => objectsOf(body.messages).map((message) => message.text);
const cursorOf = (body: JsonObject) =>
  isObject(body.response_metadata) ? shown(body.response_metadata.next_cursor) : '';
const history = (args: JsonObject = {}) => answer(slack, 'conversations.history', { channel: 'C0LINES', ...args });

describe('conversations.history', () => {
  it('is newest first, without replies and what one person sees, but with broadcasts', async () => {
    expect(texts(await history())).toEqual(['aloud', 'five', 'four', 'three', 'two', 'one']);
  });

  it('pages by cursor to the end, each message once', async () => {
    const seen: unknown[] = [];
    let body = await history({ limit: 4 });
    seen.push(...texts(body));
    while (cursorOf(body) !== '') {
      expect(body.has_more).toBe(true);
      body = await history({ limit: 4, cursor: cursorOf(body) });
      seen.push(...texts(body));
    }
    expect(body.has_more).toBe(false);
    expect(seen).toEqual(['aloud', 'five', 'four', 'three', 'two', 'one']);
  });

  it.each([
    ['after the second', { oldest: 1 }, ['aloud', 'five', 'four', 'three']],
    ['from the second on', { oldest: 1, inclusive: true }, ['aloud', 'five', 'four', 'three', 'two']],
    ['before the fourth', { latest: 3 }, ['three', 'two', 'one']],
    ['up to the fourth', { latest: 3, inclusive: true }, ['four', 'three', 'two', 'one']],
    ['between', { oldest: 1, latest: 3 }, ['three']],
  ] as [string, { oldest?: number; latest?: number; inclusive?: boolean }, string[]][])(
    '%s',
    async (_name, window, expected) => {
      const { oldest, latest, inclusive = false } = window;
      const bounds = {
        ...(oldest === undefined ? {} : { oldest: stamps[oldest] ?? '' }),
        ...(latest === undefined ? {} : { latest: stamps[latest] ?? '' }),
      };
      expect(texts(await history({ ...bounds, inclusive }))).toEqual(expected);
    },
  );

  it('shows metadata only when asked, so that an app can find a message whose answer was lost', async () => {
    expect(JSON.stringify(await history())).not.toContain('ord-1');
    const found = objectsOf((await history({ include_all_metadata: true })).messages).filter((message) =>
      isObject(message.metadata),
    );
    expect(found).toHaveLength(5);
    expect(found[0]).toMatchObject({ metadata });
  });

  it('counts the replies of a parent', async () => {
    const parent = objectsOf((await history()).messages).at(-1);
    expect(parent).toMatchObject({ reply_count: 3, reply_users: ['U0HOSTLINE', 'U0MEI'], thread_ts: stamps[0] });
  });
});

describe('conversations.replies', () => {
  it('gives the parent and its replies, oldest first', async () => {
    const body = await answer(slack, 'conversations.replies', { channel: 'C0LINES', ts: stamps[0] ?? '' });
    expect(texts(body)).toEqual(['one', 'reply', 'answer', 'aloud']);
  });
});

describe('conversations.open', () => {
  it('opens a direct conversation once', async () => {
    const first = await answer(slack, 'conversations.open', { users: 'U0ANA', return_im: true });
    expect(first).toMatchObject({ ok: true, channel: { is_im: true, user: 'U0ANA' } });
    const second = await answer(slack, 'conversations.open', { users: 'U0ANA' });
    expect(second).toMatchObject({
      already_open: true,
      channel: { id: isObject(first.channel) ? first.channel.id : '' },
    });
    expect(slack.workspace.directWith('ana').members).toEqual(['U0HOSTLINE', 'U0ANA']);
  });

  it('opens one with several people', async () => {
    const { channel } = await answer(slack, 'conversations.open', { users: 'U0ANA,U0LEI', return_im: true });
    expect(channel).toMatchObject({ is_mpim: true, num_members: 3 });
  });
});

describe('conversations.info, members and list', () => {
  it('describes channels', async () => {
    expect(await answer(slack, 'conversations.info', { channel: 'C0REVIEWS' })).toMatchObject({
      channel: { id: 'C0REVIEWS', name: 'reviews', is_private: true, is_member: true },
    });
    expect(await answer(slack, 'conversations.members', { channel: 'C0REVIEWS' })).toMatchObject({
      members: ['U0LEI', 'U0ANA', 'U0HOSTLINE'],
    });
  });

  it.each([
    ['public_channel', ['lines', 'random']],
    ['private_channel', ['reviews', 'partner']],
    ['public_channel,private_channel', ['lines', 'reviews', 'random', 'partner']],
  ])('lists %s', async (types, names) => {
    const body = await answer(slack, 'conversations.list', { types });
    expect(objectsOf(body.channels).map((channel) => channel.name)).toEqual(names);
  });
});

// biome-ignore format: aligned rows
const refusals: [string, JsonObject, string][] = [
  ['conversations.history', { channel: 'C0NONE' },                    'channel_not_found'],
  ['conversations.history', { channel: 'C0RANDOM' },                  'not_in_channel'],
  ['conversations.history', { channel: 'C0LINES', cursor: '??' },     'invalid_cursor'],
  ['conversations.history', { channel: 'C0LINES', limit: 1001 },      'invalid_arguments'],
  ['conversations.replies', { channel: 'C0LINES', ts: '1.000001' },   'thread_not_found'],
  ['conversations.open',    { users: '' },                            'users_list_not_supplied'],
  ['conversations.open',    { users: 'U0NOBODY' },                    'user_not_found'],
  ['conversations.open',    { channel: 'D0NONE' },                    'channel_not_found'],
  ['conversations.info',    { channel: 'C0NONE' },                    'channel_not_found'],
  ['conversations.members', { channel: 'C0NONE' },                    'channel_not_found'],
];

describe('refuses', () => {
  it.each(refusals)('%s %j', async (method, args, error) => {
    expect(await answer(slack, method, args)).toMatchObject({ ok: false, error });
  });
});
