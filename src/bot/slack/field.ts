/** Draws one field of a form as an input block: the block id is the argument's name. Knows no form as a whole. */
import type { InputBlock, PlainTextOption } from '@slack/types';
import type { Field } from '../../app/cards/model.ts';
import { type Language, type Phrase, say, t } from '../../app/text/phrase.ts';
import { cut } from '../cut.ts';
import { batches } from './blocks.ts';
import { searchActionId } from './click.ts';
import { limits } from './limits.ts';
import { plain } from './text.ts';

type Of<Kind extends Field['kind']> = Extract<Field, { kind: Kind }>;
type Element = InputBlock['element'];

export const checked = 'yes';
const unchecked: readonly (string | undefined)[] = [undefined, '', 'no', 'false'];

/** Both ids of a field are its argument's name; only a search field's action id is taken for its source. */
function idOf({ name }: Pick<Field, 'name'>): string {
  return cut(name, limits.blockId);
}

function option(value: string, label: Phrase, language: Language): PlainTextOption {
  return { text: plain(label === '' ? value : label, language, limits.optionText), value };
}

/** Slack refuses longer values, and a cut value would mean something else. */
export function isOptionValue(value: string): boolean {
  return value !== '' && value.length <= limits.optionValue;
}

function placeholder(phrase: Phrase | undefined, language: Language) {
  return phrase === undefined ? {} : { placeholder: plain(phrase, language, limits.placeholder) };
}

function textInput(
  field: Pick<Of<'text'>, 'name' | 'initial' | 'maxLength' | 'multiline' | 'placeholder'>,
  language: Language,
) {
  const max = Math.max(1, Math.min(field.maxLength ?? limits.inputValue, limits.inputValue));
  const element: Element = {
    type: 'plain_text_input',
    action_id: idOf(field),
    max_length: max,
    ...(field.multiline && { multiline: true }),
    ...(field.initial && { initial_value: cut(field.initial, max) }),
    ...placeholder(field.placeholder, language),
  };
  return element;
}

/** Up to 100 options in one list, up to 100 lists of 100 beyond that; without any option, free text. */
function selectInput(field: Of<'select'>, language: Language): Element {
  const options = field.options
    .filter(({ value }) => isOptionValue(value))
    .slice(0, limits.options * limits.optionGroups)
    .map(({ value, label }) => option(value, label, language));
  if (options.length === 0) {
    const { name, initial } = field;
    return textInput({ name, ...(initial !== undefined && { initial }) }, language);
  }
  const initial = options.find(({ value }) => value === field.initial);
  const groups = batches(options, limits.options).map((group, index) => ({
    label: plain(`${index * limits.options + 1}–${index * limits.options + group.length}`, language, limits.optionText),
    options: group,
  }));
  return {
    type: 'static_select',
    action_id: idOf(field),
    ...(groups.length > 1 ? { option_groups: groups } : { options }),
    ...(initial && { initial_option: initial }),
    ...placeholder(t('chat.placeholder'), language),
  };
}

function searchInput(field: Of<'search'>, language: Language): Element {
  const { initial } = field;
  return {
    type: 'external_select',
    action_id: searchActionId(field.source),
    min_query_length: 0,
    ...(initial &&
      isOptionValue(initial) && { initial_option: option(initial, field.initialLabel ?? initial, language) }),
    ...placeholder(field.placeholder ?? t('chat.placeholder'), language),
  };
}

function checkboxInput(field: Of<'checkbox'>, language: Language): Element {
  const options = [option(checked, field.text, language)];
  return {
    type: 'checkboxes',
    action_id: idOf(field),
    options,
    ...(!unchecked.includes(field.initial) && { initial_options: options }),
  };
}

function input(field: Field, language: Language): Element {
  switch (field.kind) {
    case 'text':
      return textInput(field, language);
    case 'select':
      return selectInput(field, language);
    case 'search':
      return searchInput(field, language);
    case 'checkbox':
      return checkboxInput(field, language);
    case 'file':
      return { type: 'file_input', action_id: idOf(field), max_files: 1 };
  }
}

/** The text of a checkbox that is longer than an option may be is repeated in full as the hint. */
function hintOf(field: Field, language: Language): string | undefined {
  const hint = field.hint === undefined ? undefined : say(field.hint, language);
  const text = field.kind === 'checkbox' ? say(field.text, language) : '';
  const overlong = text.length > limits.optionText ? text : undefined;
  const parts = [overlong, hint].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('\n');
}

export function drawField(field: Field, language: Language): InputBlock {
  const hint = hintOf(field, language);
  return {
    type: 'input',
    block_id: idOf(field),
    optional: !field.required,
    label: plain(field.label, language, limits.inputLabel),
    element: input(field, language),
    ...(hint !== undefined && { hint: plain(hint, language, limits.inputHint) }),
  };
}
