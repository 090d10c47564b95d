/** The `Speaker` port on Lark's message API: one call per method, never repeated here. Decides nothing about when or what. */
import { type Speaker, Undeliverable } from '../../app/ports.ts';
import { cardJson } from './card.ts';
import type { Inbox } from './inbox.ts';
import { updatableMs } from './limits.ts';
import type { Messages } from './messages.ts';
import { larkPicture, type Png } from './picture.ts';
import { saidCard } from './said.ts';

/** Rooms are chats (`oc_…`) and people (`ou_…`): a message to a person is in their direct chat. */
export function larkSpeaker(messages: Messages, inbox: Inbox, png: Png): Speaker {
  return {
    name: 'lark',
    updatableMs,

    async post(room, card, language, key) {
      const sent = await messages.send(room, cardJson(card, { language, everyone: true }), key);
      return { platform: 'lark', room: sent.room, id: sent.id };
    },

    update: (ref, card, language) => messages.update(ref.id, cardJson(card, { language, everyone: true })),

    reply: (ref, text, language, key) => messages.reply(ref.id, saidCard(text, { language, everyone: true }), key),

    async line(room, text, language, key) {
      return (await messages.send(room, saidCard(text, { language, everyone: true }), key)).id;
    },

    /** Lark itself knows a repeat by its key, for an hour, and answers it with the first message. */
    find: () => Promise.resolve(undefined),

    direct(user) {
      return user.startsWith('ou_')
        ? Promise.resolve(user)
        : Promise.reject(new Undeliverable(`nobody on Lark is called ${JSON.stringify(user)}`));
    },

    picture: larkPicture(messages, png),

    home: (user, card, language) => inbox.refresh(user, card, language),
  };
}
