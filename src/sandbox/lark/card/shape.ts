/** Knows the vocabulary in which card JSON 2.0 is written down; knows no component and checks nothing. */

export type TextTag = 'plain_text' | 'lark_md' | 'markdown';

/** What one member may hold. `max` of a list counts items, of a text characters. */
export type Field = { readonly required?: boolean } & (
  | { readonly is: 'string'; readonly oneOf?: readonly string[]; readonly like?: RegExp; readonly max?: number }
  | { readonly is: 'number'; readonly min: number; readonly max: number; readonly whole: boolean }
  | { readonly is: 'flag' }
  | { readonly is: 'list'; readonly of: Field; readonly min: number; readonly max: number }
  | { readonly is: 'object'; readonly shape: Shape }
  /** An object told apart by one member, its `tag` or `type`. */
  | { readonly is: 'either'; readonly by: 'tag' | 'type'; readonly shapes: Readonly<Record<string, Shape>> }
  | { readonly is: 'text'; readonly tags: readonly TextTag[]; readonly max: number }
  /** Words by locale. */
  | { readonly is: 'words' }
  /** A list of components; `only` names the single tag it may hold. */
  | { readonly is: 'components'; readonly only?: string }
  /** Any JSON object: callback values, chart specs, table rows. */
  | { readonly is: 'free' }
);

export type Shape = Readonly<Record<string, Field>>;

const many = Number.POSITIVE_INFINITY;

export const required = (field: Field): Field => ({ ...field, required: true });
export const string = (max = many): Field => ({ is: 'string', max });
export const oneOf = (...values: readonly string[]): Field => ({ is: 'string', oneOf: values });
export const like = (pattern: RegExp): Field => ({ is: 'string', like: pattern });
export const whole = (min: number, max: number): Field => ({ is: 'number', min, max, whole: true });
export const number: Field = { is: 'number', min: -many, max: many, whole: false };
export const flag: Field = { is: 'flag' };
export const list = (of: Field, min = 0, max = many): Field => ({ is: 'list', of, min, max });
export const object = (shape: Shape): Field => ({ is: 'object', shape });
export const either = (by: 'tag' | 'type', shapes: Readonly<Record<string, Shape>>): Field => ({
  is: 'either',
  by,
  shapes,
});
export const plain = (max = many): Field => ({ is: 'text', tags: ['plain_text'], max });
export const text = (...tags: readonly TextTag[]): Field => ({ is: 'text', tags, max: many });
export const words: Field = { is: 'words' };
export const components: Field = { is: 'components' };
export const only = (tag: string): Field => ({ is: 'components', only: tag });
export const free: Field = { is: 'free' };
