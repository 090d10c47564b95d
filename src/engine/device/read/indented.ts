/** Languages whose sections are indented: Cisco, FRR, VRP, Comware. Lines become statements under their heads. */
import { type Lexed, linesOf, type Statement, textLimits, wordsOf } from './statement.ts';

export interface IndentedLook {
  /** Start comment lines. */
  readonly marks: readonly string[];
  /** Words that only close a section. */
  readonly closing: readonly string[];
  /** Comment lines that are read nevertheless: commands for the Linux kernel. */
  readonly kernel?: true;
  /** What opens a section, outermost kinds first: needed where blanks at the start of lines were lost. */
  readonly heads: readonly (readonly string[])[];
}

function indentOf(line: string): number {
  let index = 0;
  while (index < line.length && (line[index] === ' ' || line[index] === '\t')) index += 1;
  return index;
}

interface Open {
  readonly indent: number;
  readonly words: readonly string[];
}

/** The text behind a comment mark when it is a command for the kernel. */
function kernelCommand(line: string): string | undefined {
  const said = line.slice(1).trimStart();
  return said.startsWith('ip ') ? said : undefined;
}

/** Chat clients and consoles may eat every leading blank: then known heads open a section and closing words end it. */
function isFlat(lines: readonly string[], look: IndentedLook): boolean {
  return lines.every((line) => indentOf(line) === 0 || look.marks.some((mark) => line.trimStart().startsWith(mark)));
}

export function lexIndented(text: string, look: IndentedLook): Lexed {
  const lines = linesOf(text);
  const flat = isFlat(lines, look);
  const statements: Statement[] = [];
  const refused: number[] = [];
  const open: Open[] = [];
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const said = raw.trimStart();
    if (said === '') continue;
    if (raw.length > textLimits.lineLength) {
      refused.push(line);
      continue;
    }
    if (look.marks.some((mark) => said.startsWith(mark))) {
      const command = look.kernel && kernelCommand(said);
      if (command) statements.push({ line, levels: [wordsOf(command)] });
      if (flat && said.trim().length === 1) open.length = 0;
      continue;
    }
    const words = wordsOf(said);
    const indent = flat ? flatIndent(words, look) : indentOf(raw);
    if (look.closing.includes(said.trim().toLowerCase())) {
      if (flat) open.pop();
      continue;
    }
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    if (open.length >= textLimits.depth || words.length > textLimits.words) refused.push(line);
    else {
      statements.push({ line, levels: [...open.map((head) => head.words), words] });
      open.push({ indent, words });
    }
  }
  return { statements, refused, flat };
}

/** In flat text a known head stands at the depth of its kind, anything else below the innermost open head. */
function flatIndent(words: readonly string[], look: IndentedLook): number {
  const starts = (head: string) => {
    const wanted = wordsOf(head);
    return wanted.every((word, index) => words[index]?.toLowerCase() === word);
  };
  const depth = look.heads.findIndex((kind) => kind.some(starts));
  return depth < 0 ? look.heads.length : depth;
}
