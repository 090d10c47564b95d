/** Writes SVG elements. The only place where text becomes markup, so the only place that escapes it. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** What XML 1.0 §2.2 does not allow at all, lone surrogates among it, and marks that hide or reorder what is read. */
const unfit =
  /[^\u{9}\u{A}\u{D}\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]|[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** One line of plain text that XML accepts and that reads in the order it was written. */
export function plain(text: string): string {
  return text.replace(unfit, '').replace(/\s+/g, ' ').trim();
}

export function escaped(text: string): string {
  return plain(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

export type Attributes = Readonly<Record<string, string | number>>;
/** Markup that is already safe: only this file makes it. */
export interface Markup {
  readonly svg: string;
}

const shown = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : escaped(value);

export function element(name: string, attributes: Attributes, inside: readonly Markup[] | string = []): Markup {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${shown(value)}"`);
  const body = typeof inside === 'string' ? escaped(inside) : inside.map(({ svg }) => svg).join('');
  return { svg: body === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${body}</${name}>` };
}
