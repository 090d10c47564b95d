/** A line of configuration with the heads it stands under, and the limits within which text is read at all. Knows no dialect. */

export interface Statement {
  readonly line: number;
  /** Words of every head above it, outermost first, then its own words. */
  readonly levels: readonly (readonly string[])[];
}

export interface Lexed {
  readonly statements: readonly Statement[];
  /** Lines that were not taken apart: too long, or nested too deep. */
  readonly refused: readonly number[];
  /** Blanks at the start of lines were lost: a line may belong to fewer heads than it seems. */
  readonly flat?: boolean;
}

/** What a person may hand over. The parsers are linear: this bounds their time. */
export const textLimits = { bytes: 4 * 1024 * 1024, lineLength: 4096, depth: 24, words: 256 } as const;

export type TextProblem = 'empty' | 'too-large' | 'binary';

/** Bytes below 32 that stand in no text file; a form feed does, and an escape does in captured consoles. */
const isBinary = (code: number) => code < 8 || (code > 13 && code < 27) || (code > 27 && code < 32) || code === 0xfffd;
const binaryShare = 0.01;

export function textProblem(text: string): TextProblem | undefined {
  if (text.length > textLimits.bytes) return 'too-large';
  if (text.trim() === '') return 'empty';
  let odd = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0) return 'binary';
    if (isBinary(code)) odd += 1;
  }
  return odd > text.length * binaryShare ? 'binary' : undefined;
}

export function linesOf(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
}

/** Without a regular expression: the line may be hostile. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  let word = '';
  for (const char of line) {
    if (char !== ' ' && char !== '\t') word += char;
    else if (word !== '') {
      words.push(word);
      word = '';
    }
  }
  if (word !== '') words.push(word);
  return words;
}
