/** Lark's endpoints as far as Hostline uses them. Draws nothing and decides nothing. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { OutcomeUnknown, Undeliverable } from '../../app/ports.ts';
import { parseJson } from '../json.ts';
import type { Profile } from '../profile.ts';
import type { LarkCard } from './card-json.ts';
import type { Body, LarkClient } from './client.ts';
import { limits } from './limits.ts';
import { LarkRefusal } from './outcome.ts';

export interface Sent {
  readonly id: string;
  /** Where it landed: a message to a person is in their direct chat. */
  readonly room: string;
}

export interface Messages {
  /** @param key the same within the hour is no second message. */
  send(room: string, card: LarkCard, key: string): Promise<Sent>;
  sendFile(room: string, name: string, text: string, key: string): Promise<Sent>;
  /** @returns the key by which cards show it. */
  uploadImage(png: Buffer): Promise<string>;
  /** Into the thread under a message. */
  reply(message: string, card: LarkCard, key: string): Promise<string>;
  update(message: string, card: LarkCard): Promise<void>;
  /** Above the chat, for everybody in it. */
  pin(message: string): Promise<void>;
  unpin(message: string): Promise<void>;
  /** Seen by one person of a group, while online. */
  whisper(room: string, user: string, card: LarkCard): Promise<void>;
  /** Who wrote a message, and the file that it is; `undefined` for a message of another kind. */
  sentFile(message: string): Promise<{ readonly sender: string; readonly key: string } | undefined>;
  download(message: string, key: string): Promise<Body>;
  botUser(): Promise<string>;
  profile(user: string): Promise<Profile>;
  /** Whether people of other organisations may be in the chat. */
  isShared(room: string): Promise<boolean>;
}

/** Rooms are told apart by how Lark's ids begin. */
const receiveIdTypes: readonly (readonly [string, string])[] = [
  ['oc_', 'chat_id'],
  ['ou_', 'open_id'],
  ['on_', 'union_id'],
];

function receiveIdType(room: string): string {
  const [, type] = receiveIdTypes.find(([opening]) => room.startsWith(opening)) ?? [];
  if (type === undefined) throw new Undeliverable(`no room on Lark is called ${JSON.stringify(room.slice(0, 80))}`);
  return type;
}

function uuidOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, limits.uuid);
}

const sentShape = z.object({ data: z.object({ message_id: z.string(), chat_id: z.string().default('') }) });
const fileShape = z.object({ data: z.object({ file_key: z.string() }) });
const imageShape = z.object({ data: z.object({ image_key: z.string() }) });
const messageShape = z.object({
  data: z.object({
    items: z
      .array(
        z.object({
          msg_type: z.string(),
          sender: z.object({ id: z.string() }),
          body: z.object({ content: z.string() }),
        }),
      )
      .min(1),
  }),
});
const fileContent = z.object({ file_key: z.string().min(1) });
const botShape = z.object({ bot: z.object({ open_id: z.string().min(1) }) });
const personShape = z.object({
  data: z.object({ user: z.object({ name: z.string().optional(), locale: z.string().optional() }) }),
});

const chatShape = z.object({ data: z.object({ external: z.boolean().optional(), chat_mode: z.string() }) });

/** Chats where threads are not available. */
const noThreadsCode = 230_071;

/** An answer in a shape we do not know: whatever was asked for may have been done. */
function read<T>(shape: z.ZodType<T>, answer: unknown): T {
  const parsed = shape.safeParse(answer);
  if (!parsed.success) throw new OutcomeUnknown('Lark answered in an unknown shape', { cause: parsed.error });
  return parsed.data;
}

export function larkMessages(client: LarkClient): Messages {
  async function create(room: string, type: string, content: object, key: string): Promise<Sent> {
    const answer = await client.call({
      method: 'POST',
      path: '/im/v1/messages',
      params: { receive_id_type: receiveIdType(room) },
      body: {
        receive_id: room,
        msg_type: type,
        content: JSON.stringify(content),
        uuid: uuidOf(key),
      },
    });
    const { message_id: id, chat_id: chat } = read(sentShape, answer).data;
    return { id, room: chat || room };
  }

  function answer(message: string, card: LarkCard, key: string, thread: boolean) {
    return client.call({
      method: 'POST',
      path: `/im/v1/messages/${encodeURIComponent(message)}/reply`,
      body: { msg_type: 'interactive', content: JSON.stringify(card), reply_in_thread: thread, uuid: uuidOf(key) },
    });
  }

  return {
    send: (room, card, key) => create(room, 'interactive', card, key),

    async sendFile(room, name, text, key) {
      const uploaded = await client.call({
        method: 'POST',
        path: '/im/v1/files',
        body: { file_type: 'stream', file_name: name, file: Buffer.from(text) },
        multipart: true,
      });
      return create(room, 'file', { file_key: read(fileShape, uploaded).data.file_key }, key);
    },

    async uploadImage(png) {
      const uploaded = await client.call({
        method: 'POST',
        path: '/im/v1/images',
        body: { image_type: 'message', image: png },
        multipart: true,
      });
      return read(imageShape, uploaded).data.image_key;
    },

    async reply(message, card, key) {
      try {
        return read(sentShape, await answer(message, card, key, true)).data.message_id;
      } catch (error) {
        if (!(error instanceof LarkRefusal && error.code === noThreadsCode)) throw error;
        return read(sentShape, await answer(message, card, key, false)).data.message_id;
      }
    },

    async update(message, card) {
      const path = `/im/v1/messages/${encodeURIComponent(message)}`;
      await client.call({ method: 'PATCH', path, body: { content: JSON.stringify(card) } });
    },

    async pin(message) {
      await client.call({ method: 'POST', path: '/im/v1/pins', body: { message_id: message } });
    },

    async unpin(message) {
      await client.call({ method: 'DELETE', path: `/im/v1/pins/${encodeURIComponent(message)}` });
    },

    async whisper(room, user, card) {
      const body = { chat_id: room, open_id: user, msg_type: 'interactive', card };
      await client.call({ method: 'POST', path: '/ephemeral/v1/send', body });
    },

    async sentFile(message) {
      const path = `/im/v1/messages/${encodeURIComponent(message)}`;
      const [found] = read(messageShape, await client.call({ method: 'GET', path })).data.items;
      const { data: content } = fileContent.safeParse(parseJson(found?.body.content ?? ''));
      if (found?.msg_type !== 'file' || content === undefined) return undefined;
      return { sender: found.sender.id, key: content.file_key };
    },

    download(message, key) {
      const path = `/im/v1/messages/${encodeURIComponent(message)}/resources/${encodeURIComponent(key)}`;
      return client.download({ path, params: { type: 'file' } });
    },

    async botUser() {
      return read(botShape, await client.call({ method: 'GET', path: '/bot/v3/info' })).bot.open_id;
    },

    async profile(user) {
      const path = `/contact/v3/users/${encodeURIComponent(user)}`;
      const found = await client.call({ method: 'GET', path, params: { user_id_type: 'open_id' } });
      const { name, locale } = read(personShape, found).data.user;
      return {
        ...(name && { name }),
        ...(locale && { language: locale.toLowerCase().startsWith('zh') ? 'zh' : 'en' }),
      };
    },

    async isShared(room) {
      const found = await client.call({ method: 'GET', path: `/im/v1/chats/${encodeURIComponent(room)}` });
      const { external, chat_mode: mode } = read(chatShape, found).data;
      if (mode === 'p2p') return false;
      if (external === undefined) throw new OutcomeUnknown('Lark did not say whether the chat is external');
      return external;
    },
  };
}
