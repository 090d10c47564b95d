/** Knows the rules between the components of a card: what may stand where, what is unique, what must exist. */
import { type JsonObject, objectOf, objectsOf, shown, textOf } from '../../slack/json.ts';
import { cardLimits } from '../limits.ts';
import { componentsOf, countTags, type Found, formAround, isOperated, markdownsIn } from './find.ts';
import { elementIdPattern } from './parts.ts';
import { type CardProblem, problems } from './problem.ts';
import { checkTable } from './table.ts';

/** What a card may refer to. */
export interface Known {
  image(key: string): boolean;
  person(id: string): boolean;
}

/** A rule looks at the whole card; the table is the order in which findings are told. */
type Rule = (card: JsonObject, all: readonly Found[], known: Known) => readonly CardProblem[];

const rules: readonly Rule[] = [
  sharedOnly,
  (card) => {
    const count = countTags({ header: card.header, body: card.body });
    return count > cardLimits.elements ? [problems.tooManyElements(count)] : [];
  },
  (_card, all) =>
    all
      .filter(({ tag, within }) => within.length >= cardLimits.nesting && (tag === 'column_set' || holds(tag)))
      .map(({ path }) => problems.tooDeep(path, cardLimits.nesting)),
  (_card, all) => all.flatMap(misplaced),
  (_card, all) => all.flatMap(inForm),
  (_card, all) => all.filter(({ tag }) => tag === 'form').flatMap((form) => submits(form, all)),
  (_card, all) =>
    unique(
      all.filter((one) => one.element.name !== undefined),
      'name',
    ),
  (_card, all) =>
    unique(
      all.filter((one) => one.element.element_id !== undefined),
      'element_id',
    ),
  (_card, all) => all.flatMap(elementId),
  (_card, all) => all.flatMap(options),
  tables,
  (_card, all, known) => all.flatMap((one) => images(one, known)),
  (_card, all, known) => all.flatMap((one) => people(one, known)),
];

export function brokenRules(card: JsonObject, known: Known): CardProblem[] {
  const all = componentsOf(card);
  return rules.flatMap((rule) => rule(card, all, known));
}

function holds(tag: string): boolean {
  return tag === 'form' || tag === 'collapsible_panel' || tag === 'interactive_container';
}

/** Cards of schema 2.0 are shared by all who see them. */
function sharedOnly(card: JsonObject): readonly CardProblem[] {
  return objectOf(card.config).update_multi === false
    ? [problems.rule('ROOT -> config', 'update_multi must be true in schema 2.0')]
    : [];
}

function misplaced({ tag, path, within }: Found): readonly CardProblem[] {
  if (within.length === 0) return [];
  if (tag === 'form') return [problems.misplaced(path, 'form', 'must stand at the root')];
  if (tag === 'table') return [problems.misplaced(path, 'table', 'must stand at the root')];
  return [];
}

function inForm(one: Found): readonly CardProblem[] {
  const { tag, path, element } = one;
  if (!isOperated(tag)) return [];
  const inside = formAround(one) !== undefined;
  if (inside && (textOf(element.name) ?? '') === '') return [problems.nameless(path, tag)];
  if (tag !== 'button' || element.form_action_type === undefined) return [];
  if (!inside) return [problems.misplaced(path, 'form_action_type', 'is for buttons in a form')];
  // Public examples disagree on whether both may be there; refused, so that nothing comes to depend on it.
  return element.behaviors === undefined ? [] : [problems.rule(path, 'form_action_type excludes behaviors')];
}

function submits(form: Found, all: readonly Found[]): readonly CardProblem[] {
  const inside = all.filter((one) => formAround(one) === form.element);
  const submit = inside.some(({ tag, element }) => tag === 'button' && element.form_action_type === 'submit');
  return submit ? [] : [problems.rule(form.path, 'a form needs a button that submits it')];
}

function unique(all: readonly Found[], member: 'name' | 'element_id'): readonly CardProblem[] {
  const values = all.map(({ element }) => element[member]);
  return all
    .filter((_one, index) => values.indexOf(values[index]) < index)
    .map(({ path, element }) => problems.duplicate(path, member, shown(element[member])));
}

function elementId({ element, path }: Found): readonly CardProblem[] {
  const id = textOf(element.element_id);
  return id === undefined || elementIdPattern.test(id)
    ? []
    : [
        problems.rule(
          path,
          `element_id(${id}) must start with a letter and have at most ${cardLimits.elementId} characters`,
        ),
      ];
}

function options({ element, path, tag }: Found): readonly CardProblem[] {
  if (!tag.includes('select_')) return [];
  const values = objectsOf(element.options).map((option) => shown(option.value));
  const twice = values.find((value, index) => values.indexOf(value) < index);
  return twice === undefined ? [] : [problems.duplicate(path, 'option', twice)];
}

/** Tables written in markdown count like the component. */
function tables(_card: JsonObject, all: readonly Found[]): readonly CardProblem[] {
  const components = all.filter(({ tag }) => tag === 'table');
  const written = all
    .filter(({ tag }) => tag === 'markdown')
    .map(({ element }) => [...(textOf(element.content) ?? '').matchAll(/^\s*\|?(\s*:?-{3,}:?\s*\|)+/gm)].length)
    .reduce((sum, count) => sum + count, 0);
  const over = components.length + written > cardLimits.tables ? [problems.tooManyTables()] : [];
  return [...over, ...components.flatMap(checkTable)];
}

function images({ element, path }: Found, known: Known): readonly CardProblem[] {
  const keys = [element, ...objectsOf(element.img_list), objectOf(element.icon)].flatMap(
    (one) => textOf(one.img_key) ?? [],
  );
  return keys.filter((key) => !known.image(key)).map((key) => problems.image(path, key));
}

function people({ element, path, tag }: Found, known: Known): readonly CardProblem[] {
  const mentioned = markdownsIn(element).flatMap((said) =>
    [...said.matchAll(/<at\s+id=['"]?([^\s'">]+)/g)].map((match) => match[1] ?? ''),
  );
  const shownPeople =
    tag === 'person' ? [shown(element.user_id)] : objectsOf(element.persons).map((one) => shown(one.id));
  return [...mentioned.filter((id) => id !== 'all'), ...shownPeople]
    .filter((id) => !known.person(id))
    .map((id) => problems.person(path, id));
}
