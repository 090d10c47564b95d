/** Knows how to go through the components of a card with the place of each; judges nothing. */
import { isObject, type Json, type JsonObject, objectOf, objectsOf, shown, textOf } from '../../slack/json.ts';
import { itemPath } from './walk.ts';

export interface Found {
  readonly element: JsonObject;
  readonly tag: string;
  readonly path: string;
  /** Containers around it, the outermost first; a column counts with its set. */
  readonly within: readonly JsonObject[];
}

const operatedTags = new Set([
  ...['button', 'input', 'overflow', 'select_static', 'multi_select_static', 'select_person', 'multi_select_person'],
  ...['date_picker', 'picker_time', 'picker_datetime', 'checker'],
]);

export function isOperated(tag: string): boolean {
  return operatedTags.has(tag);
}

/** Every component of a card, outer ones before what they hold. */
export function componentsOf(card: JsonObject): Found[] {
  const found: Found[] = [];
  const visit = (list: Json | undefined, path: string, within: readonly JsonObject[]): void => {
    for (const [index, element] of objectsOf(list).entries()) {
      const at = itemPath(path, index, element);
      found.push({ element, tag: shown(element.tag), path: at, within });
      const inside = element.tag === 'column' ? within : [...within, element];
      // A table has columns, too, but they hold no components.
      if (element.tag === 'column_set') visit(element.columns, `${at} -> columns`, inside);
      visit(element.elements, `${at} -> elements`, inside);
    }
  };
  visit(objectOf(card.body).elements, 'ROOT -> body -> elements', []);
  return found;
}

/** How many objects with a `tag` there are, texts and options included. */
export function countTags(value: Json | undefined): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countTags(item), 0);
  if (!isObject(value)) return 0;
  const own = typeof value.tag === 'string' ? 1 : 0;
  return Object.values(value).reduce<number>((sum, member) => sum + countTags(member), own);
}

export function formAround({ within }: Found): JsonObject | undefined {
  return within.find((container) => container.tag === 'form');
}

/** The object a callback carries, when the component has a callback behavior. */
export function callbackValue(element: JsonObject): Json | undefined {
  return objectsOf(element.behaviors).find((one) => one.type === 'callback')?.value;
}

/** Every text a client may show, markdown and plain, in all languages. */
export function markdownsIn(element: JsonObject): string[] {
  const texts = [element, objectOf(element.text), objectOf(objectOf(element.header).title)];
  const marked = texts.filter((one) => one.tag === 'markdown' || one.tag === 'lark_md');
  return marked.flatMap((one) => [
    textOf(one.content) ?? '',
    ...Object.values(objectOf(one.i18n_content)).map((said) => textOf(said) ?? ''),
  ]);
}
