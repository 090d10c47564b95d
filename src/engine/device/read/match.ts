/** Which row of a dialect's table a statement belongs to. Patterns are words; knows nothing of what they mean. */
import type { Draft } from './draft.ts';

export type Captures = Readonly<Record<string, string>>;
export type Take = (draft: Draft, captures: Captures, line: number) => void;

/**
 * `router bgp $as > neighbor $peer remote-as $value`: `>` parts a head from what stands under it, `$x` takes one word,
 * `a|b` is either word, a last `*` takes whatever is left (as `rest`). Without a function: known, and of no matter here.
 */
export type Row = readonly [pattern: string, take?: Take];

interface Compiled {
  readonly levels: readonly (readonly string[])[];
  readonly take: Take | undefined;
}

export type Matcher = (
  levels: readonly (readonly string[])[],
) => { readonly take: Take | undefined; readonly captures: Captures } | undefined;

function matchLevel(pattern: readonly string[], words: readonly string[], captures: Record<string, string>): boolean {
  for (const [index, want] of pattern.entries()) {
    if (want === '*') {
      captures.rest = words.slice(index).join(' ');
      return true;
    }
    const word = words[index];
    if (word === undefined) return false;
    if (want.startsWith('$')) captures[want.slice(1)] = word;
    else if (!want.split('|').includes(word.toLowerCase())) return false;
  }
  return words.length === pattern.length;
}

const bucket = (depth: number, word: string) => `${depth} ${word}`;

export function matcherOf(rows: readonly Row[]): Matcher {
  const buckets = new Map<string, Compiled[]>();
  for (const [pattern, take] of rows) {
    const levels = pattern.split(' > ').map((level) => level.split(' '));
    const first = levels.at(-1)?.[0] ?? '';
    for (const word of first.startsWith('$') || first === '*' ? ['$'] : first.split('|')) {
      const key = bucket(levels.length, word);
      buckets.set(key, [...(buckets.get(key) ?? []), { levels, take }]);
    }
  }
  return (levels) => {
    const first = levels.at(-1)?.[0]?.toLowerCase() ?? '';
    const rows = [
      ...(buckets.get(bucket(levels.length, first)) ?? []),
      ...(buckets.get(bucket(levels.length, '$')) ?? []),
    ];
    for (const row of rows) {
      const captures: Record<string, string> = {};
      if (row.levels.every((pattern, depth) => matchLevel(pattern, levels[depth] ?? [], captures)))
        return { take: row.take, captures };
    }
    return undefined;
  };
}
