/** Cards that can no longer be used: whether that matters, and what such a card says instead. Draws no thing. */
import { t } from '../text/phrase.ts';
import type { Card } from './model.ts';

/** Whether a person can do anything with the card. */
export function canAct({ blocks }: Card): boolean {
  return blocks.some(
    (block) =>
      block.kind === 'pick' ||
      (block.kind === 'buttons' && block.buttons.length > 0) ||
      (block.kind === 'items' && block.rows.some((row) => row.button !== undefined)),
  );
}

/** Stands where a card was that lives on in a newer message. */
export function movedCard(card: Card): Card {
  return { ...card, tone: 'neutral', blocks: [{ kind: 'note', text: t('card.moved') }] };
}

/** Stands where a card was of somebody who may no longer see what it shows. */
export function revokedCard(card: Card): Card {
  const title = t('card.revoked');
  return { ...card, tone: 'neutral', title, summary: title, blocks: [{ kind: 'note', text: t('refusal.not-linked') }] };
}
