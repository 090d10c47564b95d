/** Knows the chat.* methods: who may post where, what may be changed and what is refused. */
import { z } from 'zod';
import { type Content, escapedBytes, fitContent, saysSomething } from '../content.ts';
import type { Core } from '../core.ts';
import { sizeLimits } from '../limits.ts';
import type { Channel, Message } from '../records.ts';
import { messageOnWire } from '../wire.ts';
import { flag, json, type Method, method, refuse, text } from './method.ts';

const content = {
  text: text.optional(),
  blocks: json.optional(),
  attachments: json.optional(),
  metadata: json.optional(),
};

/** The channel meant: an id or a name, or a person's id for the direct conversation with them. */
function target(core: Core, reference: string): Channel | undefined {
  const person = core.workspace.people().find((one) => one.id === reference && one.isBot !== true);
  return person === undefined ? core.workspace.findChannel(reference) : core.workspace.direct([person.id]);
}

/** Why the bot may not post there, or undefined. A private channel it is not in does not exist for it. */
function barred(core: Core, channel: Channel | undefined): string | undefined {
  if (channel === undefined) return 'channel_not_found';
  if (channel.members.includes(core.workspace.identity.botUserId)) return undefined;
  return channel.kind === 'public' ? 'not_in_channel' : 'channel_not_found';
}

/** A message the app can get at again: ephemeral ones cannot be found. */
function lasting(core: Core, channel: string, ts: string): Message | undefined {
  const message = core.workspace.findMessage(channel, ts);
  return message?.ephemeral_to === undefined ? message : undefined;
}

function byBot(core: Core, channel: Channel, said: Content, thread: string | undefined): Omit<Message, 'ts'> {
  const { botUserId, botId } = core.workspace.identity;
  const threaded = thread === undefined ? {} : { thread_ts: thread };
  return { channel: channel.id, user: botUserId, bot_id: botId, text: '', ...said, ...threaded };
}

const postMessage = method({
  name: 'chat.postMessage',
  scope: 'chat:write',
  args: z.object({ channel: text, ...content, thread_ts: text.optional(), reply_broadcast: flag.optional() }),
  run(args, core) {
    const channel = target(core, args.channel);
    const bar = barred(core, channel);
    if (channel === undefined || bar !== undefined) return refuse(bar ?? 'channel_not_found');
    const fit = fitContent(args, core.ids);
    if (!fit.ok) return fit.refusal;
    if (!saysSomething(fit.content)) return refuse('no_text');
    const retryAfterSeconds = core.rates.waitForPost(channel.id);
    if (retryAfterSeconds > 0) return { retryAfterSeconds };
    const broadcast = args.reply_broadcast === true ? { subtype: 'thread_broadcast' } : {};
    const message = core.workspace.post({ ...byBot(core, channel, fit.content, args.thread_ts), ...broadcast });
    const shown = messageOnWire(message, true, core.workspace.identity);
    return { ok: true, channel: channel.id, ts: message.ts, message: shown };
  },
});

const postEphemeral = method({
  name: 'chat.postEphemeral',
  scope: 'chat:write',
  tier: 4,
  args: z.object({ channel: text, user: text, ...content, thread_ts: text.optional() }),
  run(args, core) {
    const channel = core.workspace.findChannel(args.channel);
    const bar = barred(core, channel);
    if (channel === undefined || bar !== undefined) return refuse(bar ?? 'channel_not_found');
    if (!channel.members.includes(args.user)) return refuse('user_not_in_channel');
    const fit = fitContent(args, core.ids);
    if (!fit.ok) return fit.refusal;
    if (!saysSomething(fit.content)) return refuse('no_text');
    const draft = byBot(core, channel, fit.content, args.thread_ts);
    return { ok: true, message_ts: core.workspace.post({ ...draft, ephemeral_to: args.user }).ts };
  },
});

const update = method({
  name: 'chat.update',
  scope: 'chat:write',
  tier: 3,
  args: z.object({ channel: text, ts: text, ...content }),
  run(args, core) {
    const { workspace } = core;
    const channel = workspace.findChannel(args.channel);
    if (channel === undefined) return refuse('channel_not_found');
    const before = lasting(core, channel.id, args.ts);
    if (before === undefined) return refuse('message_not_found');
    if (before.user !== workspace.identity.botUserId) return refuse('cant_update_message');
    // What is not given stays as it was; an empty list or object takes it away.
    const fit = fitContent(args, core.ids);
    if (!fit.ok) return fit.refusal;
    if (escapedBytes(fit.content.text ?? '') > sizeLimits.updateTextBytes) return refuse('msg_too_long');
    if (!saysSomething({ ...before, ...fit.content })) return refuse('no_text');
    const edited = { user: workspace.identity.botUserId, ts: core.ids.timestamp() };
    const after = { ...before, ...fit.content, edited };
    workspace.change(channel.id, args.ts, after);
    const shown = messageOnWire(after, true, workspace.identity);
    return { ok: true, channel: channel.id, ts: args.ts, text: after.text, message: shown };
  },
});

const remove = method({
  name: 'chat.delete',
  scope: 'chat:write',
  tier: 3,
  args: z.object({ channel: text, ts: text }),
  run(args, core) {
    const channel = core.workspace.findChannel(args.channel);
    if (channel === undefined) return refuse('channel_not_found');
    const message = lasting(core, channel.id, args.ts);
    if (message === undefined) return refuse('message_not_found');
    if (message.user !== core.workspace.identity.botUserId) return refuse('cant_delete_message');
    core.workspace.remove(channel.id, args.ts);
    return { ok: true, channel: channel.id, ts: args.ts };
  },
});

const getPermalink = method({
  name: 'chat.getPermalink',
  args: z.object({ channel: text, message_ts: text }),
  run(args, core) {
    const channel = core.workspace.findChannel(args.channel);
    if (channel === undefined) return refuse('channel_not_found');
    const message = lasting(core, channel.id, args.message_ts);
    if (message === undefined) return refuse('message_not_found');
    const thread = message.thread_ts === undefined ? '' : `?thread_ts=${message.thread_ts}&cid=${channel.id}`;
    const path = `archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
    return { ok: true, channel: channel.id, permalink: `${core.origin()}/${path}` };
  },
});

export const chatMethods: readonly Method[] = [postMessage, postEphemeral, update, remove, getPermalink];
