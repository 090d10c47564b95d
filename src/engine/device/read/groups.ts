/**
 * Configuration groups of Junos: what `apply-groups` brings is put where it belongs, as if it stood there, with the line it has
 * in its group. Knows which words hold one value only; otherwise no meaning. Works on flat paths of words.
 */
import type { Lexed, Statement } from './statement.ts';

type Words = readonly string[];
interface Path {
  readonly line: number;
  readonly words: Words;
}
interface Node {
  readonly below: Map<string, Node>;
}

/** Of these a device keeps one: its own before a group's, an earlier group's before a later one's. */
const single: ReadonlySet<string> = new Set([
  'authentication-key',
  'autonomous-system',
  'description',
  'hold-time',
  'local-address',
  'local-as',
  'peer-as',
  'router-id',
  'type',
  'vlan-id',
]);

/** What expanding may cost; a text that wants more is not expanded to its end. */
export const groupSteps = 500_000;
const patternLength = 64;

function grown(paths: readonly Path[]): Node {
  const root: Node = { below: new Map() };
  for (const { words } of paths) {
    let node = root;
    for (const word of words) {
      const next = node.below.get(word) ?? { below: new Map() };
      node.below.set(word, next);
      node = next;
    }
  }
  return root;
}

const isPattern = (word: string) => word.startsWith('<') && word.endsWith('>');
/** Sets of characters are a language of their own; what was taken apart at their brackets is half a pattern. */
const isReadable = (word: string) =>
  isPattern(word) ? word.length <= patternLength : !word.startsWith('<') && !word.endsWith('>');

/** `*` is any run of characters, `?` any one. */
function fits(pattern: string, word: string): boolean {
  let [at, star, from] = [0, -1, 0];
  let index = 0;
  while (index < word.length) {
    if (pattern[at] === '*') {
      star = at;
      at += 1;
      from = index;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === word[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      from += 1;
      index = from;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

interface Walk {
  /** Where the group is applied: it brings what lies below. */
  readonly under: Words;
  readonly words: Words;
  readonly spend: () => boolean;
}

/** Every path that the words name on this device; patterns stand for what is there. */
function named({ under, words, spend }: Walk, node: Node | undefined, made: Words = []): readonly Words[] {
  const want = words[made.length];
  if (want === undefined) return made.length >= under.length ? [made] : [];
  if (!spend()) return [];
  const only = under[made.length];
  const all = isPattern(want)
    ? [...(node?.below.keys() ?? [])].filter((word) => spend() && fits(want.slice(1, -1), word))
    : [want];
  return all
    .filter((word) => only === undefined || only === word)
    .flatMap((word) => named({ under, words, spend }, node?.below.get(word), [...made, word]));
}

/** The path up to the word that holds one value. */
function slot(words: Words): string | undefined {
  const at = words.findLastIndex((word) => single.has(word));
  return at < 0 ? undefined : words.slice(0, at + 1).join(' ');
}

const flat = ({ line, words }: Path): Statement => ({ line, levels: [words] });
const applies = 'apply-groups';
const excepts = 'apply-groups-except';

export function expandGroups({ statements, refused, ...rest }: Lexed): Lexed {
  const paths = statements.map(({ line, levels }): Path => ({ line, words: levels.flat() }));
  const own = paths.filter(
    ({ words }) => words[0] !== 'groups' && !words.includes(applies) && !words.includes(excepts),
  );
  if (own.length === paths.length) return { statements, refused, ...rest };
  const groups = new Map<string, Path[]>();
  for (const path of paths) {
    const [head, name = ''] = path.words;
    // The outermost head alone says nothing.
    if (head !== 'groups' || path.words.length < 4) continue;
    const known = groups.get(name) ?? [];
    known.push(path);
    groups.set(name, known);
  }
  const placesOf = (what: string) => {
    const all = paths.flatMap(({ line, words }) => {
      const at = words.indexOf(what);
      if (at < 0 || words[0] === 'groups') return [];
      const isOff = words.includes('inactive:') || words.includes('inactive');
      return [{ line, under: words.slice(0, at), name: words[at + 1] ?? '', isOff }];
    });
    const off = new Set(all.filter(({ isOff }) => isOff).map(({ under, name }) => [...under, name].join(' ')));
    return all.filter(({ under, name }) => !off.has([...under, name].join(' ')));
  };
  const without = placesOf(excepts);
  const root = grown(own);
  const taken = new Set(own.flatMap(({ words }) => slot(words) ?? []));
  const brought: Path[] = [];
  const left = new Set<number>(refused);
  let steps = groupSteps;
  const spend = () => {
    steps -= 1;
    return steps > 0;
  };
  // What is applied further in comes first.
  const places = placesOf(applies).sort((a, b) => b.under.length - a.under.length);
  for (const { under, name } of places) {
    const mine: Path[] = [];
    for (const { line, words } of groups.get(name) ?? []) {
      const content = words.slice(2);
      if (!content.every(isReadable)) left.add(line);
      else mine.push(...named({ under, words: content, spend }, root).map((made) => ({ line, words: made })));
      if (steps <= 0) left.add(line);
      if (steps <= 0) break;
    }
    const kept = mine.filter(({ words }) => {
      const isLeftOut = without.some(
        (row) => spend() && row.name === name && row.under.every((word, at) => words[at] === word),
      );
      return !isLeftOut && !taken.has(slot(words) ?? '');
    });
    for (const { words } of kept) taken.add(slot(words) ?? ' ');
    for (const path of kept) brought.push(path);
    if (steps <= 0) break;
  }
  const used = new Set(brought.map(({ line }) => line));
  const known = paths
    .filter(({ words, line }) => words[0] === 'groups' && !used.has(line) && !left.has(line))
    .map(({ line }) => ({ line, words: ['groups'] }));
  const said = [...places, ...without].map(({ line, name }) => ({
    line,
    words: groups.has(name) ? [applies] : [`${applies}-unknown`],
  }));
  return {
    ...rest,
    statements: [...own, ...brought, ...known, ...said].map(flat),
    refused: [...left].sort((a, b) => a - b),
  };
}
