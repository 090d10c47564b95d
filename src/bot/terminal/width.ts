/** How many columns text takes on a terminal, and how it is wrapped to fit. Knows no card and no colour. */
import { wide } from './wide.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const emojiPresentation = '\ufe0f';

function columnsOf(grapheme: string): number {
  if (/^\p{M}+$/u.test(grapheme)) return 0;
  if (grapheme.includes(emojiPresentation)) return 2;
  const point = grapheme.codePointAt(0) ?? 0;
  return wide.some(([first, last]) => point >= first && point <= last) ? 2 : 1;
}

/** Columns a line takes; a combining mark takes none of its own. */
export function columns(text: string): number {
  let sum = 0;
  for (const { segment } of graphemes.segment(text)) sum += columnsOf(segment);
  return sum;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/** Punctuation that does not begin a line in Chinese typesetting. */
const closing = /^[，。、；：！？）】」』》〉…,.;:!?)\]}]/u;

/** Pieces between which a line may break: words with the blanks before them, and single wide characters. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let open = false;
  for (const { segment } of graphemes.segment(text)) {
    const last = found.at(-1);
    const single = columnsOf(segment) === 2;
    const joins = last !== undefined && (closing.test(segment) || (open && !single && segment !== ' '));
    if (joins) found[found.length - 1] = last + segment;
    else if (segment !== ' ' && last?.trim() === '') found[found.length - 1] = last + segment;
    else found.push(segment);
    open = !single;
  }
  return found;
}

/** Lines of at most `width` columns; a word longer than a line is cut. An empty text is one empty line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const put = (piece: string) => {
    line += piece;
    used += columns(piece);
  };
  const turn = () => {
    lines.push(line.trimEnd());
    line = '';
    used = 0;
  };
  for (const piece of pieces(text)) {
    if (used + columns(piece) <= width) {
      put(piece);
      continue;
    }
    const rest = used > 0 ? piece.trimStart() : piece;
    if (rest === '') continue;
    if (used > 0) turn();
    for (const { segment } of graphemes.segment(rest)) {
      if (used > 0 && used + columnsOf(segment) > width) turn();
      put(segment);
    }
  }
  turn();
  return lines;
}
