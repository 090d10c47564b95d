/** Draws one field of a form: its label, what is wrong with it, and its control. Knows no form as a whole. */
import type { Field } from '../../app/cards/model.ts';
import type { Language, Phrase } from '../../app/text/phrase.ts';
import { note } from './blocks.ts';
import type { CheckerElement, Element, InputElement, SelectElement } from './card-json.ts';
import { type Choice, choose, drawOptions, type Options } from './click.ts';
import { limits, shown } from './limits.ts';
import { inertLine, markdown, type Pen, plain } from './text.ts';
import { own } from './words.ts';

/** What a ticked checkbox submits. */
export const checked = 'yes';
const unchecked: readonly (string | undefined)[] = [undefined, '', 'no', 'false'];

/** What a person has entered so far, and what is wrong with it. */
export interface Entered {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, Phrase>>;
  /** Why it was not taken as a whole. */
  readonly refusal?: readonly Phrase[];
}

export const untouched: Entered = { values: {}, errors: {} };

export interface FieldPen extends Pen {
  readonly options: Options;
  /** Longer menus become inputs: a cut menu would hide choices. */
  readonly longestMenu: number;
  /** Characters of what stands in an input already. */
  readonly longestInitial: number;
}

function label(field: Field, error: Phrase | undefined, language: Language): string {
  const name = `**${inertLine(field.label, language, shown.fieldLabel)}**`;
  const star = field.required ? " <font color='red'>*</font>" : '';
  const wrong = error === undefined ? '' : `\n<font color='red'>${inertLine(error, language, shown.fieldHint)}</font>`;
  const hint =
    field.hint === undefined ? '' : `\n<font color='grey'>${inertLine(field.hint, language, shown.fieldHint)}</font>`;
  return `${name}${star}${wrong}${hint}`;
}

/** A secret is never written back: the card stays in the chat's history. Half a value is not written at all. */
function input(field: Field, initial: string | undefined, pen: FieldPen): InputElement {
  const text = field.kind === 'text' ? field : undefined;
  const max = Math.max(1, Math.min(text?.maxLength ?? limits.inputValue, limits.inputValue));
  // A password has one line; several secret lines are seen while they are typed, and never written back.
  const type = text?.multiline ? 'multiline_text' : text?.secret ? 'password' : 'text';
  const standing = text?.secret ? '' : (initial ?? '');
  const placeholder = field.kind === 'text' || field.kind === 'search' ? field.placeholder : undefined;
  return {
    tag: 'input',
    name: field.name,
    required: field.required,
    input_type: type,
    max_length: max,
    width: 'fill',
    ...(type === 'multiline_text' && { rows: shown.inputRows }),
    ...(standing !== '' && standing.length <= Math.min(max, pen.longestInitial) && { default_value: standing }),
    ...(placeholder !== undefined && { placeholder: plain(placeholder, pen, shown.placeholder) }),
  };
}

function menu(
  field: Field,
  choices: readonly Choice[],
  initial: string | undefined,
  pen: FieldPen,
): SelectElement | InputElement {
  const options = drawOptions(choices, pen);
  const isWhole = options.length === new Set(choices.map(({ value }) => value)).size;
  if (options.length === 0 || options.length > pen.longestMenu || !isWhole) return input(field, initial, pen);
  return {
    tag: 'select_static',
    name: field.name,
    required: field.required,
    placeholder: plain(choose, pen, shown.placeholder),
    options,
    width: 'fill',
    ...(initial !== undefined && options.some(({ value }) => value === initial) && { initial_option: initial }),
  };
}

/** The value a thing already has is among its choices, even when the search did not find it. */
function found(field: Extract<Field, { kind: 'search' }>, options: Options): readonly Choice[] {
  const choices = options.get(field.source) ?? [];
  const { initial } = field;
  if (choices.length === 0 || !initial || choices.some(({ value }) => value === initial)) return choices;
  return [{ value: initial, label: field.initialLabel ?? initial }, ...choices];
}

function control(field: Exclude<Field, { kind: 'file' }>, entered: Entered, pen: FieldPen): Element {
  const initial = entered.values[field.name] ?? field.initial;
  switch (field.kind) {
    case 'text':
      return input(field, initial, pen);
    case 'select':
      return menu(field, field.options, initial, pen);
    case 'search':
      return menu(field, found(field, pen.options), initial, pen);
    case 'checkbox':
      return checker(field, initial, pen);
  }
}

function checker(
  field: Extract<Field, { kind: 'checkbox' }>,
  initial: string | undefined,
  pen: FieldPen,
): CheckerElement {
  return {
    tag: 'checker',
    name: field.name,
    checked: !unchecked.includes(initial),
    text: plain(field.text, pen, shown.fieldLabel),
  };
}

export function drawField(field: Field, entered: Entered, pen: FieldPen): Element[] {
  const heading = markdown((language) => label(field, entered.errors[field.name], language), pen);
  // Cards take no files: one sent into the chat answers the form.
  if (field.kind === 'file') return [heading, note(own.sendFile(limits.inputValue), pen).element];
  return [heading, control(field, entered, pen)];
}
