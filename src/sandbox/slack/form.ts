/** Knows what a filled-in element is worth in Slack's state, and what the client itself refuses to submit. */
import { elementsIn, optionsOf } from './blocks/find.ts';
import { isObject, type Json, type JsonObject, objectOf, objectsOf, shown, textOf } from './json.ts';
import type { FormValues, View } from './records.ts';

/** What a person enters: text, a number, ids or option values, or whole options. */
export type Entered = Json;

type Holds = 'text' | 'number' | 'option' | 'options' | 'ids' | 'object';

/** Where each element keeps its value, and which member of the element fills it to begin with. */
const kinds: Readonly<Record<string, { readonly member: string; readonly initial: string; readonly holds: Holds }>> = {
  plain_text_input: { member: 'value', initial: 'initial_value', holds: 'text' },
  email_text_input: { member: 'value', initial: 'initial_value', holds: 'text' },
  url_text_input: { member: 'value', initial: 'initial_value', holds: 'text' },
  number_input: { member: 'value', initial: 'initial_value', holds: 'text' },
  datepicker: { member: 'selected_date', initial: 'initial_date', holds: 'text' },
  timepicker: { member: 'selected_time', initial: 'initial_time', holds: 'text' },
  datetimepicker: { member: 'selected_date_time', initial: 'initial_date_time', holds: 'number' },
  users_select: { member: 'selected_user', initial: 'initial_user', holds: 'text' },
  channels_select: { member: 'selected_channel', initial: 'initial_channel', holds: 'text' },
  conversations_select: { member: 'selected_conversation', initial: 'initial_conversation', holds: 'text' },
  multi_users_select: { member: 'selected_users', initial: 'initial_users', holds: 'ids' },
  multi_channels_select: { member: 'selected_channels', initial: 'initial_channels', holds: 'ids' },
  multi_conversations_select: { member: 'selected_conversations', initial: 'initial_conversations', holds: 'ids' },
  static_select: { member: 'selected_option', initial: 'initial_option', holds: 'option' },
  external_select: { member: 'selected_option', initial: 'initial_option', holds: 'option' },
  radio_buttons: { member: 'selected_option', initial: 'initial_option', holds: 'option' },
  overflow: { member: 'selected_option', initial: 'initial_option', holds: 'option' },
  checkboxes: { member: 'selected_options', initial: 'initial_options', holds: 'options' },
  multi_static_select: { member: 'selected_options', initial: 'initial_options', holds: 'options' },
  multi_external_select: { member: 'selected_options', initial: 'initial_options', holds: 'options' },
  rich_text_input: { member: 'rich_text_value', initial: 'initial_value', holds: 'object' },
  file_input: { member: 'files', initial: 'initial_files', holds: 'ids' },
};

/**
 * The state value of an element once that was entered; null empties it.
 * @param offered options an external select has shown.
 * @throws Error when the entry is none the element offers: a person could not have made it.
 */
export function stateValueOf(element: JsonObject, entered: Entered, offered: readonly JsonObject[] = []): JsonObject {
  const type = shown(element.type);
  const kind = kinds[type];
  if (kind === undefined) throw new Error(`nothing can be entered into a ${type}`);
  const option = (one: Json) => optionFor(element, one, offered);
  const many = Array.isArray(entered) ? entered : entered === null ? [] : [entered];
  switch (kind.holds) {
    case 'option':
      return { type, [kind.member]: entered === null ? null : option(entered) };
    case 'options':
      return { type, [kind.member]: many.map(option) };
    case 'ids':
      return { type, [kind.member]: many };
    case 'text':
      return { type, [kind.member]: entered === null ? null : shown(entered) };
    case 'number':
    case 'object':
      return { type, [kind.member]: entered };
  }
}

/** The entered part of a state value: null, "" and [] count as nothing. */
export function contentOf(value: JsonObject): Json {
  const kind = kinds[shown(value.type)];
  const content = kind === undefined ? null : (value[kind.member] ?? null);
  return content === '' || (Array.isArray(content) && content.length === 0) ? null : content;
}

/** State of all fields in the blocks: what was entered, else the initial value. */
export function stateOf(blocks: readonly JsonObject[], entered: FormValues): FormValues {
  const state: Record<string, Record<string, JsonObject>> = {};
  for (const { block, element } of elementsIn(blocks)) {
    const kind = kinds[shown(element.type)];
    if (kind === undefined || element.type === 'overflow') continue;
    const blockId = shown(block.block_id);
    const actionId = shown(element.action_id);
    const known = entered[blockId]?.[actionId];
    const value = known?.type === element.type ? known : initialOf(element, kind);
    state[blockId] = Object.assign(state[blockId] ?? {}, { [actionId]: value });
  }
  return state;
}

export function viewState(view: View): FormValues {
  return stateOf(objectsOf(view.payload.blocks), view.values);
}

/** What Slack's own client refuses to send, by block id: empty required fields and lengths out of range. */
export function refusedFields(view: View): Record<string, string> {
  const state = viewState(view);
  const refused: Record<string, string> = {};
  for (const block of objectsOf(view.payload.blocks).filter((one) => one.type === 'input')) {
    const element = objectOf(block.element);
    const blockId = shown(block.block_id);
    const content = contentOf(state[blockId]?.[shown(element.action_id)] ?? {});
    const wrong = content === null ? emptyField(block) : unfit(element, content);
    if (wrong !== undefined) refused[blockId] = wrong;
  }
  return refused;
}

function emptyField(block: JsonObject): string | undefined {
  return block.optional === true ? undefined : 'Please complete this required field.';
}

function unfit(element: JsonObject, content: Json): string | undefined {
  const bound = (name: string, otherwise: number) => Number(element[name] ?? otherwise);
  const length = shown(content).length;
  if (element.type === 'plain_text_input') {
    if (length < bound('min_length', 0)) return `Must be at least ${bound('min_length', 0)} characters long.`;
    if (length > bound('max_length', 3000)) return `Must be at most ${bound('max_length', 3000)} characters long.`;
  }
  if (element.type === 'number_input') {
    const number = Number(content);
    const whole = element.is_decimal_allowed === true || Number.isInteger(number);
    if (!Number.isFinite(number) || !whole) return 'Please enter a valid number.';
    if (number < bound('min_value', Number.NEGATIVE_INFINITY)) return `Must be at least ${shown(element.min_value)}.`;
    if (number > bound('max_value', Number.POSITIVE_INFINITY)) return `Must be at most ${shown(element.max_value)}.`;
  }
  if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(shown(content)))
    return 'Please enter a valid email.';
  if (element.type === 'url_text_input' && !URL.canParse(shown(content))) return 'Please enter a valid URL.';
  if (Array.isArray(content) && content.length > bound('max_selected_items', Number.POSITIVE_INFINITY)) {
    return `Please choose at most ${shown(element.max_selected_items)}.`;
  }
  return undefined;
}

function initialOf(element: JsonObject, kind: { member: string; initial: string; holds: Holds }): JsonObject {
  const empty = kind.holds === 'options' || kind.holds === 'ids' ? [] : null;
  return { type: element.type, [kind.member]: element[kind.initial] ?? empty };
}

function optionFor(element: JsonObject, entered: Json, offered: readonly JsonObject[]): JsonObject {
  const external = shown(element.type).endsWith('external_select');
  if (external && isObject(entered)) return entered;
  const wanted = isObject(entered) ? entered.value : entered;
  const found = [...optionsOf(element), ...offered].find((option) => option.value === wanted);
  if (found !== undefined) return found;
  throw new Error(`${textOf(element.action_id) ?? 'the element'} offers no option ${shown(entered)}`);
}
