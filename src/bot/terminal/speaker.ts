/** How the terminal platform speaks: everything goes into a room's inbox. Knows no store, no request and no drawing. */
import type { Card } from '../../app/cards/model.ts';
import { type MessageRef, type Speaker, Undeliverable } from '../../app/ports.ts';
import type { Language, Phrase } from '../../app/text/phrase.ts';
import { parseItem, type TerminalInbox } from './inbox.ts';
import { personPattern } from './signature.ts';
import type { StoredItem } from './stored-card.ts';
import { roomPattern } from './wire.ts';

/** The room in which a person is alone with Hostline. */
export const directRoom = (person: string) => `@${person}`;

/** Throws `Undeliverable` for rooms and people no terminal can have, and what the inbox throws. */
export function terminalSpeaker(inbox: TerminalInbox): Speaker {
  const append = async (room: string, item: StoredItem): Promise<string> => {
    if (!roomPattern.test(room)) throw new Undeliverable(`no terminal room can be called ${JSON.stringify(room)}`);
    return inbox.append(room, JSON.stringify(item));
  };
  return {
    name: 'terminal',
    async post(room: string, card: Card, language: Language, key: string): Promise<MessageRef> {
      return { platform: 'terminal', room, id: await append(room, { kind: 'card', key, language, card }) };
    },
    async update(ref: MessageRef, card: Card, language: Language): Promise<void> {
      await append(ref.room, { kind: 'update', of: ref.id, language, card });
    },
    async reply(ref: MessageRef, text: readonly Phrase[], language: Language, key: string): Promise<string> {
      return append(ref.room, { kind: 'reply', key, of: ref.id, language, text: [...text] });
    },
    async line(room: string, text: readonly Phrase[], language: Language, key: string): Promise<string> {
      return append(room, { kind: 'line', key, language, text: [...text] });
    },
    async find(room: string, _thread: MessageRef | undefined, key: string): Promise<string | undefined> {
      for (let after = '0'; ; ) {
        const page = await inbox.read(room, after, 0);
        const found = page.items.find(({ item }) => keyOf(item) === key);
        if (found) return found.id;
        if (page.items.length === 0) return undefined;
        after = page.after;
      }
    },
    async direct(user: string): Promise<string> {
      if (!personPattern.test(user)) throw new Undeliverable(`nobody on a terminal is called ${JSON.stringify(user)}`);
      return directRoom(user);
    },
    async home(user: string, card: Card, language: Language): Promise<void> {
      await append(directRoom(user), { kind: 'home', language, card });
    },
  };
}

function keyOf(text: string): string | undefined {
  const item = parseItem(text);
  return item && 'key' in item ? item.key : undefined;
}
