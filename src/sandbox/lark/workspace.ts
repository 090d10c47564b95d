/** Knows people, chats, messages and toasts of one tenant and who sees what; knows no endpoint and no delivery. */
import type { Clock } from '../clock.ts';
import type { Changes } from '../slack/changes.ts';
import type { JsonObject } from '../slack/json.ts';
import type { Ids } from './ids.ts';
import type { Chat, Identity, Message, Person, Toast } from './records.ts';

export interface Workspace {
  readonly identity: Identity;
  people(): readonly Person[];
  chats(): readonly Chat[];
  /** Oldest first, ephemeral ones among them. */
  messages(): readonly Message[];
  toasts(): readonly Toast[];
  /** By open_id or name. */
  findPerson(reference: string): Person | undefined;
  /** By chat_id or name. */
  findChat(reference: string): Chat | undefined;
  /** The direct chat of the bot with that person, made when there is none. */
  direct(person: Person): Chat;
  findMessage(messageId: string): Message | undefined;
  post(draft: Omit<Message, 'message_id' | 'create_time'>): Message;
  /** The message as changed, or undefined when there is none. */
  change(messageId: string, changed: Partial<Message>): Message | undefined;
  toast(person: Person, type: string, content: string): Toast;
  sees(person: Person, message: Message): boolean;
  /** What that person reads: an update may have been for some people only. */
  contentFor(person: Person, message: Message): JsonObject;
}

interface Start {
  readonly identity: Identity;
  readonly people: readonly Person[];
  readonly chats: readonly Chat[];
  readonly ids: Ids;
  readonly clock: Clock;
  readonly changes: Changes;
}

export function createWorkspace({ identity, people, chats: initial, ids, clock, changes }: Start): Workspace {
  const chats = [...initial];
  const toasts: Toast[] = [];
  let messages: Message[] = [];

  const findMessage = (messageId: string) => messages.find((message) => message.message_id === messageId);
  const findChat = (reference: string) =>
    chats.find((chat) => chat.chat_id === reference || (chat.type !== 'p2p' && chat.name === reference));

  return {
    identity,
    people: () => people,
    chats: () => chats,
    messages: () => messages,
    toasts: () => toasts,
    findPerson: (reference) => people.find((one) => one.open_id === reference || one.name === reference),
    findChat,
    direct(person) {
      const known = chats.find((chat) => chat.type === 'p2p' && chat.members.includes(person.open_id));
      if (known !== undefined) return known;
      const opened: Chat = { chat_id: ids.next('oc_'), name: person.name, type: 'p2p', members: [person.open_id] };
      chats.push(opened);
      changes.tell({ kind: 'channel', id: opened.chat_id });
      return opened;
    },
    findMessage,
    post(draft) {
      const message = { ...draft, message_id: ids.next('om_'), create_time: Math.floor(clock.now()) };
      messages.push(message);
      changes.tell({ kind: 'message', id: message.message_id });
      return message;
    },
    change(messageId, changed) {
      const known = findMessage(messageId);
      if (known === undefined) return undefined;
      const next = { ...known, ...changed };
      messages = messages.map((message) => (message === known ? next : message));
      changes.tell({ kind: 'message', id: messageId });
      return next;
    },
    toast(person, type, content) {
      const toast = { person: person.open_id, at: clock.now(), type, content };
      toasts.push(toast);
      changes.tell({ kind: 'message', id: `toast-${toasts.length}` });
      return toast;
    },
    sees(person, message) {
      if (message.deleted === true) return false;
      if (message.ephemeral_to !== undefined) return message.ephemeral_to === person.open_id;
      return findChat(message.chat_id)?.members.includes(person.open_id) ?? false;
    },
    contentFor: (person, message) => message.personal?.[person.open_id] ?? message.content,
  };
}
