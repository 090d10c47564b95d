/**
 * Phrases as Slack text objects: cut to length, escaped, and with nothing in them that Slack would act on.
 * Knows no blocks.
 */
import { randomUUID } from 'node:crypto';
import type { MrkdwnElement, PlainTextElement, TextObject } from '@slack/types';
import { type Language, type Phrase, say } from '../../app/text/phrase.ts';
import { cut, joined, visible } from '../cut.ts';

/** Slack's control characters, the only ones it decodes for display. */
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Look-alikes for what mrkdwn would format. Inside words an underscore is inert and stays as typed. */
const lookAlikes: readonly (readonly [RegExp, string])[] = [
  [/\*/g, '∗'],
  [/`/g, 'ˋ'],
  [/~/g, '∼'],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, 'ˍ'],
  [/^>/gm, '›'],
  [/:(?=[\w+'-]+:)/g, '∶'],
];

/** Mentions travel through `say` inside a seal nobody can type, so that a name never becomes a mention. */
const seal = randomUUID();
const sealed = new RegExp(`\uE000${seal}:([UW][A-Z0-9]{2,20})\uE001`);

function sealMention(person: Record<string, string>): string | undefined {
  const id = person.slack;
  return id !== undefined && /^[UW][A-Z0-9]{2,20}$/.test(id) ? `\uE000${seal}:${id}\uE001` : undefined;
}

function mrkdwnPieces(text: string): string[] {
  const neutral = lookAlikes.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
  return Array.from(visible(neutral), (point) => entities[point] ?? point);
}

/** A phrase as words, with the people it mentions sealed in. Pieces may be joined before they are drawn. */
export function speak(phrase: Phrase, language: Language): string {
  return say(phrase, language, sealMention);
}

/** Spoken words as mrkdwn source. Only roster-linked people become mentions; everything else is inert. */
export function mrkdwn(spoken: string, max: number): string {
  const pieces = spoken.split(sealed).flatMap((part, index) => (index % 2 === 1 ? [`<@${part}>`] : mrkdwnPieces(part)));
  return joined(pieces, max);
}

/** One line in bold, as mrkdwn source; bold ends at a line break. */
export function bold(spoken: string, max: number): string {
  return `*${mrkdwn(spoken.replace(/\s+/g, ' ').trim(), max - 2)}*`;
}

/** `verbatim`: Slack must not turn addresses and names in the text into links or mentions. */
export function mrkdwnObject(source: string): MrkdwnElement {
  return { type: 'mrkdwn', text: source, verbatim: true };
}

/** Plain text is not parsed by Slack at all, so it needs no escaping and can be copied exactly as it was typed. */
export function plain(phrase: Phrase, language: Language, max: number): PlainTextElement {
  return { type: 'plain_text', text: cut(say(phrase, language), max), emoji: false };
}

/** Spoken words: plain where possible, mrkdwn where somebody is mentioned. */
export function textObject(spoken: string, max: number): TextObject {
  return sealed.test(spoken)
    ? mrkdwnObject(mrkdwn(spoken, max))
    : { type: 'plain_text', text: cut(spoken, max), emoji: false };
}

/** The `text` of a message: what notifications and screen readers say. Names people, mentions nobody. */
export function fallback(phrase: Phrase, language: Language, max: number): string {
  return joined(mrkdwnPieces(say(phrase, language)), max);
}
