/** Sentences as values: a key of the one text table plus its values. Knows how to say them, not where. */
import { formatDate, formatFen } from './format.ts';
import { type Key, table } from './table.ts';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** A value inside a sentence; dates, money and people are formatted when the reader is known. */
export type Value =
  | string
  | number
  | Said
  | { readonly fen: number }
  | { readonly at: number }
  | { readonly person: string; readonly name: string; readonly mention?: Readonly<Record<string, string>> }
  | readonly Phrase[];

export interface Said {
  readonly key: Key;
  readonly values?: Readonly<Record<string, Value>>;
}

/** A string is a person's own words (a name, an id) and is shown as it is, never translated. */
export type Phrase = string | Said;

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Params<K extends Key> = Names<(typeof table)[K]['en']>;

/** Builds a sentence; the compiler asks for exactly the values its English form names. */
export function t<K extends Key>(
  key: K,
  ...rest: [Params<K>] extends [never] ? [] : [values: Readonly<Record<Params<K>, Value>>]
): Said {
  const values = rest[0];
  return values ? { key, values: values as Readonly<Record<string, Value>> } : { key };
}

/** Says a phrase in a language. `mention` lets a platform draw people its own way. */
export function say(
  phrase: Phrase,
  language: Language,
  mention?: (person: Record<string, string>) => string | undefined,
): string {
  if (typeof phrase === 'string') return phrase;
  const pattern: string = table[phrase.key][language];
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = phrase.values?.[name];
    return value === undefined ? `{${name}}` : sayValue(value, language, mention);
  });
}

function sayValue(
  value: Value,
  language: Language,
  mention?: (person: Record<string, string>) => string | undefined,
): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  // Before the object kinds: an array answers to `at` too.
  if (isList(value)) return value.map((item) => say(item, language, mention)).join(language === 'zh' ? '、' : ', ');
  if ('fen' in value) return formatFen(value.fen, language);
  if ('at' in value) return formatDate(value.at, language);
  if ('person' in value) return (value.mention && mention?.(value.mention)) ?? value.name;
  return say(value, language, mention);
}

function isList(value: Value): value is readonly Phrase[] {
  return Array.isArray(value);
}
