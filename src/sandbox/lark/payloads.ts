/** Knows how a person's act is spelled in Lark's events and callbacks; delivers nothing and changes nothing. */
import type { JsonObject } from '../slack/json.ts';
import type { Core } from './core.ts';
import type { DeliveryKind } from './envelope.ts';
import type { Chat, Message, Person } from './records.ts';

/** An event before it gets its header. */
export interface Act {
  readonly type: 'im.message.receive_v1' | 'application.bot.menu_v6' | 'card.action.trigger';
  readonly event: JsonObject;
}

/** Schema 2.0. Events count their time in milliseconds, callbacks in microseconds. */
export function payloadOf({ ids, clock, workspace, secrets }: Core, kind: DeliveryKind, act: Act): JsonObject {
  const now = Math.floor(clock.now());
  return {
    schema: '2.0',
    header: {
      event_id: ids.digits('event'),
      token: secrets.verificationToken,
      create_time: String(kind === 'callback' ? now * 1000 : now),
      event_type: act.type,
      tenant_key: workspace.identity.tenantKey,
      app_id: workspace.identity.appId,
    },
    event: act.event,
  };
}

function idsOf(openId: string): JsonObject {
  return { open_id: openId, union_id: openId.replace(/^ou_/, 'on_'), user_id: null };
}

export function messageAct({ workspace }: Core, chat: Chat, message: Message): Act {
  const { tenantKey } = workspace.identity;
  const sender = workspace.findPerson(message.sender);
  const { root_id, parent_id, thread_id } = message;
  const time = String(message.create_time);
  return {
    type: 'im.message.receive_v1',
    event: {
      sender: { sender_id: idsOf(message.sender), sender_type: 'user', tenant_key: sender?.tenantKey ?? tenantKey },
      message: {
        message_id: message.message_id,
        ...(root_id === undefined ? {} : { root_id }),
        ...(parent_id === undefined ? {} : { parent_id }),
        ...(thread_id === undefined ? {} : { thread_id }),
        create_time: time,
        update_time: time,
        chat_id: chat.chat_id,
        chat_type: chat.type === 'p2p' ? 'p2p' : 'group',
        message_type: message.msg_type,
        content: JSON.stringify(message.content),
        ...(message.mentions === undefined
          ? {}
          : {
              mentions: message.mentions.map(({ key, open_id, name }) => ({
                key,
                id: idsOf(open_id),
                name,
                tenant_key: tenantKey,
              })),
            }),
      },
    },
  };
}

/** Carries no chat: the app answers by open_id. */
export function menuAct({ clock }: Core, person: Person, key: string): Act {
  return {
    type: 'application.bot.menu_v6',
    event: {
      operator: { operator_name: person.displayName, operator_id: idsOf(person.open_id) },
      event_key: key,
      timestamp: Math.floor(clock.now() / 1000),
    },
  };
}

/** @param token for a late update of the card. */
export function actionAct(
  { workspace }: Core,
  person: Person,
  message: Message,
  action: JsonObject,
  token: string,
): Act {
  return {
    type: 'card.action.trigger',
    event: {
      operator: { tenant_key: person.tenantKey ?? workspace.identity.tenantKey, ...idsOf(person.open_id) },
      token,
      action,
      host: 'im_message',
      context: { open_message_id: message.message_id, open_chat_id: message.chat_id },
    },
  };
}
