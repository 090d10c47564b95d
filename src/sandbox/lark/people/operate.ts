/** Knows what a component sends when a person operates it, and what a form's fields hold; delivers nothing. */
import { type Json, type JsonObject, objectsOf, shown, textOf } from '../../slack/json.ts';
import { callbackValue, componentsOf, type Found, formAround, isOperated } from '../card/find.ts';
import type { Person } from '../records.ts';

/** Which component: its name, or the callback value it carries, or members of that value. */
export type Target = string | JsonObject;

export type Values = Readonly<Record<string, Json>>;

/** @throws Error when nothing there is meant by the target. */
export function targetIn(card: JsonObject, target: Target, tags?: (tag: string) => boolean): Found {
  const all = componentsOf(card).filter(({ tag }) => isOperated(tag) || tag === 'interactive_container');
  const fitting = all.filter(({ tag }) => tags?.(tag) ?? true);
  const found = fitting.find(({ element }) => isMeant(element, target));
  if (found === undefined) throw new Error(`nothing on the card is ${shown(target)}`);
  if (found.element.disabled === true) throw new Error(`${shown(target)} is disabled`);
  return found;
}

function isMeant(element: JsonObject, target: Target): boolean {
  const value = callbackValue(element);
  if (typeof target === 'string') return element.name === target || value === target || buttonText(element) === target;
  return typeof value === 'object' && value !== null && !Array.isArray(value) && contains(value, target);
}

function buttonText(element: JsonObject): string | undefined {
  const { text } = element;
  return typeof text === 'object' && text !== null && !Array.isArray(text) ? textOf(text.content) : undefined;
}

function contains(value: JsonObject, wanted: JsonObject): boolean {
  return Object.entries(wanted).every(([key, member]) => JSON.stringify(value[key]) === JSON.stringify(member));
}

function named({ element, tag }: Found): JsonObject {
  const value = callbackValue(element);
  const name = textOf(element.name);
  return { ...(value === undefined ? {} : { value }), tag, ...(name === undefined ? {} : { name }) };
}

/** A click on a button or a clickable container. */
export function clicked(found: Found): JsonObject {
  return named(found);
}

/** Where each component outside a form says what was chosen. */
const said: Readonly<Record<string, 'option' | 'options' | 'input_value' | 'checked'>> = {
  select_static: 'option',
  select_person: 'option',
  overflow: 'option',
  date_picker: 'option',
  picker_time: 'option',
  picker_datetime: 'option',
  multi_select_static: 'options',
  multi_select_person: 'options',
  input: 'input_value',
  checker: 'checked',
};
const timed = new Set(['date_picker', 'picker_time', 'picker_datetime']);

/** @throws Error when the component offers no such thing. */
export function chosen(found: Found, person: Person, value: Json): JsonObject {
  const member = said[found.tag];
  if (member === undefined) throw new Error(`nothing can be chosen in a ${found.tag}`);
  mustOffer(found, value);
  return { ...named(found), [member]: value, ...(timed.has(found.tag) ? { timezone: person.timezone } : {}) };
}

/** @throws Error when a menu has no such option. A menu of people without options offers the whole chat. */
function mustOffer({ element, tag }: Found, value: Json): void {
  const offered = objectsOf(element.options).map((option) => option.value);
  if (!tag.includes('select_') && tag !== 'overflow') return;
  if (tag.endsWith('select_person') && offered.length === 0) return;
  const wanted = Array.isArray(value) ? value : [value];
  const strange = wanted.find((one) => !offered.includes(one));
  if (strange !== undefined) throw new Error(`${shown(element.name)} offers no ${shown(strange)}`);
}

/** What a field holds before anybody touches it. */
function initialOf({ element, tag }: Found): Json | undefined {
  if (tag === 'checker') return element.checked ?? false;
  if (element.selected_values !== undefined) return element.selected_values;
  const options = objectsOf(element.options);
  const byIndex = typeof element.initial_index === 'number' ? options[element.initial_index - 1]?.value : undefined;
  const { default_value, initial_option, initial_date, initial_time, initial_datetime } = element;
  return default_value ?? initial_option ?? initial_date ?? initial_time ?? initial_datetime ?? byIndex;
}

export interface Filled {
  readonly action: JsonObject;
  /** Names of the required fields that are empty, or texts that are too long: then nothing is sent. */
  readonly missing: readonly string[];
}

/**
 * A form sent by that button, with these values in its fields, by name.
 * @throws Error for a button in no form, or a value for a field the form does not have.
 */
export function submitted(card: JsonObject, button: Found, values: Values): Filled {
  const form = formAround(button);
  if (form === undefined || button.element.form_action_type !== 'submit') {
    throw new Error(`${shown(button.element.name)} submits no form`);
  }
  const fields = componentsOf(card).filter(
    (one) => isOperated(one.tag) && one.tag !== 'button' && formAround(one) === form,
  );
  const names = fields.map(({ element }) => shown(element.name));
  const strange = Object.keys(values).find((name) => !names.includes(name));
  if (strange !== undefined) throw new Error(`the form has no field ${strange}`);
  const held = fields.map((field) => {
    const name = shown(field.element.name);
    const value = values[name] ?? initialOf(field);
    if (values[name] !== undefined) mustOffer(field, values[name]);
    return { field, name, value: isEmpty(value) ? undefined : value };
  });
  const missing = held.filter(({ field, value }) => isUnfit(field, value)).map(({ name }) => name);
  const form_value = Object.fromEntries(
    held.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
  return { action: { ...named(button), form_value }, missing };
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function isUnfit({ element }: Found, value: Json | undefined): boolean {
  if (value === undefined) return element.required === true;
  return typeof value === 'string' && value.length > Number(element.max_length ?? Number.POSITIVE_INFINITY);
}
