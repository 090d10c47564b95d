/** A card as Lark's card JSON. Knows a card's sizes, not what a block looks like. */
import type { Card, Tone } from '../../app/cards/model.ts';
import { t } from '../../app/text/phrase.ts';
import { drawBlock, note } from './blocks.ts';
import type { LarkCard, Template } from './card-json.ts';
import { noOptions, type Options } from './click.ts';
import { shown } from './limits.ts';
import { assembled, fits, type Sheet, squeezed } from './squeeze.ts';
import { bare, type Pen, plain } from './text.ts';

/** Colour never stands alone: the title says the same. */
export const templates: Readonly<Record<Tone, Template>> = {
  waiting: 'orange',
  good: 'green',
  bad: 'red',
  neutral: 'blue',
};

/** In every viewer's language; in one language when that is too long; shortened when even that is. */
export function fitted(pen: Pen, draw: (pen: Pen) => Sheet): LarkCard {
  const alone: Pen = { ...pen, everyone: false };
  for (const tried of [pen, alone]) {
    const sheet = draw(tried);
    const whole = assembled(
      sheet,
      sheet.drawn.map(({ element }) => element),
    );
    if (fits(whole)) return whole;
  }
  return squeezed(draw(alone));
}

export function cutNote(pen: Pen) {
  return note(t('chat.cut'), pen);
}

export function cardJson(card: Card, pen: Pen, options: Options = noOptions): LarkCard {
  return fitted(pen, (tried) => ({
    header: { title: plain(card.title, tried, shown.title), template: templates[card.tone] },
    summary: bare(card.summary, tried, shown.summary),
    drawn: card.blocks.flatMap((block) => drawBlock(block, tried, options)),
    cutNote: cutNote(tried),
  }));
}
