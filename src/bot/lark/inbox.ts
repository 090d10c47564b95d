/** Personal overviews: one card in the direct chat, kept true where it stands. Draws and decides nothing. */
import type { Card } from '../../app/cards/model.ts';
import { type Clock, type Heard, Undeliverable } from '../../app/ports.ts';
import type { Language } from '../../app/text/phrase.ts';
import type { Listener } from '../listen.ts';
import { remembered } from '../remembered.ts';
import { cardJson } from './card.ts';
import { optionsFor } from './desk.ts';
import { updatableMs } from './limits.ts';
import type { Messages } from './messages.ts';

export interface Inbox {
  /** The person asked for it: it comes at the end of the chat. */
  open(heard: Pick<Heard, 'delivery' | 'identity'>, card: Card, language: Language): Promise<void>;
  /** Brings the card where it stands up to date; posts one where none is known. */
  refresh(user: string, card: Card, language: Language): Promise<void>;
}

interface Standing {
  readonly message: string;
  readonly postedAt: number;
  /** Who asked, to ask for the options of its menus again. */
  readonly heard?: Pick<Heard, 'delivery' | 'identity'>;
}

const rememberPeople = 5000;

export function larkInbox(messages: Messages, listener: Listener, clock: Clock): Inbox {
  const standing = remembered<Standing>(rememberPeople);

  async function drawn(card: Card, language: Language, heard: Standing['heard']) {
    const options = heard && (await optionsFor(listener, heard, card));
    return cardJson(card, { language, everyone: true }, options);
  }

  async function post(user: string, card: Card, language: Language, heard: Standing['heard']): Promise<void> {
    const json = await drawn(card, language, heard);
    // Asked for twice it stands twice; whatever is repeated after an unknown outcome stands once.
    const key = `inbox ${user} ${heard === undefined ? JSON.stringify(json) : heard.delivery}`;
    const { id } = await messages.send(user, json, key);
    standing.set(user, { message: id, postedAt: clock.now(), ...(heard && { heard }) });
  }

  return {
    open: (heard, card, language) => post(heard.identity.user, card, language, heard),

    async refresh(user, card, language) {
      const known = standing.get(user);
      if (known === undefined || clock.now() - known.postedAt > updatableMs)
        return post(user, card, language, undefined);
      try {
        await messages.update(known.message, await drawn(card, language, known.heard));
      } catch (error) {
        if (!(error instanceof Undeliverable)) throw error;
        standing.delete(user);
        await post(user, card, language, undefined);
      }
    },
  };
}
