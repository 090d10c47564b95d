/** What people see and press on a bench: the newest card of a thing in a room, its words, its buttons. */
import type { Button, Card } from '../../src/app/cards/model.ts';
import { type Phrase, say } from '../../src/app/text/phrase.ts';
import type { Bench } from './bench.ts';

export const cardOf = (bench: Bench, room: string, thing: string): Card => {
  const card = bench.chat.cards(room).findLast((row) => row.card?.id === thing)?.card;
  if (!card) throw new Error(`no card of ${thing} in ${room}`);
  return card;
};

export function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join('\n');
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : '';
  if ('key' in value) return say(value as Phrase, 'en');
  return Object.values(value).map(words).join('\n');
}

export function buttonOf(card: Card, verb: string): Button {
  const button = card.blocks
    .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    .find((row) => row.verb === verb);
  if (!button) throw new Error(`${card.id} offers no ${verb}`);
  return button;
}

export const press = (bench: Bench, person: string, { verb, resource, revision, args }: Button) =>
  bench.click(person, verb, {
    ...(resource === undefined ? {} : { resource }),
    ...(revision === undefined ? {} : { revision }),
    ...(args ? { args: { ...args } } : {}),
  });
