/** Reads one typed line as the value of a form's field. Pure; knows no screen and no service. */
import type { Option, WireField } from '../wire.ts';

/** What a ticked checkbox submits; an empty one submits nothing. */
export const ticked = 'yes';

export type Read =
  /** `undefined`: the field stays empty. */
  | { readonly value: string | undefined }
  | { readonly wrong: 'terminal.ask.required' | 'terminal.ask.not-listed' }
  | { readonly wrong: 'terminal.ask.too-long'; readonly count: number }
  | { readonly search: string };

/** `current`: the value an empty line keeps. `offered`: options shown so far, numbered from one. */
export function readField(
  field: WireField,
  line: string,
  current: string | undefined,
  offered: readonly Option[],
): Read {
  const typed = field.kind === 'text' ? line : line.trim();
  if (typed === '' && current !== undefined) return { value: current };
  if (typed === '-' && !field.required) return { value: undefined };
  if (typed === '' && field.kind === 'search' && field.required) return { search: '' };
  if (typed === '') return field.required ? { wrong: 'terminal.ask.required' } : { value: undefined };
  switch (field.kind) {
    case 'text':
      return field.maxLength !== undefined && typed.length > field.maxLength
        ? { wrong: 'terminal.ask.too-long', count: field.maxLength }
        : { value: typed };
    case 'select': {
      const value = choose(typed, field.options);
      return value === undefined ? { wrong: 'terminal.ask.not-listed' } : { value };
    }
    case 'search': {
      const value = choose(typed, offered);
      return value === undefined ? { search: typed === '?' ? '' : typed } : { value };
    }
    case 'checkbox':
      if (/^(y|yes|是|好)$/i.test(typed)) return { value: ticked };
      if (!/^(n|no|否|不)$/i.test(typed)) return { wrong: 'terminal.ask.not-listed' };
      return field.required ? { wrong: 'terminal.ask.required' } : { value: undefined };
  }
}

/** By number, else by exact value or label. */
export function choose(typed: string, options: readonly Option[]): string | undefined {
  const byNumber = /^\d{1,4}$/.test(typed) ? options[Number(typed) - 1] : undefined;
  const same = (text: string) => text.toLowerCase() === typed.toLowerCase();
  return (byNumber ?? options.find(({ value, label }) => same(value) || same(label)))?.value;
}

type Remark = `terminal.ask.${'choose' | 'search' | 'yes-no' | 'secret' | 'lines' | 'clear' | 'optional'}`;

/** What may be typed, and how it is taken. */
export function remarks(field: WireField, hasCurrent: boolean): Remark[] {
  const kinds: Readonly<Record<WireField['kind'], Remark[]>> = {
    text: [],
    select: ['terminal.ask.choose'],
    search: ['terminal.ask.search'],
    checkbox: ['terminal.ask.yes-no'],
  };
  const found = [...kinds[field.kind]];
  if (field.kind === 'text' && field.secret) found.push('terminal.ask.secret');
  if (field.kind === 'text' && field.multiline) found.push('terminal.ask.lines');
  if (!field.required) found.push(hasCurrent ? 'terminal.ask.clear' : 'terminal.ask.optional');
  return found;
}
