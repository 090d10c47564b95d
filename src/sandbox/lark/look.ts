/** Knows how a tenant is looked at from outside: live lists and a plain JSON snapshot; changes nothing. */
import type { JsonObject } from '../slack/json.ts';
import type { Core } from './core.ts';
import type { Chat, Message, Person, Snapshot, StoredFile, Toast } from './records.ts';

/** Always the present state; the lists are not to be changed. */
export interface WorkspaceView {
  readonly people: readonly Person[];
  readonly chats: readonly Chat[];
  readonly messages: readonly Message[];
  /** By chat_id or name; undefined when there is none. */
  chat(reference: string): Chat | undefined;
  /** Oldest first; with `person`, only what that person sees. Both by id or name. */
  messagesIn(chat: string, person?: string): readonly Message[];
  /** Replies under a message, oldest first. */
  repliesTo(messageId: string): readonly Message[];
  message(messageId: string): Message | undefined;
  /** The direct chat of a person with the bot. */
  directWith(person: string): Chat;
  toastsOf(person: string): readonly Toast[];
  /** Cards only this person sees, in all groups. */
  ephemeralOf(person: string): readonly Message[];
  /** The card as that person has it. */
  cardFor(person: string, messageId: string): JsonObject | undefined;
  file(key: string): StoredFile | undefined;
  snapshot(): Snapshot;
}

export function lookInto({ workspace, files }: Core): WorkspaceView {
  const who = (reference: string): Person => {
    const person = workspace.findPerson(reference);
    if (person === undefined) throw new Error(`there is no person ${reference}`);
    return person;
  };
  return {
    get people() {
      return workspace.people();
    },
    get chats() {
      return workspace.chats();
    },
    get messages() {
      return workspace.messages();
    },
    chat: (reference) => workspace.findChat(reference),
    messagesIn(reference, person) {
      const chat = workspace.findChat(reference);
      return workspace
        .messages()
        .filter((message) => message.chat_id === chat?.chat_id)
        .filter((message) => person === undefined || workspace.sees(who(person), message));
    },
    repliesTo: (messageId) => workspace.messages().filter((message) => message.root_id === messageId),
    message: (messageId) => workspace.findMessage(messageId),
    directWith: (person) => workspace.direct(who(person)),
    toastsOf: (person) => workspace.toasts().filter((toast) => toast.person === who(person).open_id),
    ephemeralOf(person) {
      const { open_id } = who(person);
      return workspace.messages().filter((one) => one.ephemeral_to === open_id && one.deleted !== true);
    },
    cardFor(person, messageId) {
      const message = workspace.findMessage(messageId);
      const shows = message !== undefined && workspace.sees(who(person), message);
      return shows ? workspace.contentFor(who(person), message) : undefined;
    },
    file: (key) => files.find(key),
    snapshot: () => ({
      identity: workspace.identity,
      people: workspace.people(),
      chats: workspace.chats(),
      messages: workspace.messages(),
      toasts: workspace.toasts(),
    }),
  };
}
