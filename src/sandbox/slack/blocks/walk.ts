/** Knows how to hold a JSON value against a shape; knows no block, no number and no rule between blocks. */
import { isObject, type Json, type JsonObject, shown } from '../json.ts';
import { blockShapes } from './block-shapes.ts';
import { elementShapes } from './element-shapes.ts';
import { type BlockProblem, problems } from './problem.ts';
import type { Field, Shape } from './shape.ts';

/** Everything in `value` that does not fit `field`; pointers start at `at`. */
export function walk(value: Json, field: Field, at: string): BlockProblem[] {
  switch (field.is) {
    case 'anything':
      return [];
    case 'flag':
      return typeof value === 'boolean' ? [] : [problems.wrongType(at, 'a boolean', nameOf(value))];
    case 'number':
      if (typeof value !== 'number') return [problems.wrongType(at, 'a number', nameOf(value))];
      return value < field.min || value > field.max ? [problems.outOfRange(at, field.min, field.max, value)] : [];
    case 'string':
      if (typeof value !== 'string') return [problems.wrongType(at, 'a string', nameOf(value))];
      if (field.oneOf !== undefined && !field.oneOf.includes(value)) return [problems.notOneOf(at, field.oneOf, value)];
      return length(value, field.min, field.max, at);
    case 'text':
      return walkText(value, field.kinds, field.max, at);
    case 'list':
      if (!Array.isArray(value)) return [problems.wrongType(at, 'an array', nameOf(value))];
      if (value.length > field.max) return [problems.tooMany(at, field.max, value.length)];
      if (value.length < field.min) return [problems.tooFew(at, field.min, value.length)];
      return value.flatMap((item, index) => walk(item, field.of, `${at}/${index}`));
    case 'object':
      return isObject(value)
        ? walkObject(value, field.shape, at)
        : [problems.wrongType(at, 'an object', nameOf(value))];
    case 'typed':
      return walkTyped(value, field.part === 'block' ? blockShapes : elementShapes, field.types, at);
  }
}

/** Holds an object against a shape; its `type` was looked at before. */
export function walkObject(value: JsonObject, shape: Shape, at: string): BlockProblem[] {
  const present = Object.keys(value).filter((name) => value[name] !== undefined);
  const found: BlockProblem[] = [];
  for (const [name, field] of Object.entries(shape.fields)) {
    const member = value[name];
    if (member !== undefined) found.push(...walk(member, field, `${at}/${name}`));
    else if (field.required === true) found.push(problems.missing(at, [name]));
  }
  for (const names of shape.anyOf ?? []) {
    if (!names.some((name) => present.includes(name))) found.push(problems.missing(at, names));
  }
  for (const names of shape.atMostOneOf ?? []) {
    if (names.filter((name) => present.includes(name)).length > 1) found.push(problems.conflict(at, names));
  }
  if (shape.open === true) return found;
  const unknown = present.filter((name) => name !== 'type' && !(name in shape.fields));
  return [...found, ...unknown.map((name) => problems.unknown(at, name))];
}

function walkTyped(
  value: Json,
  shapes: Readonly<Record<string, Shape>>,
  types: readonly string[] | 'any',
  at: string,
): BlockProblem[] {
  if (!isObject(value)) return [problems.wrongType(at, 'an object', nameOf(value))];
  if (value.type === undefined) return [problems.missing(at, ['type'])];
  const type = shown(value.type);
  const allowed = types === 'any' ? Object.keys(shapes) : types;
  const shape = allowed.includes(type) ? shapes[type] : undefined;
  return shape === undefined ? [problems.unsupported(at, allowed, type)] : walkObject(value, shape, at);
}

function walkText(value: Json, kinds: readonly string[], max: number, at: string): BlockProblem[] {
  if (!isObject(value)) return [problems.wrongType(at, 'an object', nameOf(value))];
  const type = shown(value.type);
  const shape = kinds.includes(type) ? elementShapes[type] : undefined;
  if (shape === undefined) return [problems.unsupported(at, kinds, type)];
  const limited = { is: 'string', min: 1, max, required: true } as const;
  return walkObject(value, { fields: { ...shape.fields, text: limited } }, at);
}

function length(value: string, min: number, max: number, at: string): BlockProblem[] {
  if (value.length > max) return [problems.tooLong(at, max, value.length)];
  return value.length < min ? [problems.tooShort(at, min, value.length)] : [];
}

function nameOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
