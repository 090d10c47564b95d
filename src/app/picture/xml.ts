/** Writes SVG elements. The only place where text becomes markup, so the only place that escapes it. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** What XML 1.0 §2.2 does not allow, and what is not seen but hides or reorders what is. */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]/gu;

/** One line of plain text that XML accepts and that reads in the order it was written. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(unfit, '').trim();
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
