/** Knows the endpoints that send a message or answer one: who may be reached and what is refused. */
import { z } from 'zod';
import { because, codes, type Refusal } from '../codes.ts';
import type { Core } from '../core.ts';
import { sizeLimits } from '../limits.ts';
import { fitContent } from '../message-content.ts';
import type { Chat, Message } from '../records.ts';
import { messageOnWire } from '../wire.ts';
import { type Answer, done, type Endpoint, endpoint, refuse, text, tooFast } from './endpoint.ts';

const draft = {
  msg_type: text,
  content: z.string(),
  uuid: z.string().max(sizeLimits.uuidCharacters).optional(),
};

type Place = Pick<Message, 'chat_id' | 'root_id' | 'parent_id' | 'thread_id'>;

export function isRefusal(value: Chat | Message | Refusal): value is Refusal {
  return 'code' in value;
}

/** The chat meant, or why the bot may not speak there. */
function receiver({ workspace }: Core, type: 'open_id' | 'chat_id', id: string): Chat | Refusal {
  if (type === 'open_id') {
    const person = workspace.people().find((one) => one.open_id === id);
    return person === undefined ? because(codes.parameter, 'invalid receive_id') : workspace.direct(person);
  }
  const chat = workspace.chats().find((one) => one.chat_id === id);
  if (chat === undefined) return because(codes.parameter, 'invalid receive_id');
  return chat.withoutBot === true ? codes.botOutside : chat;
}

/** A message that can be answered, changed or recalled still. */
export function lasting({ workspace }: Core, messageId: string): Message | Refusal {
  const message = workspace.findMessage(messageId);
  if (message === undefined) return because(codes.parameter, 'invalid message_id');
  if (message.deleted === true) return codes.recalled;
  return message;
}

function send(
  core: Core,
  place: Place,
  args: { msg_type: string; content: string; uuid?: string | undefined },
): Answer {
  const fit = fitContent(core, args.msg_type, args.content);
  if (!fit.ok) return refuse(fit.refusal);
  const { workspace, sentUuids } = core;
  const before = workspace.findMessage(sentUuids.messageOf(args.uuid) ?? '');
  if (before !== undefined) return done(messageOnWire(before, workspace.identity));
  const wait = core.rates.forChat(place.chat_id);
  if (wait !== undefined) return tooFast(codes.chatTooFast, wait);
  const { appId } = workspace.identity;
  const message = workspace.post({
    ...place,
    sender: appId,
    msg_type: args.msg_type,
    content: fit.content,
    ...(args.uuid === undefined ? {} : { uuid: args.uuid }),
  });
  sentUuids.remember(args.uuid, message.message_id);
  return done(messageOnWire(message, workspace.identity));
}

const create = endpoint({
  name: 'im.message.create',
  verb: 'POST',
  path: '/open-apis/im/v1/messages',
  args: z.object({ receive_id_type: z.enum(['open_id', 'chat_id']), receive_id: text, ...draft }),
  run(args, core) {
    const chat = receiver(core, args.receive_id_type, args.receive_id);
    if (isRefusal(chat)) return refuse(chat);
    // Whatever is said in a topic group opens a topic.
    const topic = chat.type === 'topic' ? { thread_id: core.ids.next('omt_') } : {};
    return send(core, { chat_id: chat.chat_id, ...topic }, args);
  },
});

const reply = endpoint({
  name: 'im.message.reply',
  verb: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/reply',
  args: z.object({ message_id: text, reply_in_thread: z.boolean().optional(), ...draft }),
  run(args, core) {
    const parent = lasting(core, args.message_id);
    if (isRefusal(parent)) return refuse(parent);
    if (parent.ephemeral_to !== undefined) return refuse(codes.invisible);
    const thread = parent.thread_id ?? (args.reply_in_thread === true ? core.ids.next('omt_') : undefined);
    const place: Place = {
      chat_id: parent.chat_id,
      root_id: parent.root_id ?? parent.message_id,
      parent_id: parent.message_id,
      ...(thread === undefined ? {} : { thread_id: thread }),
    };
    const answer = send(core, place, args);
    // The first reply in a thread makes its root part of the thread.
    if (answer.status === 200 && thread !== undefined && parent.thread_id === undefined) {
      core.workspace.change(parent.message_id, { thread_id: thread });
    }
    return answer;
  },
});

const recall = endpoint({
  name: 'im.message.delete',
  verb: 'DELETE',
  path: '/open-apis/im/v1/messages/:message_id',
  args: z.object({ message_id: text }),
  run({ message_id }, core) {
    const message = lasting(core, message_id);
    if (isRefusal(message)) return refuse(message);
    if (message.sender !== core.workspace.identity.appId) return refuse(codes.notOwner);
    core.workspace.change(message_id, { deleted: true });
    return done();
  },
});

export const messageEndpoints: readonly Endpoint[] = [create, reply, recall];
