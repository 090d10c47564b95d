/** Knows the conversations.* methods: finding, opening and reading channels; posts nothing. */
import { z } from 'zod';
import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import type { Channel, Message } from '../records.ts';
import { channelOnWire, messageOnWire } from '../wire.ts';
import { count, flag, type Method, type MethodAnswer, method, pageOf, refuse, text } from './method.ts';

const paging = { limit: count.max(1000).default(100), cursor: text.optional() };
const window = {
  latest: text.optional(),
  oldest: text.optional(),
  inclusive: flag.default(false),
  include_all_metadata: flag.default(false),
};

/** Messages that last, oldest first. */
function lastingIn(core: Core, channel: Channel): Message[] {
  return core.workspace
    .messages()
    .filter((message) => message.channel === channel.id && message.ephemeral_to === undefined);
}

function within(ts: string, args: { latest?: string | undefined; oldest?: string | undefined; inclusive: boolean }) {
  const { latest, oldest, inclusive } = args;
  if (latest !== undefined && (inclusive ? ts > latest : ts >= latest)) return false;
  return oldest === undefined || (inclusive ? ts >= oldest : ts > oldest);
}

/** A message with the count of its replies, as a thread's parent shows it. */
function withReplies(message: Message, all: readonly Message[], metadata: boolean, core: Core): JsonObject {
  const replies = all.filter((other) => other.thread_ts === message.ts && other.ts !== message.ts);
  const shown = messageOnWire(message, metadata, core.workspace.identity);
  const latest = replies.at(-1);
  if (latest === undefined) return shown;
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    ...shown,
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: latest.ts,
  };
}

function readable(core: Core, reference: string): Channel | string {
  const channel = core.workspace.findChannel(reference);
  if (channel === undefined) return 'channel_not_found';
  return channel.members.includes(core.workspace.identity.botUserId) ? channel : 'not_in_channel';
}

function listed<T>(
  items: readonly T[],
  args: { limit: number; cursor?: string | undefined },
  answer: (items: readonly T[], hasMore: boolean) => JsonObject,
): MethodAnswer {
  const page = pageOf(items, args.limit, args.cursor);
  if (page === undefined) return refuse('invalid_cursor');
  return {
    ok: true,
    ...answer(page.items, page.nextCursor !== ''),
    response_metadata: { next_cursor: page.nextCursor },
  };
}

const history = method({
  name: 'conversations.history',
  scope: 'channels:history',
  tier: 3,
  args: z.object({ channel: text, ...paging, ...window }),
  run(args, core) {
    const channel = readable(core, args.channel);
    if (typeof channel === 'string') return refuse(channel);
    const all = lastingIn(core, channel);
    const top = all
      .filter((one) => one.thread_ts === undefined || one.thread_ts === one.ts || one.subtype === 'thread_broadcast')
      .filter((one) => within(one.ts, args))
      .reverse();
    return listed(top, args, (items, hasMore) => ({
      messages: items.map((item) => withReplies(item, all, args.include_all_metadata, core)),
      has_more: hasMore,
    }));
  },
});

const replies = method({
  name: 'conversations.replies',
  scope: 'channels:history',
  tier: 3,
  args: z.object({ channel: text, ts: text, ...paging, ...window }),
  run(args, core) {
    const channel = readable(core, args.channel);
    if (typeof channel === 'string') return refuse(channel);
    const all = lastingIn(core, channel);
    const thread = all.find((one) => one.ts === args.ts)?.thread_ts ?? args.ts;
    const found = all.filter((one) => one.ts === thread || (one.thread_ts === thread && within(one.ts, args)));
    if (found.length === 0) return refuse('thread_not_found');
    return listed(found, args, (items, hasMore) => ({
      messages: items.map((item) => withReplies(item, all, args.include_all_metadata, core)),
      has_more: hasMore,
    }));
  },
});

const open = method({
  name: 'conversations.open',
  scope: 'im:write',
  tier: 3,
  args: z.object({ users: text.optional(), channel: text.optional(), return_im: flag.default(false) }),
  run(args, core) {
    if (args.users === undefined) {
      const known = core.workspace.findChannel(args.channel ?? '');
      return known === undefined ? refuse('channel_not_found') : { ok: true, channel: { id: known.id } };
    }
    const ids = args.users.split(',').filter((id) => id !== '');
    if (ids.length === 0) return refuse('users_list_not_supplied');
    if (!ids.every((id) => core.workspace.people().some((person) => person.id === id))) return refuse('user_not_found');
    const before = core.workspace.channels().length;
    const channel = core.workspace.direct(ids);
    const fresh = core.workspace.channels().length > before;
    const { botUserId } = core.workspace.identity;
    const shown = args.return_im ? channelOnWire(channel, botUserId) : { id: channel.id };
    return { ok: true, ...(fresh ? {} : { no_op: true, already_open: true }), channel: shown };
  },
});

const look = method({
  name: 'conversations.info',
  scope: 'channels:read',
  tier: 3,
  args: z.object({ channel: text }),
  run(args, core) {
    const { botUserId } = core.workspace.identity;
    const channel = core.workspace.findChannel(args.channel);
    const hidden = channel?.kind !== 'public' && channel?.members.includes(botUserId) !== true;
    if (channel === undefined || hidden) return refuse('channel_not_found');
    // The scope of public channels is the method's own; private ones want another.
    const needed = channel.kind === 'private' ? 'groups:read' : 'channels:read';
    if (!core.scopes.includes(needed)) return refuse('missing_scope', { needed, provided: core.scopes.join(',') });
    return { ok: true, channel: channelOnWire(channel, botUserId) };
  },
});

const members = method({
  name: 'conversations.members',
  scope: 'channels:read',
  tier: 4,
  args: z.object({ channel: text, ...paging }),
  run(args, core) {
    const channel = core.workspace.findChannel(args.channel);
    if (channel === undefined) return refuse('channel_not_found');
    return listed(channel.members, args, (items) => ({ members: [...items] }));
  },
});

const kindNames = { public: 'public_channel', private: 'private_channel', im: 'im', mpim: 'mpim' } as const;

const list = method({
  name: 'conversations.list',
  scope: 'channels:read',
  tier: 2,
  args: z.object({ types: text.default('public_channel'), exclude_archived: flag.optional(), ...paging }),
  run(args, core) {
    const { botUserId } = core.workspace.identity;
    const types = args.types.split(',').map((type) => type.trim());
    const wanted = core.workspace
      .channels()
      .filter((one) => types.includes(kindNames[one.kind]))
      .filter((one) => one.kind === 'public' || one.members.includes(botUserId));
    return listed(wanted, args, (items) => ({ channels: items.map((one) => channelOnWire(one, botUserId)) }));
  },
});

export const conversationMethods: readonly Method[] = [history, replies, open, look, members, list];
