/** Knows how to hold a JSON value against a shape; knows no number and no rule between components. */
import { isObject, type Json, type JsonObject, shown } from '../../slack/json.ts';
import { containers } from './containers.ts';
import { displays } from './displays.ts';
import { operatedComponents } from './operated.ts';
import { locales, textShape } from './parts.ts';
import { type CardProblem, problems } from './problem.ts';
import type { Field, Shape } from './shape.ts';

const shapes: Readonly<Record<string, Shape>> = { ...displays, ...operatedComponents, ...containers };

/** Where an item of a list is, as Lark writes it. */
export function itemPath(path: string, index: number, item: Json | undefined): string {
  const tag = isObject(item) && typeof item.tag === 'string' ? `(tag: ${item.tag})` : '';
  return `${path} -> [${index}]${tag}`;
}

function nameOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

/** Everything in `value` that does not fit `field`. */
export function walk(value: Json, field: Field, path: string): CardProblem[] {
  const wrong = (expected: string) => [problems.wrongType(path, expected, nameOf(value))];
  switch (field.is) {
    case 'flag':
      return typeof value === 'boolean' ? [] : wrong('a boolean');
    case 'number':
      if (typeof value !== 'number' || (field.whole && !Number.isInteger(value))) return wrong('a number of that kind');
      return value < field.min || value > field.max ? [problems.outOfRange(path, field.min, field.max, value)] : [];
    case 'string':
      return typeof value === 'string' ? walkString(value, field, path) : wrong('a string');
    case 'words':
      return isObject(value) ? walkWords(value, path) : wrong('an object');
    case 'text':
      return isObject(value) ? walkText(value, field, path) : wrong('an object');
    case 'list':
      if (!Array.isArray(value)) return wrong('an array');
      if (value.length > field.max) return [problems.tooMany(path, field.max, value.length)];
      if (value.length < field.min) return [problems.tooFew(path, field.min, value.length)];
      return value.flatMap((item, index) => walk(item, field.of, itemPath(path, index, item)));
    case 'object':
      return isObject(value) ? walkObject(value, field.shape, path) : wrong('an object');
    case 'either':
      return isObject(value) ? walkEither(value, field, path) : wrong('an object');
    case 'components':
      if (!Array.isArray(value)) return wrong('an array');
      return value.flatMap((item, index) => walkComponent(item, field.only, itemPath(path, index, item)));
    case 'free':
      return isObject(value) ? [] : wrong('an object');
  }
}

/** Holds an object against a shape; `told` is the member that told it apart. */
export function walkObject(value: JsonObject, shape: Shape, path: string, told?: string): CardProblem[] {
  const found: CardProblem[] = [];
  for (const [name, field] of Object.entries(shape)) {
    const member = value[name];
    if (member !== undefined) found.push(...walk(member, field, `${path} -> ${name}`));
    else if (field.required === true) found.push(problems.missing(path, name));
  }
  const strange = Object.keys(value).filter((name) => value[name] !== undefined && name !== told && !(name in shape));
  return [...found, ...strange.map((name) => problems.unknown(path, name))];
}

function walkString(value: string, field: Extract<Field, { is: 'string' }>, path: string): CardProblem[] {
  if (field.oneOf !== undefined && !field.oneOf.includes(value)) return [problems.notOneOf(path, field.oneOf, value)];
  if (field.like !== undefined && !field.like.test(value)) return [problems.wrongType(path, String(field.like), value)];
  if (field.max !== undefined && value.length > field.max) return [problems.tooLong(path, field.max, value.length)];
  return [];
}

function walkWords(value: JsonObject, path: string): CardProblem[] {
  return Object.entries(value).flatMap(([locale, said]) => {
    if (!locales.includes(locale)) return [problems.unknown(path, locale)];
    return typeof said === 'string'
      ? []
      : [problems.wrongType(`${path} -> ${locale}`, 'a string', nameOf(said ?? null))];
  });
}

function walkText(value: JsonObject, field: Extract<Field, { is: 'text' }>, path: string): CardProblem[] {
  const tag = shown(value.tag);
  if (!field.tags.some((one) => one === tag)) return [problems.notOneOf(`${path} -> tag`, field.tags, tag)];
  const content: Field = { is: 'string', max: field.max, required: true };
  return walkObject(value, { ...textShape, content }, path, 'tag');
}

function walkEither(value: JsonObject, field: Extract<Field, { is: 'either' }>, path: string): CardProblem[] {
  const kind = shown(value[field.by]);
  const shape = field.shapes[kind];
  if (shape === undefined) return [problems.notOneOf(`${path} -> ${field.by}`, Object.keys(field.shapes), kind)];
  return walkObject(value, shape, path, field.by);
}

function walkComponent(value: Json, only: string | undefined, path: string): CardProblem[] {
  if (!isObject(value)) return [problems.wrongType(path, 'an object', nameOf(value))];
  if (typeof value.tag !== 'string') return [problems.missing(path, 'tag')];
  const shape = shapes[value.tag];
  if (shape === undefined) return [problems.unsupported(path, value.tag)];
  if (only === undefined ? value.tag === 'column' : value.tag !== only) {
    return [problems.misplaced(path, value.tag, 'cannot stand here')];
  }
  return walkObject(value, shape, path, 'tag');
}
