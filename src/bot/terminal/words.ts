/** Says the terminal's own sentences; sentences of the use cases arrive as phrases and are said elsewhere. */
import type { Language } from '../../app/text/phrase.ts';
import { terminalText } from '../../app/text/terminal.ts';

export type TerminalKey = keyof typeof terminalText;
type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<K extends TerminalKey> = Names<(typeof terminalText)[K]['en']>;

/** The compiler asks for exactly the values the English sentence names. */
export function words<K extends TerminalKey>(
  language: Language,
  key: K,
  ...rest: [Values<K>] extends [never] ? [] : [values: Readonly<Record<Values<K>, string>>]
): string {
  const values: Readonly<Record<string, string>> = rest[0] ?? {};
  return terminalText[key][language].replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
}
