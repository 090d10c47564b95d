/** Reads an SVG back: whether it is well-formed, its elements, its texts. Knows no picture. */
import { Resvg } from '@resvg/resvg-js';

export interface Read {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string => text.replace(/&(\w+);/g, (_, name: string) => entities[name] ?? '?');

/** @throws Error when a real XML reader does not take it. */
export function elementsOf(svg: string): readonly Read[] {
  new Resvg(svg, { font: { loadSystemFonts: false } }).toString();
  return [...svg.matchAll(/<([\w:]+)((?: [\w:-]+="[^"]*")*)\/?>/g)].map(([, name = '', written = '']) => ({
    name,
    attributes: Object.fromEntries(
      [...written.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)]),
    ),
  }));
}

export function textsOf(svg: string): readonly string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => unescaped(text));
}
