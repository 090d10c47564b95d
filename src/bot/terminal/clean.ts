/** Makes any text safe to emit on a terminal. Knows which characters act instead of being seen, not what the text means. */
import type { Phrase, Value } from '../../app/text/phrase.ts';

/**
 * Controls (ESC, CSI, BEL …), bidi overrides and isolates, zero-width and other invisible characters, line and
 * paragraph separators, lone surrogates, private-use glyphs, and blanks that do not look like blanks. The emoji and text
 * variation selectors stay: they only follow a visible character.
 */
const acting = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

const visible = (character: string) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** One line: acting characters are shown as `\u{1b}`, a line break as ⏎, a tab as a blank. Cleaning twice changes nothing. */
export function clean(text: string): string {
  return text
    .replace(/\r\n|\n/g, '⏎')
    .replace(/\t/g, ' ')
    .replace(acting, visible);
}

/** As `clean`, keeping line breaks. */
export function cleanLines(text: string): string[] {
  return text.split(/\r\n|\n/).map((line) => clean(line.replace(/\t/g, '  ')));
}

/** A phrase whose personal words are clean; line breaks of our own sentences stay, those of people cannot forge lines. */
export function cleanPhrase(phrase: Phrase): Phrase {
  if (typeof phrase === 'string') return clean(phrase);
  if (!phrase.values) return phrase;
  const values = Object.entries(phrase.values).map(([name, value]) => [name, cleanValue(value)] as const);
  return { key: phrase.key, values: Object.fromEntries(values) };
}

function cleanValue(value: Value): Value {
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'number') return value;
  // Before any `in`: a list has a method named `at`.
  if (isList(value)) return value.map(cleanPhrase);
  if ('person' in value) return { ...value, name: clean(value.name) };
  if ('key' in value) return cleanPhrase(value);
  return value;
}

function isList(value: Value): value is readonly Phrase[] {
  return Array.isArray(value);
}

const escapeCode = String.fromCharCode(0x1b);
const colours = new RegExp(`(${escapeCode}\\[[0-9;]*m)`);

/** What a terminal may print of text from the wire: colour sequences and line breaks pass, anything else is cleaned. */
export function printable(text: string): string {
  return text
    .split(colours)
    .map((part, index) => (index % 2 === 1 ? part : cleanLines(part).join('\n')))
    .join('');
}
