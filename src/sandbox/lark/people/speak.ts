/** Knows what happens when a person writes a message or taps the bot's menu; touches no card. */
import type { Core } from '../core.ts';
import type { Deliveries } from '../deliveries.ts';
import type { Reply } from '../envelope.ts';
import { sizeLimits } from '../limits.ts';
import { menuAct, messageAct } from '../payloads.ts';
import type { Chat, Mention, Message, Person } from '../records.ts';
import { chatOf, messageOf, personOf, type Seen, watch } from './seen.ts';

export interface PersonsFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** As Lark calls the message: "file" when absent. */
  readonly type?: 'file' | 'image';
}

export interface Speak {
  /**
   * Writes a message: `say('mei', 'lines', '@bot /line order')`, in the direct chat with "@" for the chat.
   * `@bot` and `@name` become mentions; in a group the bot hears only what mentions it.
   * @param replyTo message_id that is answered, in its thread when it has one.
   */
  say(person: string, chat: string, text: string, replyTo?: string): Promise<Seen>;
  /** Sends a file: a message without words, which the bot hears in the direct chat alone. */
  sendFile(person: string, chat: string, file: PersonsFile, replyTo?: string): Promise<Seen>;
  /** Taps an entry of the bot's menu, which exists in the direct chat. */
  menu(person: string, eventKey: string): Promise<Seen>;
}

export function createSpeak(core: Core, deliveries: Deliveries): Speak {
  const { workspace } = core;

  function post(person: Person, chat: Chat, message: Message): Promise<Seen> {
    return watch(core, person, async () => {
      const { botOpenId } = workspace.identity;
      const addressed = chat.type === 'p2p' || message.mentions?.some((one) => one.open_id === botOpenId) === true;
      if (chat.withoutBot === true || !addressed) return { status: 'kept' };
      return told(await deliveries.deliver('event', messageAct(core, chat, message)));
    });
  }

  return {
    say(personName, chatName, text, replyTo) {
      const person = personOf(core, personName);
      const chat = chatOf(core, person, chatName);
      return post(person, chat, write(core, person, chat, text, replyTo));
    },
    sendFile(personName, chatName, { name, bytes, type = 'file' }, replyTo) {
      const person = personOf(core, personName);
      const chat = chatOf(core, person, chatName);
      const { key } = core.files.keep({ kind: type, name, fileType: 'stream', bytes });
      const content = type === 'file' ? { file_key: key, file_name: name } : { image_key: key };
      return post(person, chat, put(core, person, chat, { msg_type: type, content }, replyTo));
    },
    menu(personName, eventKey) {
      const person = personOf(core, personName);
      if (eventKey.length === 0 || eventKey.length > sizeLimits.menuKeyCharacters) {
        throw new Error(`an event key has 1 to ${sizeLimits.menuKeyCharacters} characters`);
      }
      workspace.direct(person);
      return watch(core, person, async () => told(await deliveries.deliver('event', menuAct(core, person, eventKey))));
    },
  };
}

/** A person is told nothing of an event that did not arrive: it is pushed again. */
function told(reply: Reply): Omit<Seen, 'messages'> {
  return { status: reply.ok ? 'answered' : 'failed' };
}

export function write(core: Core, person: Person, chat: Chat, text: string, replyTo?: string): Message {
  const { content, mentions } = withMentions(core, text);
  const said = { msg_type: 'text', content: { text: content }, ...(mentions.length === 0 ? {} : { mentions }) };
  return put(core, person, chat, said, replyTo);
}

type Said = Pick<Message, 'msg_type' | 'content' | 'mentions'>;

function put(core: Core, person: Person, chat: Chat, said: Said, replyTo?: string): Message {
  const parent = replyTo === undefined ? undefined : messageOf(core, person, replyTo);
  const thread = parent?.thread_id ?? (chat.type === 'topic' ? core.ids.next('omt_') : undefined);
  return core.workspace.post({
    chat_id: chat.chat_id,
    sender: person.open_id,
    ...said,
    ...(parent === undefined ? {} : { root_id: parent.root_id ?? parent.message_id, parent_id: parent.message_id }),
    ...(thread === undefined ? {} : { thread_id: thread }),
  });
}

/** "@bot hello @tom" → "@_user_1 hello @_user_2", with who they are. */
function withMentions({ workspace }: Core, text: string): { content: string; mentions: Mention[] } {
  const mentions: Mention[] = [];
  const content = text.replace(/@([\w-]+)/g, (written, name: string) => {
    const { botOpenId, botName } = workspace.identity;
    const person = name === 'bot' ? { open_id: botOpenId, displayName: botName } : workspace.findPerson(name);
    if (person === undefined) return written;
    const key = `@_user_${mentions.length + 1}`;
    mentions.push({ key, open_id: person.open_id, name: person.displayName });
    return key;
  });
  return { content, mentions };
}
