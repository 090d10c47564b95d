/** Draws each kind of card block as Block Kit blocks. Knows no card as a whole and no size of a message. */
import type { ActionsBlock, KnownBlock, RichTextBlock, SectionBlock } from '@slack/types';
import type { Block, Button, ItemRow, StepRow, Tone } from '../../app/cards/model.ts';
import { type Language, type Phrase, say, t } from '../../app/text/phrase.ts';
import { cut } from '../cut.ts';
import { drawButton, drawPick } from './click.ts';
import { limits, shown } from './limits.ts';
import { bold, mrkdwn, mrkdwnObject, plain, speak, textObject } from './text.ts';

export interface Pen {
  readonly language: Language;
  /** Next number for an action id, unique in one card. */
  index(): number;
}

export const toneMarks: Readonly<Record<Tone, string>> = { waiting: '🟠', good: '🟢', bad: '🔴', neutral: '🔵' };

const stepMarks: Readonly<Record<StepRow['status'], string>> = { done: '✅', now: '🔧', waiting: '⏳', failed: '❌' };

/** Consecutive runs of at most `size`. */
export function batches<T>(rows: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}

export function section(phrase: Phrase, language: Language): SectionBlock {
  return { type: 'section', text: textObject(speak(phrase, language), limits.anyText) };
}

export function note(phrase: Phrase, language: Language): KnownBlock {
  return { type: 'context', elements: [textObject(speak(phrase, language), limits.anyText)] };
}

function facts(rows: readonly { readonly label: Phrase; readonly value: Phrase }[], language: Language): KnownBlock[] {
  return batches(rows, shown.factsPerSection).map((batch) => ({
    type: 'section',
    fields: batch.flatMap(({ label, value }) => [
      mrkdwnObject(bold(speak(label, language), limits.fieldText)),
      textObject(speak(value, language), limits.fieldText),
    ]),
  }));
}

function stepLine(row: StepRow, language: Language): string {
  const label = speak(row.label, language);
  const drawn = row.status === 'now' ? bold(label, shown.stepPart) : oneLine(label);
  const detail = row.detail === undefined ? '' : ` — ${oneLine(speak(row.detail, language))}`;
  return `${stepMarks[row.status]} ${drawn}${detail}`;
}

function oneLine(spoken: string): string {
  return mrkdwn(spoken.replace(/\s+/g, ' '), shown.stepPart);
}

function steps(rows: readonly StepRow[], language: Language): KnownBlock[] {
  return batches(rows, shown.stepsPerSection).map((batch) => ({
    type: 'section',
    text: mrkdwnObject(batch.map((row) => stepLine(row, language)).join('\n')),
  }));
}

function item(row: ItemRow, pen: Pen): KnownBlock {
  const title = `${toneMarks[row.tone]} ${bold(speak(row.title, pen.language), shown.itemTitle)}`;
  const detail = row.detail === undefined ? '' : `\n${mrkdwn(speak(row.detail, pen.language), shown.itemDetail)}`;
  return {
    type: 'section',
    text: mrkdwnObject(`${title}${detail}`),
    ...(row.button && { accessory: drawButton(row.button, pen.language, pen.index()) }),
  };
}

function items(rows: readonly ItemRow[], empty: Phrase, pen: Pen): KnownBlock[] {
  if (rows.length === 0) return [section(empty, pen.language)];
  const hidden = rows.length - shown.itemsPerList;
  const drawn = rows.slice(0, shown.itemsPerList).map((row) => item(row, pen));
  return hidden > 0 ? [...drawn, note(t('chat.more', { count: hidden }), pen.language)] : drawn;
}

export function buttonRows(buttons: readonly Button[], pen: Pen): ActionsBlock[] {
  return batches(buttons, shown.buttonsPerRow).map((row) => ({
    type: 'actions',
    elements: row.map((button) => drawButton(button, pen.language, pen.index())),
  }));
}

/** Whole lines in chunks of at most `size` UTF-16 units; a longer line is split between code points. */
function chunks(text: string, size: number): string[] {
  const lines = text.split('\n').flatMap((line) => {
    const parts = batches(Array.from(line), size / 2).map((points) => points.join(''));
    return parts.length === 0 ? [''] : parts;
  });
  return gather(lines, size);
}

/** Joins lines into groups of at most `size` characters; a longer line is a group of its own. */
export function gather(lines: readonly string[], size: number): string[] {
  const groups: string[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= size) groups[groups.length - 1] = `${last}\n${line}`;
    else groups.push(line);
  }
  return groups;
}

/** Preformatted rich text is literal: no escaping, no formatting, copied as it is. */
function code(text: string): RichTextBlock[] {
  return chunks(cut(text, shown.codeCharacters), shown.codeChunk).map((chunk) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: chunk || ' ' }] }],
  }));
}

/** A kind this renderer does not know shows its text, or nothing it could get wrong. */
function unknown(block: object, language: Language): KnownBlock[] {
  const text = 'text' in block ? block.text : undefined;
  return typeof text === 'string' ? [section(text, language)] : [];
}

export function drawBlock(block: Block, pen: Pen): KnownBlock[] {
  const { language } = pen;
  switch (block.kind) {
    case 'text':
      return [section(block.text, language)];
    case 'facts':
      return facts(block.rows, language);
    case 'steps':
      return steps(block.rows, language);
    case 'items':
      return items(block.rows, block.empty, pen);
    case 'buttons':
      return buttonRows(block.buttons, pen);
    case 'note':
      return [note(block.text, language)];
    case 'code':
      return code(block.text);
    case 'rule':
      return [{ type: 'divider' }];
    case 'pick':
      return [{ type: 'actions', elements: [drawPick(block, language, pen.index())] }];
    default:
      return unknown(block, language);
  }
}

export function header(mark: string, title: Phrase, language: Language): KnownBlock {
  return { type: 'header', text: plain(`${mark} ${say(title, language)}`, language, limits.headerText) };
}
