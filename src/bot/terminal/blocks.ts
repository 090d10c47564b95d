/** Draws one block of a card as lines of text. Knows marks and alignment, not where the lines go. */
import type { Block, Button, ItemRow, StepRow, Tone } from '../../app/cards/model.ts';
import { type Language, type Phrase, say } from '../../app/text/phrase.ts';
import { cleanLines, cleanPhrase } from './clean.ts';
import type { Paint, Style } from './paint.ts';
import { columns, padEnd, wrap } from './width.ts';
import { type TerminalKey, words } from './words.ts';

/** A pen knows the reader; `press` numbers a choice and keeps it. */
export interface Pen {
  readonly language: Language;
  readonly width: number;
  readonly paint: Paint;
  press(choice: Button | Extract<Block, { kind: 'pick' }>): string;
}

export const toneMark: Readonly<Record<Tone, string>> = { waiting: '◌', good: '✔', bad: '✘', neutral: '-' };

const stepMarks: Readonly<
  Record<StepRow['status'], { mark: string; style: Style; word: Extract<TerminalKey, `terminal.step.${string}`> }>
> = {
  done: { mark: '✔', style: 'good', word: 'terminal.step.done' },
  now: { mark: '»', style: 'waiting', word: 'terminal.step.now' },
  waiting: { mark: '◌', style: 'dim', word: 'terminal.step.waiting' },
  failed: { mark: '✘', style: 'bad', word: 'terminal.step.failed' },
};

/** A phrase as clean lines; only our own sentences break lines. */
export function spoken(phrase: Phrase, pen: Pick<Pen, 'language'>): string[] {
  return cleanLines(say(cleanPhrase(phrase), pen.language));
}

const oneLine = (phrase: Phrase, pen: Pen) => spoken(phrase, pen).join(' ');

/** Text after a lead; following lines are indented to stand under the first. */
export function hang(lead: string, lines: readonly string[], pen: Pen, style?: Style): string[] {
  const indent = Math.min(columns(lead), Math.floor(pen.width / 2));
  const wrapped = lines.flatMap((line) => wrap(line, pen.width - indent));
  return wrapped.map((line, index) => {
    const start = index === 0 ? lead : ' '.repeat(indent);
    return style ? start + pen.paint(style, line) : start + line;
  });
}

function facts(rows: Extract<Block, { kind: 'facts' }>['rows'], pen: Pen): string[] {
  const labels = rows.map((row) => oneLine(row.label, pen));
  const limit = Math.floor(pen.width * 0.4);
  const column = Math.min(limit, Math.max(0, ...labels.map(columns)));
  return rows.flatMap((row, index) => {
    const label = labels[index] ?? '';
    const value = spoken(row.value, pen);
    if (columns(label) <= column) return hang(`${padEnd(label, column)}  `, value, pen);
    return [...wrap(label, pen.width), ...hang(' '.repeat(column + 2), value, pen)];
  });
}

function step(row: StepRow, pen: Pen): string[] {
  const { mark, style, word } = stepMarks[row.status];
  const label = `${oneLine(row.label, pen)} (${words(pen.language, word)})`;
  const detail = row.detail ? hang('  ', spoken(row.detail, pen), pen, 'dim') : [];
  return [...hang(`${mark} `, [label], pen, style), ...detail];
}

function item(row: ItemRow, pen: Pen): string[] {
  const lines = hang(`${toneMark[row.tone]} `, [oneLine(row.title, pen)], pen, row.tone);
  if (row.detail) lines.push(...hang('  ', spoken(row.detail, pen), pen, 'dim'));
  if (row.button) lines.push(...hang('  ', [choice(row.button, pen)], pen, row.button.style));
  return lines;
}

const choice = (button: Button, pen: Pen) => `[${pen.press(button)}] ${oneLine(button.label, pen)}`;

/** Choices side by side while they fit. */
function buttons(all: readonly Button[], pen: Pen): string[] {
  const lines: { text: string; used: number }[] = [];
  for (const button of all) {
    const label = choice(button, pen);
    const size = columns(label);
    const last = lines.at(-1);
    if (last && last.used + 3 + size <= pen.width) {
      last.text += `   ${button.style ? pen.paint(button.style, label) : label}`;
      last.used += 3 + size;
      continue;
    }
    for (const line of wrap(label, pen.width)) {
      lines.push({ text: button.style ? pen.paint(button.style, line) : line, used: columns(line) });
    }
  }
  return lines.map((line) => line.text);
}

const draw: { readonly [K in Block['kind']]: (block: Extract<Block, { kind: K }>, pen: Pen) => string[] } = {
  text: (block, pen) => hang('', spoken(block.text, pen), pen),
  facts: (block, pen) => facts(block.rows, pen),
  steps: (block, pen) => block.rows.flatMap((row) => step(row, pen)),
  items: (block, pen) =>
    block.rows.length === 0
      ? hang('', spoken(block.empty, pen), pen, 'dim')
      : block.rows.flatMap((row) => item(row, pen)),
  buttons: (block, pen) => buttons(block.buttons, pen),
  note: (block, pen) => hang('', spoken(block.text, pen), pen, 'dim'),
  code: (block, pen) => cleanLines(block.text).flatMap((line) => hang('| ', [line], pen).map(codeMargin)),
  rule: (_, pen) => [pen.paint('dim', '-'.repeat(pen.width))],
  pick: (block, pen) => {
    const label = `[${pen.press(block)}] ${oneLine(block.placeholder, pen)} ${words(pen.language, 'terminal.pick')}`;
    return hang('', [label], pen);
  },
};

const codeMargin = (line: string) => (line.startsWith('| ') ? line : `| ${line.slice(2)}`);

/** Lines of at most `pen.width` columns. A block of a kind this terminal does not know is said to be there. */
export function drawBlock(block: Block, pen: Pen): string[] {
  if (!Object.hasOwn(draw, block.kind)) return hang('', [words(pen.language, 'terminal.unknown-block')], pen, 'dim');
  // Every entry takes its own kind of block; the compiler cannot follow a lookup by union.
  const lines = draw[block.kind] as (block: Block, pen: Pen) => string[];
  return lines(block, pen);
}
