/** Asks the sandbox's card checker, the one that answers for Lark, what it would refuse. */
import type { LarkCard } from '../../../src/bot/lark/card-json.ts';
import { cardBytes, checkCard, checkEphemeralCard } from '../../../src/sandbox/lark/index.ts';
import type { JsonObject } from '../../../src/sandbox/slack/json.ts';

/** As the wire would carry it: undefined members are gone. */
export function onTheWire(card: LarkCard): JsonObject {
  return JSON.parse(JSON.stringify(card)) as JsonObject;
}

export function problemsOf(card: LarkCard) {
  return checkCard(onTheWire(card));
}

export function ephemeralProblemsOf(card: LarkCard) {
  return checkEphemeralCard(onTheWire(card));
}

/** Escaped once more, as a string within a request: what counts against the limit at the worst. */
export function bytesOf(card: LarkCard): number {
  return Math.max(cardBytes(onTheWire(card)), Buffer.byteLength(JSON.stringify(JSON.stringify(card))));
}

/** Every markdown source of a card, in all languages. */
export function markdownIn(card: LarkCard): string[] {
  const found: string[] = [];
  JSON.stringify(card, (_, value: unknown) => {
    const element = value as { tag?: unknown; content?: string; i18n_content?: Record<string, string> } | null;
    if (element?.tag === 'markdown') found.push(element.content ?? '', ...Object.values(element.i18n_content ?? {}));
    return value;
  });
  return found;
}
