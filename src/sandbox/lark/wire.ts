/** Knows how messages and people are spelled in Lark's answers; decides nothing. */
import { type JsonObject, objectOf, textOf } from '../slack/json.ts';
import type { Chat, Identity, Message, Person } from './records.ts';

/** What Lark returns in place of a card's components unless the raw card is asked for. */
const upgradeNotice = '请升级至最新版本客户端，以查看内容';

/** @param raw whether a card is to come as it was sent (`card_msg_content_type=raw_card_content`). */
export function messageOnWire(message: Message, identity: Identity, raw = false): JsonObject {
  const { root_id, parent_id, thread_id, mentions, update_time, create_time, sender } = message;
  const byApp = sender === identity.appId;
  return {
    message_id: message.message_id,
    ...(root_id === undefined ? {} : { root_id }),
    ...(parent_id === undefined ? {} : { parent_id }),
    ...(thread_id === undefined ? {} : { thread_id }),
    msg_type: message.msg_type,
    create_time: String(create_time),
    update_time: String(update_time ?? create_time),
    deleted: message.deleted ?? false,
    updated: update_time !== undefined,
    chat_id: message.chat_id,
    sender: {
      id: sender,
      id_type: byApp ? 'app_id' : 'open_id',
      sender_type: byApp ? 'app' : 'user',
      tenant_key: identity.tenantKey,
    },
    body: { content: JSON.stringify(shownContent(message, raw)) },
    ...(mentions === undefined
      ? {}
      : {
          mentions: mentions.map(({ key, open_id, name }) => ({
            key,
            id: open_id,
            id_type: 'open_id',
            name,
            tenant_key: identity.tenantKey,
          })),
        }),
  };
}

function shownContent(message: Message, raw: boolean): JsonObject {
  if (message.msg_type !== 'interactive' || raw) return message.content;
  const title = textOf(objectOf(objectOf(message.content.header).title).content);
  return { ...(title === undefined ? {} : { title }), elements: [[{ tag: 'text', text: upgradeNotice }]] };
}

export function chatOnWire(chat: Chat, identity: Identity): JsonObject {
  return {
    name: chat.name,
    chat_mode: chat.type,
    external: chat.external ?? false,
    tenant_key: identity.tenantKey,
    user_count: String(chat.members.length),
    chat_status: 'normal',
  };
}

/** Lark's contact API tells no language; name and time zone are what there is. */
export function personOnWire(person: Person): JsonObject {
  return {
    open_id: person.open_id,
    union_id: person.open_id.replace(/^ou_/, 'on_'),
    name: person.displayName,
    en_name: person.name,
    time_zone: person.timezone,
    status: { is_frozen: false, is_resigned: false, is_activated: true, is_exited: false, is_unjoin: false },
  };
}
