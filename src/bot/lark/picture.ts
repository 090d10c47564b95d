/** Pictures as cards: the drawing with its title above, in every viewer's language. Draws nothing itself. */
import type { Speaker } from '../../app/ports.ts';
import { cutNote, fitted } from './card.ts';
import type { LarkCard } from './card-json.ts';
import { shown } from './limits.ts';
import type { Messages } from './messages.ts';
import { bare, inert, markdown, type Pen, plain } from './text.ts';
import type { Sentence } from './words.ts';

/** Draws an SVG as PNG: Lark shows no SVG. */
export type Png = (svg: string) => Promise<Buffer>;

export function pictureCard(title: Sentence, imageKey: string, pen: Pen): LarkCard {
  return fitted(pen, (tried) => ({
    summary: bare(title, tried, shown.summary),
    drawn: [
      { acts: false, element: markdown((language) => inert(title, language, shown.saidLine), tried) },
      { acts: false, element: { tag: 'img', img_key: imageKey, alt: plain(title, tried, shown.title) } },
    ],
    cutNote: cutNote(tried),
  }));
}

/** Into the thread under a card. Nothing is seen there before the last of its calls. */
export function larkPicture(messages: Messages, png: Png): NonNullable<Speaker['picture']> {
  return async (ref, svg, title, language, key) => {
    const imageKey = await messages.uploadImage(await png(svg));
    return messages.reply(ref.id, pictureCard(title, imageKey, { language, everyone: true }), key);
  };
}
