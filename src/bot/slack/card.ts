/** A card as a message, as the Home tab or as a modal. Knows the surfaces' sizes, not what a block looks like. */
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { Card } from '../../app/cards/model.ts';
import { type Language, type Phrase, t } from '../../app/text/phrase.ts';
import { drawBlock, header, note, type Pen, toneMarks } from './blocks.ts';
import { inertJson } from './json.ts';
import { type Budget, budgets, limits, shown } from './limits.ts';
import { squeeze } from './squeeze.ts';
import { fallback, plain } from './text.ts';

/** What `chat.post*`, `chat.update` and a response address take. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

export function penFor(language: Language): Pen {
  let next = 0;
  return { language, index: () => next++ };
}

function cardBlocks(card: Card, language: Language, budget: Budget): KnownBlock[] {
  const pen = penFor(language);
  const blocks = [
    header(toneMarks[card.tone], card.title, language),
    ...card.blocks.flatMap((block) => drawBlock(block, pen)),
  ];
  return squeeze(blocks, budget, note(t('chat.cut'), language));
}

export function cardMessage(card: Card, language: Language): Message {
  return {
    text: fallback(card.summary, language, shown.fallbackText),
    blocks: cardBlocks(card, language, budgets.message),
  };
}

export function homeView(card: Card, language: Language): HomeView {
  return { type: 'home', blocks: cardBlocks(card, language, budgets.view) };
}

/** Answers a click on the Home tab or in a modal, where no room could show it. */
export function modalOf(message: Message, title: Phrase, language: Language, room: string | undefined): ModalView {
  return {
    type: 'modal',
    title: plain(title, language, limits.modalTitle),
    close: plain(t('chat.close'), language, limits.modalButton),
    private_metadata: inertJson({ room }),
    blocks: message.blocks,
  };
}
