/** Knows the endpoints that only read: one message, its file, the messages of a chat or thread, a person, a chat. */
import { z } from 'zod';
import { because, codes } from '../codes.ts';
import type { Core } from '../core.ts';
import { sizeLimits } from '../limits.ts';
import type { Message } from '../records.ts';
import { chatOnWire, messageOnWire, personOnWire } from '../wire.ts';
import { type Answer, count, done, type Endpoint, endpoint, refuse, text } from './endpoint.ts';

const rawCard = z.enum(['raw_card_content', 'user_card_content']).optional();

const get = endpoint({
  name: 'im.message.get',
  verb: 'GET',
  path: '/open-apis/im/v1/messages/:message_id',
  args: z.object({ message_id: text, card_msg_content_type: rawCard }),
  run({ message_id, card_msg_content_type }, { workspace }) {
    const message = workspace.findMessage(message_id);
    if (message === undefined) return refuse(because(codes.parameter, 'invalid message_id'));
    if (message.ephemeral_to !== undefined) return refuse(codes.invisible);
    if (message.deleted === true) return refuse(codes.recalled);
    return done({ items: [messageOnWire(message, workspace.identity, card_msg_content_type !== undefined)] });
  },
});

const resource = endpoint({
  name: 'im.messageResource.get',
  verb: 'GET',
  path: '/open-apis/im/v1/messages/:message_id/resources/:file_key',
  args: z.object({ message_id: text, file_key: text, type: z.enum(['image', 'file']) }),
  run({ message_id, file_key, type }, { workspace, files }): Answer {
    const message = workspace.findMessage(message_id);
    if (message === undefined) return refuse(because(codes.parameter, 'invalid message_id'));
    if (message.deleted === true) return refuse(codes.recalled);
    if (workspace.chats().some((chat) => chat.chat_id === message.chat_id && chat.withoutBot === true))
      return refuse(codes.fileOutside);
    const file = files.find(file_key);
    const named = type === 'image' ? message.content.image_key : message.content.file_key;
    if (file === undefined || named !== file_key) return refuse(codes.fileElsewhere);
    return { status: 200, body: {}, bytes: file.bytes };
  },
});

const list = endpoint({
  name: 'im.message.list',
  verb: 'GET',
  path: '/open-apis/im/v1/messages',
  args: z.object({
    container_id_type: z.enum(['chat', 'thread']),
    container_id: text,
    /** Seconds. */
    start_time: count.optional(),
    end_time: count.optional(),
    sort_type: z.enum(['ByCreateTimeAsc', 'ByCreateTimeDesc']).optional(),
    page_size: count.min(1).max(sizeLimits.listPage).optional(),
    page_token: z.string().optional(),
    card_msg_content_type: rawCard,
  }),
  run(args, core) {
    const inside = contained(core, args.container_id_type, args.container_id);
    if (inside === undefined) return refuse(because(codes.parameter, 'invalid container_id'));
    if (inside === 'outside') return refuse(codes.botOutside);
    const { start_time = 0, end_time = Number.POSITIVE_INFINITY } = args;
    const seconds = (message: Message) => Math.floor(message.create_time / 1000);
    const within = inside.filter((one) => seconds(one) >= start_time && seconds(one) <= end_time);
    if (args.sort_type === 'ByCreateTimeDesc') within.reverse();
    return page(
      core,
      within,
      args.page_size ?? 20,
      Number(args.page_token ?? 0),
      args.card_msg_content_type !== undefined,
    );
  },
});

function contained({ workspace }: Core, type: 'chat' | 'thread', id: string): Message[] | 'outside' | undefined {
  const shared = workspace.messages().filter((message) => message.ephemeral_to === undefined);
  if (type === 'thread') {
    const inThread = shared.filter((message) => message.thread_id === id);
    return inThread.length === 0 ? undefined : inThread;
  }
  const chat = workspace.chats().find((one) => one.chat_id === id);
  if (chat === undefined) return undefined;
  if (chat.withoutBot === true) return 'outside';
  // Of a thread, only its root is in the chat.
  return shared.filter((one) => one.chat_id === id && (one.thread_id === undefined || one.root_id === undefined));
}

function page({ workspace }: Core, messages: readonly Message[], size: number, from: number, raw: boolean): Answer {
  const items = messages.slice(from, from + size).map((one) => messageOnWire(one, workspace.identity, raw));
  const next = from + size;
  const more = next < messages.length;
  return done({ has_more: more, ...(more ? { page_token: String(next) } : {}), items });
}

const person = endpoint({
  name: 'contact.user.get',
  verb: 'GET',
  path: '/open-apis/contact/v3/users/:user_id',
  args: z.object({ user_id: text, user_id_type: z.enum(['open_id']).optional() }),
  run({ user_id }, { workspace }) {
    const found = workspace.people().find((one) => one.open_id === user_id);
    return found === undefined ? refuse(codes.noSuchPerson) : done({ user: personOnWire(found) });
  },
});

const chat = endpoint({
  name: 'im.chat.get',
  verb: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id',
  args: z.object({ chat_id: text }),
  run({ chat_id }, { workspace }) {
    const found = workspace.chats().find((one) => one.chat_id === chat_id);
    if (found === undefined) return refuse(codes.noSuchChat);
    if (found.withoutBot === true) return refuse(codes.botOutsideChat);
    return done(chatOnWire(found, workspace.identity));
  },
});

export const lookupEndpoints: readonly Endpoint[] = [get, resource, list, person, chat];
