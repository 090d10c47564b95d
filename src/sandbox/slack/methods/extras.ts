/** Knows the methods that stand alone: files, reactions, Socket Mode addresses and blocks.validate. */
import { z } from 'zod';
import { type BlockProblem, checkBlocks, checkView } from '../blocks/check.ts';
import { type Json, objectOf, objectsOf, shown, textOf } from '../json.ts';
import { fileOnWire, plain } from '../wire.ts';
import { count, json, type Method, method, refuse, refuseArguments, text } from './method.ts';

const openConnection = method({
  name: 'apps.connections.open',
  token: 'app',
  args: z.object({}),
  run: (_args, core) => ({ ok: true, url: core.openSocketUrl() }),
});

const getUploadUrl = method({
  name: 'files.getUploadURLExternal',
  scope: 'files:write',
  tier: 4,
  args: z.object({ filename: text, length: count }),
  run(args, core) {
    const slot = core.files.reserve(args.filename);
    return { ok: true, upload_url: `${core.origin()}/upload/${slot.key}`, file_id: slot.id };
  },
});

const completeUpload = method({
  name: 'files.completeUploadExternal',
  scope: 'files:write',
  tier: 4,
  args: z.object({
    files: json,
    channel_id: text.optional(),
    initial_comment: text.optional(),
    thread_ts: text.optional(),
  }),
  run(args, core) {
    const asked = objectsOf(args.files);
    if (asked.length === 0) return refuseArguments(['must provide at least 1 items [json-pointer:/files]']);
    const channel = args.channel_id === undefined ? undefined : core.workspace.findChannel(args.channel_id);
    if (args.channel_id !== undefined && channel === undefined) return refuse('channel_not_found');
    const done = asked.map((one) => core.files.complete(shown(one.id), textOf(one.title), core.origin()));
    const files = done.flatMap((file) => (file === undefined ? [] : [fileOnWire(file)]));
    if (files.length < done.length) return refuse('file_not_found');
    const { botUserId, botId } = core.workspace.identity;
    if (channel !== undefined) {
      core.workspace.post({
        channel: channel.id,
        user: botUserId,
        bot_id: botId,
        subtype: 'file_share',
        text: args.initial_comment ?? '',
        files,
        ...(args.thread_ts === undefined ? {} : { thread_ts: args.thread_ts }),
      });
    }
    return { ok: true, files };
  },
});

const fileInfo = method({
  name: 'files.info',
  scope: 'files:read',
  tier: 4,
  args: z.object({ file: text }),
  run(args, core) {
    const file = core.files.find(args.file);
    return file === undefined ? refuse('file_not_found') : { ok: true, file: fileOnWire(file), comments: [] };
  },
});

const addReaction = method({
  name: 'reactions.add',
  scope: 'reactions:write',
  tier: 3,
  args: z.object({ channel: text, timestamp: text, name: text }),
  run(args, core) {
    const channel = core.workspace.findChannel(args.channel);
    if (channel === undefined) return refuse('channel_not_found');
    const message = core.workspace.findMessage(channel.id, args.timestamp);
    if (message === undefined || message.ephemeral_to !== undefined) return refuse('message_not_found');
    const { botUserId } = core.workspace.identity;
    const reactions = message.reactions ?? [];
    const users = reactions.find((one) => one.name === args.name)?.users ?? [];
    if (users.includes(botUserId)) return refuse('already_reacted');
    const added = { name: args.name, users: [...users, botUserId], count: users.length + 1 };
    const others = reactions.filter((one) => one.name !== args.name);
    core.workspace.change(channel.id, args.timestamp, { reactions: [...others, added] });
    return { ok: true };
  },
});

/** The three things that can be validated, and how each failure is called. */
const validated: Readonly<Record<string, { readonly error: string; readonly check: (value: Json) => BlockProblem[] }>> =
  {
    blocks: { error: 'invalid_blocks', check: (value) => checkBlocks(value, '') },
    message: { error: 'invalid_message', check: (value) => checkBlocks(objectOf(value).blocks ?? [], '/blocks') },
    view: { error: 'invalid_view', check: (value) => checkView(value, '') },
  };

const validate = method({
  name: 'blocks.validate',
  token: 'none',
  args: z.object({ blocks: json.optional(), message: json.optional(), view: json.optional() }),
  run(args) {
    const given = Object.entries(args).filter(([, value]) => value !== undefined);
    const [name, value] = given[0] ?? [];
    const kind = name === undefined ? undefined : validated[name];
    if (given.length !== 1 || kind === undefined) {
      return refuseArguments(['must provide exactly one of blocks, message or view']);
    }
    const errors = kind.check(value ?? null);
    return errors.length === 0 ? { ok: true } : refuse(kind.error, { errors: errors.map(plain) });
  },
});

export const extraMethods: readonly Method[] = [
  openConnection,
  getUploadUrl,
  completeUpload,
  fileInfo,
  addReaction,
  validate,
];
