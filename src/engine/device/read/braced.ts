/** Languages of braces and semicolons: Junos and BIRD. Every statement comes out with its heads, comments gone. */
import { type Lexed, linesOf, type Statement, textLimits, wordsOf } from './statement.ts';

export interface BracedLook {
  /** `[ a b ]` is a list of values of one statement; otherwise a set, whose braces are its own. */
  readonly lists: boolean;
  /** Comment lines that are read nevertheless: commands for the Linux kernel. */
  readonly kernel?: true;
}

interface Token {
  readonly text: string;
  readonly line: number;
  readonly kind: 'word' | 'open' | 'close' | 'end';
}

interface Scan {
  readonly tokens: Token[];
  readonly refused: Set<number>;
  readonly kernel: Statement[];
}

const blank = (char: string) => char === ' ' || char === '\t' || char === '\n' || char === '\f';

/** One pass over the characters, no look-ahead beyond one. */
function scan(text: string, look: BracedLook): Scan {
  const source = linesOf(text).join('\n');
  const found: Scan = { tokens: [], refused: new Set(), kernel: [] };
  let line = 1;
  let word = '';
  let started = line;
  let brackets = 0;
  const put = (kind: Token['kind'], value: string, at: number) => found.tokens.push({ kind, text: value, line: at });
  const flush = () => {
    if (word.length > textLimits.lineLength) found.refused.add(started);
    else if (word !== '') put('word', word, started);
    word = '';
  };
  let index = 0;
  while (index < source.length) {
    const char = source[index] ?? '';
    const next = source[index + 1] ?? '';
    if (char === '"') {
      flush();
      const at = line;
      let value = '';
      index += 1;
      while (index < source.length && source[index] !== '"' && source[index] !== '\n') {
        if (look.lists && source[index] === '\\') index += 1;
        value += source[index] ?? '';
        index += 1;
      }
      if (source[index] === '"') index += 1;
      if (value.length > textLimits.lineLength) found.refused.add(at);
      else put('word', value, at);
      continue;
    }
    if (char === '#') {
      flush();
      const end = source.indexOf('\n', index);
      const said = source.slice(index + 1, Math.min(end < 0 ? source.length : end, index + textLimits.lineLength));
      const command = said.trimStart();
      if (look.kernel && command.startsWith('ip ')) found.kernel.push({ line, levels: [wordsOf(command)] });
      index = end < 0 ? source.length : end;
      continue;
    }
    if (char === '/' && next === '*') {
      flush();
      const end = source.indexOf('*/', index + 2);
      const stop = end < 0 ? source.length : end + 2;
      for (; index < stop; index++) if (source[index] === '\n') line += 1;
      continue;
    }
    if (blank(char)) {
      flush();
      if (char === '\n') line += 1;
    } else if (char === '[' || char === ']') {
      flush();
      brackets = char === '[' ? brackets + 1 : Math.max(0, brackets - 1);
      put('word', char, line);
    } else if (brackets === 0 && (char === '{' || char === '}' || char === ';')) {
      flush();
      put(char === '{' ? 'open' : char === '}' ? 'close' : 'end', char, line);
    } else {
      if (word === '') started = line;
      word += char;
    }
    index += 1;
  }
  flush();
  return found;
}

/** `a [ b c ] d` in a language of lists: one statement per value. */
function spread(words: readonly string[]): readonly (readonly string[])[] {
  const from = words.indexOf('[');
  const to = words.indexOf(']', from);
  if (from < 0 || to < 0) return [words];
  const values = words.slice(from + 1, to);
  return values.map((value) => [...words.slice(0, from), value, ...words.slice(to + 1)]);
}

export function lexBraced(text: string, look: BracedLook): Lexed {
  const { tokens, refused, kernel } = scan(text, look);
  const statements: Statement[] = [...kernel];
  const heads: (readonly string[])[] = [];
  let words: string[] = [];
  let line = 0;
  let deep = 0;
  const leaf = () => {
    if (words.length > textLimits.words || deep > 0) refused.add(line);
    else if (words.length > 0)
      for (const each of look.lists ? spread(words) : [words]) statements.push({ line, levels: [...heads, each] });
    words = [];
  };
  for (const token of tokens) {
    if (token.kind === 'word') {
      if (words.length === 0) line = token.line;
      words.push(token.text);
    } else if (token.kind === 'end') leaf();
    else if (token.kind === 'open') {
      if (heads.length >= textLimits.depth || words.length > textLimits.words) {
        deep += 1;
        refused.add(token.line);
      } else {
        // The head is a statement too: `protocol bgp x { }` says something by being there.
        if (words.length > 0 && deep === 0) statements.push({ line, levels: [...heads, words] });
        heads.push(words);
      }
      words = [];
    } else {
      leaf();
      if (deep > 0) deep -= 1;
      else heads.pop();
    }
  }
  leaf();
  return { statements, refused: [...refused].sort((left, right) => left - right) };
}
