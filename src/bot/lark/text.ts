/**
 * Phrases as Lark texts in the viewers' languages: cut to length, escaped, and with nothing in them that Lark would
 * act on. Knows no element but the two that hold text.
 */
import { randomUUID } from 'node:crypto';
import type { Language } from '../../app/text/phrase.ts';
import { cut, joined, visible } from '../cut.ts';
import type { Markdown, PlainText, Tongues } from './card-json.ts';
import { type Sentence, speak } from './words.ts';

/** How a card speaks. */
export interface Pen {
  /** Of the room, or of the one reader. */
  readonly language: Language;
  /** Every viewer reads their client's language; cards for one person's eyes in a group cannot. */
  readonly everyone: boolean;
}

type Line = (language: Language) => string;

/** One line in the languages of its viewers. */
function tongues(pen: Pen, line: Line): { content: string; i18n_content?: Tongues } {
  const content = line(pen.language);
  if (!pen.everyone) return { content };
  const each: Tongues = { zh_cn: line('zh'), en_us: line('en') };
  return each.zh_cn === each.en_us ? { content } : { content, i18n_content: each };
}

/** Lark parses nothing outside markdown: it needs no escaping. Names people, mentions nobody. */
export function bare(phrase: Sentence, pen: Pen, max: number) {
  return tongues(pen, (language) => cut(speak(phrase, language), max));
}

export function plain(phrase: Sentence, pen: Pen, max: number): PlainText {
  return { tag: 'plain_text', ...bare(phrase, pen, max) };
}

/** @param line markdown source, made with `inert` where people's words are in it. */
export function markdown(line: Line, pen: Pen): Markdown {
  return { tag: 'markdown', ...tongues(pen, line) };
}

export function smallPrint(line: Line, pen: Pen): Markdown {
  return { ...markdown(line, pen), text_size: 'notation' };
}

/** Mentions travel through `say` inside a seal nobody can type, so that a name never becomes a mention. */
const seal = randomUUID();
const openId = 'ou_[A-Za-z0-9_-]{1,64}';
const sealed = new RegExp(`\uE000${seal}:(${openId})\uE001`);
const wholeOpenId = new RegExp(`^${openId}$`);

function sealMention(person: Record<string, string>): string | undefined {
  const id = person.lark;
  return id !== undefined && wholeOpenId.test(id) ? `\uE000${seal}:${id}\uE001` : undefined;
}

/** Characters markdown acts on wherever they stand; Lark shows their entities as themselves. */
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '*': '&#42;',
  '~': '&#126;',
  '`': '&#96;',
  '[': '&#91;',
  ']': '&#93;',
  '\\': '&#92;',
  '|': '&#124;',
  $: '&#36;',
};

/** Characters it acts on in some places only; elsewhere they stay readable in the source. */
const places: readonly (readonly [RegExp, string])[] = [
  // Emphasis begins and ends at the edge of a word.
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\uE002#95;'],
  // Headings, lists, rules and the underlines of headings begin a line.
  [/^([ \t]*)#/gm, '$1\uE002#35;'],
  [/^([ \t]*)-/gm, '$1\uE002#45;'],
  [/^([ \t]*)\+/gm, '$1\uE002#43;'],
  [/^([ \t]*)=/gm, '$1\uE002#61;'],
  [/^([ \t]*\d+)\./gm, '$1\uE002#46;'],
  // Four blanks begin code.
  [/^[ \t]+/gm, ' '],
  // :OK: is drawn as a face.
  [/:(?=[A-Za-z_]+:)/g, '\uE002#58;'],
];

/** Stands for the ampersand of an entity until the text's own ampersands are escaped. */
const mark = '\uE002';

function pieces(text: string): string[] {
  const placed = places.reduce(
    (rest, [pattern, replacement]) => rest.replace(pattern, replacement),
    visible(text).replaceAll(mark, ''),
  );
  // An entity is one piece: cutting never leaves half of it.
  return Array.from(placed.matchAll(/\uE002#\d+;|[\s\S]/gu), ([piece]) => entities[piece] ?? piece.replace(mark, '&'));
}

/** A phrase as markdown source: only people linked in the roster become mentions, everything else is inert. */
export function inert(phrase: Sentence, language: Language, max: number): string {
  return joined(
    speak(phrase, language, sealMention)
      .split(sealed)
      .flatMap((part, index) => (index % 2 === 1 ? [`<at id=${part}></at>`] : pieces(part))),
    max,
  );
}

/** On one line: for rows of a list. */
export function inertLine(phrase: Sentence, language: Language, max: number): string {
  return inert(phrase, language, max).replace(/\s+/g, ' ').trim();
}

/** Text in a code block is literal, except for the fence itself and what looks like one of Lark's own tags. */
export function fenced(text: string, max: number): string {
  const literal = cut(text, max)
    .replaceAll('```', 'ˋˋˋ')
    .replace(/<(?=\/?[a-z])/gi, '＜');
  return `\`\`\`\n${literal}\n\`\`\``;
}
