/** Knows what a person gets to see after an act: errors, toasts, changed cards, new messages; carries no act out. */
import type { JsonObject } from '../../slack/json.ts';
import type { Core } from '../core.ts';
import type { FailureReason } from '../envelope.ts';
import type { Chat, Message, Person, Toast } from '../records.ts';

export interface Seen {
  /**
   * `answered`: the app answered in time. `failed`: Lark shows an error. `refused`: the client sent nothing, because
   * the form is not complete. `kept`: the client had nothing to send.
   */
  readonly status: 'answered' | 'failed' | 'refused' | 'kept';
  /** Lark's number for it, as under the error the client shows: 200341. */
  readonly error?: number;
  readonly toast?: Toast;
  /** The card in the answer, once it has taken the place of the old one. */
  readonly card?: JsonObject;
  /** What has appeared for this person since the act, oldest first. */
  readonly messages: readonly Message[];
  /** The message acted on, as it is now. */
  readonly message?: Message;
  /** Names of the fields that keep a form from being sent. */
  readonly missing?: readonly string[];
}

/** What the client shows when a callback fails. */
export const callbackErrors: Readonly<Record<FailureReason, number>> = {
  unreachable: 200340,
  timeout: 200341,
  status: 200671,
  answer: 200672,
};
/** The answer held a card Lark does not take. */
export const wrongCardError = 200673;

/** Carries out `act` and looks at what is new on that person's screen. */
export async function watch(core: Core, person: Person, act: () => Promise<Omit<Seen, 'messages'>>): Promise<Seen> {
  const before = new Set(core.workspace.messages().map((message) => message.message_id));
  const seen = await act();
  const messages = core.workspace
    .messages()
    .filter((message) => !before.has(message.message_id) && core.workspace.sees(person, message));
  const own = seen.message === undefined ? undefined : core.workspace.findMessage(seen.message.message_id);
  return { ...seen, messages, ...(own === undefined ? {} : { message: own }) };
}

/** @throws Error for a name nobody has: a slip in the test or the page. */
export function personOf(core: Core, reference: string): Person {
  const person = core.workspace.findPerson(reference);
  if (person === undefined) throw new Error(`there is no person ${reference}`);
  return person;
}

/** A chat this person is in; "@" is the direct one with the bot. @throws Error otherwise. */
export function chatOf(core: Core, person: Person, reference: string): Chat {
  const chat = reference === '@' ? core.workspace.direct(person) : core.workspace.findChat(reference);
  if (chat === undefined) throw new Error(`there is no chat ${reference}`);
  if (!chat.members.includes(person.open_id)) throw new Error(`${person.name} is not in ${chat.name}`);
  return chat;
}

/** @throws Error when that person sees no such message. */
export function messageOf(core: Core, person: Person, messageId: string): Message {
  const message = core.workspace.findMessage(messageId);
  if (message === undefined || !core.workspace.sees(person, message)) {
    throw new Error(`${person.name} sees no message ${messageId}`);
  }
  return message;
}
