/** Knows whether Lark would take a card of schema 2.0, as a whole; sends nothing and knows no message. */
import { isObject, type Json, type JsonObject } from '../../slack/json.ts';
import { cardShape } from './card-shape.ts';
import { type CardProblem, problems } from './problem.ts';
import { brokenRules, type Known } from './rules.ts';
import { walkObject } from './walk.ts';

export type { CardProblem } from './problem.ts';
export type { Known } from './rules.ts';

const anything: Known = { image: () => true, person: () => true };

/**
 * Everything Lark would refuse in a card; empty when it would show it. The size of the request is not looked at.
 * @param known which images and people exist; all when absent.
 */
export function checkCard(card: Json | undefined, known: Known = anything): CardProblem[] {
  if (!isObject(card)) return [problems.notJson()];
  const found = walkObject(card, cardShape, 'ROOT');
  return found.length > 0 ? found : brokenRules(card, known);
}

/** As `checkCard`, for a card only one person sees: words by locale are not supported there. */
export function checkEphemeralCard(card: Json | undefined, known: Known = anything): CardProblem[] {
  const found = checkCard(card, known);
  if (found.length > 0 || !isObject(card)) return found;
  return hasMember(card, 'i18n_content')
    ? [problems.rule('ROOT', 'ephemeral cards do not support i18n_content in components')]
    : [];
}

/** Bytes Lark counts against the limit of the request. */
export function cardBytes(card: JsonObject): number {
  return Buffer.byteLength(JSON.stringify(card));
}

/** Whether the card says outright that it is shared, as an update asks for before and after. */
export function isShared(card: JsonObject): boolean {
  return isObject(card.config) && card.config.update_multi === true;
}

function hasMember(value: Json | undefined, name: string): boolean {
  if (Array.isArray(value)) return value.some((item) => hasMember(item, name));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, member]) => key === name || hasMember(member, name));
}
