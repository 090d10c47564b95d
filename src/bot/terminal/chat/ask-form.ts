/** Asks a form field by field and keeps every answer until the form is left. Knows no service; searches arrive as a value. */

import type { Language } from '../../../app/text/phrase.ts';
import { clean } from '../clean.ts';
import type { Option, WireField } from '../wire.ts';
import { words } from '../words.ts';
import { type Read, readField, remarks, ticked } from './field.ts';
import type { Screen } from './screen.ts';

export interface Asking {
  readonly screen: Screen;
  readonly language: Language;
  /** Where the service is, for what is said when it is away. */
  readonly url: string;
  search(source: string, query: string): Promise<Option[]>;
}

/** `cancelled` by the person, or `ended` with the input. */
export type Left = 'cancelled' | 'ended';
type Values = Readonly<Record<string, string>>;
type Step = { value: string | undefined } | 'back' | Left;

/** What the fields hold before anybody answered. */
export function initialValues(fields: readonly WireField[]): Values {
  return Object.fromEntries(
    fields.flatMap(({ name, initial }) => (initial === undefined ? [] : [[name, initial] as const])),
  );
}

/** Asks these fields; `values` are kept by an empty line. `/back` asks the one before again. */
export async function askFields(fields: readonly WireField[], values: Values, asking: Asking): Promise<Values | Left> {
  const kept = new Map(Object.entries(values));
  let at = 0;
  for (let field = fields[at]; field; field = fields[at]) {
    const step = await askField(field, kept.get(field.name), asking);
    if (step === 'cancelled' || step === 'ended') return step;
    if (step === 'back') {
      at = Math.max(0, at - 1);
      continue;
    }
    if (step.value === undefined) kept.delete(field.name);
    else kept.set(field.name, step.value);
    at += 1;
  }
  return Object.fromEntries(kept);
}

async function askField(field: WireField, current: string | undefined, asking: Asking): Promise<Step> {
  const { screen } = asking;
  const secret = field.kind === 'text' && field.secret;
  screen.print(heading(field, current, asking.language));
  let offered: readonly Option[] = field.kind === 'select' ? field.options : [];
  if (offered.length > 0) screen.print(listed(offered));
  for (;;) {
    const line = await input(field, asking);
    if (line === undefined) return 'ended';
    if (line === '/cancel') return 'cancelled';
    if (line === '/back') return 'back';
    const read = readField(field, secret ? line : line.trimEnd(), current, offered);
    if ('value' in read) return read;
    if ('search' in read && field.kind === 'search') {
      offered = await asking.search(field.source, read.search);
      screen.print(offered.length > 0 ? listed(offered) : words(asking.language, 'terminal.ask.nothing-found'));
    }
    if ('wrong' in read) screen.print(`✘ ${wrong(read, asking.language)}`);
  }
}

/** One line, or for a long text all lines up to an empty one. */
async function input(field: WireField, { screen }: Asking): Promise<string | undefined> {
  const secret = field.kind === 'text' && field.secret;
  const first = await screen.ask(`${clean(field.label)}: `, secret);
  if (field.kind !== 'text' || !field.multiline || !first || /^(\/(back|cancel)|-)$/.test(first)) return first;
  const lines = [first];
  for (;;) {
    const line = await screen.ask('… ', secret);
    if (line === undefined) return undefined;
    if (line === '') return lines.join('\n');
    lines.push(line);
  }
}

function heading(field: WireField, current: string | undefined, language: Language): string {
  const notes = remarks(field, current !== undefined).map((key) => words(language, key));
  if (current !== undefined) notes.unshift(words(language, 'terminal.ask.keep', { value: shown(field, current) }));
  const label =
    field.kind === 'checkbox' && field.text !== field.label ? `${field.label} – ${field.text}` : field.label;
  const lines = [`${clean(label)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`];
  if (field.hint !== undefined) lines.push(`  ${clean(field.hint)}`);
  if (field.kind === 'text' && field.placeholder !== undefined) lines.push(`  ${clean(field.placeholder)}`);
  return lines.join('\n');
}

/** The kept value as a person knows it; a secret stays one. */
function shown(field: WireField, current: string): string {
  switch (field.kind) {
    case 'text':
      return field.secret ? '••••' : clean(current);
    case 'select':
      return clean(field.options.find(({ value }) => value === current)?.label ?? current);
    case 'search':
      return clean(current === field.initial ? (field.initialLabel ?? current) : current);
    case 'checkbox':
      return current === ticked ? 'y' : 'n';
  }
}

export function listed(options: readonly Option[]): string {
  return options.map(({ label }, index) => `  ${index + 1}) ${clean(label)}`).join('\n');
}

function wrong(read: Extract<Read, { wrong: string }>, language: Language): string {
  if (read.wrong !== 'terminal.ask.too-long') return words(language, read.wrong);
  return words(language, read.wrong, { count: String(read.count) });
}
