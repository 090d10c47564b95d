/** Knows the vocabulary in which Block Kit's shapes are written down; knows no block and checks nothing. */

export type TextKind = 'plain_text' | 'mrkdwn';

/** What one member may hold. Lengths are characters, `max` of a list counts items. */
export type Field = { readonly required?: boolean } & (
  | { readonly is: 'string'; readonly min: number; readonly max: number; readonly oneOf?: readonly string[] }
  | { readonly is: 'text'; readonly kinds: readonly TextKind[]; readonly max: number }
  | { readonly is: 'number'; readonly min: number; readonly max: number }
  | { readonly is: 'flag' }
  | { readonly is: 'list'; readonly of: Field; readonly min: number; readonly max: number }
  /** An object told apart by its `type`, from that part of the catalogue. */
  | { readonly is: 'typed'; readonly part: 'block' | 'element'; readonly types: readonly string[] | 'any' }
  | { readonly is: 'object'; readonly shape: Shape }
  | { readonly is: 'anything' }
);

export interface Shape {
  readonly fields: Readonly<Record<string, Field>>;
  /** At least one member of each group must be there. */
  readonly anyOf?: readonly (readonly string[])[];
  /** At most one member of each group may be there. */
  readonly atMostOneOf?: readonly (readonly string[])[];
  /** Members outside `fields` pass: the shape is not modelled further. */
  readonly open?: boolean;
}

export const required = (field: Field): Field => ({ ...field, required: true });
export const text = (max: number, min = 0): Field => ({ is: 'string', min, max });
export const oneOf = (...values: string[]): Field => ({ is: 'string', min: 0, max: 255, oneOf: values });
export const plain = (max: number): Field => ({ is: 'text', kinds: ['plain_text'], max });
export const rich = (max: number): Field => ({ is: 'text', kinds: ['plain_text', 'mrkdwn'], max });
export const mrkdwn = (max: number): Field => ({ is: 'text', kinds: ['mrkdwn'], max });
export const number = (min: number, max: number): Field => ({ is: 'number', min, max });
export const flag: Field = { is: 'flag' };
export const anything: Field = { is: 'anything' };
export const list = (of: Field, max: number, min = 1): Field => ({ is: 'list', of, min, max });
export const object = (shape: Shape): Field => ({ is: 'object', shape });
export const elementOf = (...types: string[]): Field => ({ is: 'typed', part: 'element', types });
export const blockOf = (...types: string[]): Field => ({ is: 'typed', part: 'block', types });
