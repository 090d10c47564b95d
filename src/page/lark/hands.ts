/** What a person can do on a card: click, choose, fill in and submit a form. Draws nothing. */
import type { JsonObject, LarkTarget } from '../../sandbox/page/wire.ts';
import { act } from '../line.ts';
import { objectOf, objectsOf, textOf } from '../parts/json.ts';

export type Entry = string | boolean;

export interface Hands {
  /** Which drawing of the card this is. */
  readonly drawing: number;
  click(element: JsonObject): Promise<unknown>;
  choose(element: JsonObject, chosen: string): Promise<unknown>;
  /** Inside a form container. */
  readonly form?: FormHands;
}

export interface FormHands {
  readonly values: Readonly<Record<string, Entry>>;
  /** Names of fields that kept the form from being sent. */
  readonly missing: readonly string[];
  enter(name: string, entry: Entry): void;
  submit(button: JsonObject): Promise<unknown>;
}

/** A component is meant by its name, else by the value its callback carries. */
export function targetOf(element: JsonObject): LarkTarget {
  const callback = objectsOf(element.behaviors).find(({ type }) => type === 'callback');
  const name = textOf(element.name);
  if (name !== '') return name;
  const value = callback?.value;
  return typeof value === 'string' ? value : objectOf(value);
}

export function cardHands(message: string, drawing: number): Hands {
  return {
    drawing,
    click: (element) => act({ do: 'lark-click', message, on: targetOf(element) }),
    choose: (element, chosen) => act({ do: 'lark-choose', message, on: targetOf(element), chosen }),
  };
}
