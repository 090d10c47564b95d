/** The page's own words in the language of the moment. Holds none of them. */
import { pageText } from '../app/text/page.ts';
import { language } from './store.ts';

type Key = keyof typeof pageText;
type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<K extends Key> = Names<(typeof pageText)[K]['en']>;

/** The compiler asks for exactly the values the English form names. */
export function say<K extends Key>(
  key: K,
  ...rest: [Values<K>] extends [never] ? [] : [values: Readonly<Record<Values<K>, string | number>>]
): string {
  const values: Readonly<Record<string, string | number>> = rest[0] ?? {};
  return pageText[key][language.value].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Roles the page has a word for; another shows as it is. */
export function sayRole(role: string): string {
  const key = `page.role.${role}`;
  return key in pageText ? pageText[key as Key][language.value] : role;
}
