/** Draws each kind of card block as elements of a card. Knows no card as a whole and no size of one. */
import type { Block, Button, ItemRow, StepRow, Tone } from '../../app/cards/model.ts';
import { type Language, type Phrase, t } from '../../app/text/phrase.ts';
import { batches } from '../groups.ts';
import type { Element, Panel } from './card-json.ts';
import { drawButton, drawPick, type Options } from './click.ts';
import { shown } from './limits.ts';
import { fenced, inert, inertLine, markdown, type Pen, plain, smallPrint } from './text.ts';
import { own, type Sentence } from './words.ts';

/** An element, and whether a person can act with it: those are kept when room is short. */
export interface Drawn {
  readonly element: Element;
  readonly acts: boolean;
}

const toneMarks: Readonly<Record<Tone, string>> = { waiting: '🟠', good: '🟢', bad: '🔴', neutral: '🔵' };
const stepMarks: Readonly<Record<StepRow['status'], string>> = { done: '✅', now: '🔧', waiting: '⏳', failed: '❌' };
const colons: Readonly<Record<Language, string>> = { en: ': ', zh: '：' };

function shows(element: Element): Drawn {
  return { element, acts: false };
}

export function text(phrase: Sentence, pen: Pen, max: number = shown.text): Drawn {
  return shows(markdown((language) => inert(phrase, language, max), pen));
}

export function note(phrase: Sentence, pen: Pen): Drawn {
  return shows(smallPrint((language) => inert(phrase, language, shown.text), pen));
}

function facts(rows: readonly { readonly label: Phrase; readonly value: Phrase }[], pen: Pen): Drawn[] {
  const row = (language: Language) => (fact: { label: Phrase; value: Phrase }) =>
    `**${inertLine(fact.label, language, shown.factLabel)}**${colons[language]}${inert(fact.value, language, shown.factValue)}`;
  return batches(rows, 10).map((batch) => shows(markdown((language) => batch.map(row(language)).join('\n'), pen)));
}

function panel(title: Sentence, elements: readonly Element[], pen: Pen): Panel {
  return {
    tag: 'collapsible_panel',
    expanded: false,
    header: { title: plain(title, pen, shown.title) },
    elements,
  };
}

function stepLine(row: StepRow, language: Language): string {
  const label = inertLine(row.label, language, shown.stepPart);
  const detail = row.detail === undefined ? '' : ` — ${inertLine(row.detail, language, shown.stepPart)}`;
  return `${stepMarks[row.status]} ${row.status === 'now' ? `**${label}**` : label}${detail}`;
}

function stepList(rows: readonly StepRow[], pen: Pen): Element {
  return markdown((language) => rows.map((row) => stepLine(row, language)).join('\n'), pen);
}

/** Many finished steps at the front are history: folded away, what is going on stays in sight. */
function steps(rows: readonly StepRow[], pen: Pen): Drawn[] {
  const open = rows.findIndex((row) => row.status !== 'done');
  const done = open === -1 ? 0 : open;
  if (done < shown.foldedSteps) return batches(rows, 12).map((batch) => shows(stepList(batch, pen)));
  const history = panel(own.stepsDone(done), [stepList(rows.slice(0, done), pen)], pen);
  return [shows(history), ...batches(rows.slice(done), 12).map((batch) => shows(stepList(batch, pen)))];
}

function itemText(row: ItemRow, language: Language): string {
  const title = `${toneMarks[row.tone]} **${inertLine(row.title, language, shown.itemTitle)}**`;
  return row.detail === undefined ? title : `${title}\n${inert(row.detail, language, shown.itemDetail)}`;
}

function item(row: ItemRow, pen: Pen): Element {
  const described = markdown((language) => itemText(row, language), pen);
  if (row.button === undefined) return described;
  return {
    tag: 'column_set',
    flex_mode: 'none',
    columns: [
      { tag: 'column', width: 'weighted', weight: 4, vertical_align: 'center', elements: [described] },
      { tag: 'column', width: 'auto', vertical_align: 'center', elements: [drawButton(row.button, pen)] },
    ],
  };
}

/** Rows without buttons share elements; beyond the first ones, rows are only listed, folded. */
function items(rows: readonly ItemRow[], empty: Phrase, pen: Pen): Drawn[] {
  if (rows.length === 0) return [text(empty, pen)];
  const first = rows.slice(0, shown.itemsWithButton);
  const folded = rows.slice(first.length, first.length + shown.itemsFolded);
  const hidden = rows.length - first.length - folded.length;
  const list = (batch: readonly ItemRow[]) =>
    markdown((language) => batch.map((row) => itemText(row, language)).join('\n'), pen);
  const drawn = first.map((row) => shows(item(row, pen)));
  if (folded.length === 0) return drawn;
  const more = panel(t('chat.more', { count: folded.length + hidden }), batches(folded, 10).map(list), pen);
  return [...drawn, shows(more), ...(hidden > 0 ? [note(t('chat.more', { count: hidden }), pen)] : [])];
}

export function buttonRows(buttons: readonly Button[], pen: Pen): Drawn[] {
  return batches(buttons, shown.buttonsPerRow).map((row) => ({
    acts: true,
    element: {
      tag: 'column_set',
      flex_mode: 'flow',
      columns: row.map((button) => ({ tag: 'column', width: 'auto', elements: [drawButton(button, pen)] })),
    },
  }));
}

/** A kind this renderer does not know shows its text, or nothing it could get wrong. */
function unknown(block: object, pen: Pen): Drawn[] {
  const found = 'text' in block ? block.text : undefined;
  return typeof found === 'string' ? [text(found, pen)] : [];
}

export function drawBlock(block: Block, pen: Pen, options: Options): Drawn[] {
  switch (block.kind) {
    case 'text':
      return [text(block.text, pen)];
    case 'facts':
      return facts(block.rows, pen);
    case 'steps':
      return steps(block.rows, pen);
    case 'items':
      return items(block.rows, block.empty, pen);
    case 'buttons':
      return buttonRows(block.buttons, pen);
    case 'note':
      return [note(block.text, pen)];
    case 'code':
      return [shows(markdown(() => fenced(block.text, shown.code), pen))];
    case 'rule':
      return [shows({ tag: 'hr' })];
    case 'pick':
      return [{ element: drawPick(block, pen, options), acts: true }];
    default:
      return unknown(block, pen);
  }
}
