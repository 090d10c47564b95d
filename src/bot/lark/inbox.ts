/** Personal overviews: one pinned card in the direct chat, kept true where it stands. Draws and decides nothing. */
import type { Card } from '../../app/cards/model.ts';
import { type Clock, type Heard, type MessageBook, type Telemetry, Undeliverable } from '../../app/ports.ts';
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

type Asker = Pick<Heard, 'delivery' | 'identity'>;

const rememberPeople = 5000;
const placeOf = (user: string) => `overview_lark_${user}`;

export interface InboxParts {
  readonly messages: Messages;
  readonly listener: Listener;
  readonly clock: Clock;
  /** Where each card stands, for every process and after a restart. */
  readonly book: Pick<MessageBook, 'get' | 'put'>;
  readonly telemetry: Telemetry;
}

export function larkInbox({ messages, listener, clock, book, telemetry }: InboxParts): Inbox {
  /** To ask for the options of menus again; a process they never asked draws menus that are filled when opened anew. */
  const askers = remembered<Asker>(rememberPeople);

  async function drawn(card: Card, language: Language, heard: Asker | undefined) {
    const options = heard && (await optionsFor(listener, heard, card));
    return cardJson(card, { language, everyone: true }, options);
  }

  async function post(user: string, card: Card, language: Language, heard: Asker | undefined): Promise<void> {
    const json = await drawn(card, language, heard ?? askers.get(user));
    // Asked for twice it stands twice; whatever is repeated after an unknown outcome stands once.
    const key = `inbox ${user} ${heard === undefined ? JSON.stringify(json) : heard.delivery}`;
    const old = (await book.get(placeOf(user))).ref;
    const { id, room } = await messages.send(user, json, key);
    await book.put(placeOf(user), { ref: { platform: 'lark', room, id }, postedAt: clock.now() });
    if (heard) askers.set(user, heard);
    await pin(id, old?.id);
  }

  /** A courtesy: without the right to pin the card stands where it stands. */
  async function pin(id: string, old: string | undefined): Promise<void> {
    if (id === old) return;
    try {
      await messages.pin(id);
      if (old !== undefined) await messages.unpin(old);
    } catch (error) {
      telemetry.log('debug', 'lark_pin_failed', { error: String(error) });
    }
  }

  return {
    open: (heard, card, language) => post(heard.identity.user, card, language, heard),

    async refresh(user, card, language) {
      const { ref, postedAt = 0 } = await book.get(placeOf(user));
      if (ref === undefined || clock.now() - postedAt > updatableMs) return post(user, card, language, undefined);
      try {
        await messages.update(ref.id, await drawn(card, language, askers.get(user)));
      } catch (error) {
        if (!(error instanceof Undeliverable)) throw error;
        await post(user, card, language, undefined);
      }
    },
  };
}
