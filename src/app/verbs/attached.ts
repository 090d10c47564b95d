/** What becomes of files that came with words: which verb takes them, and what is asked then. Reads no file. */
import type { SentFile } from '../ports.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import { check, type Parsed, words } from './parse.ts';
import type { Verb } from './spec.ts';

export type Whole =
  /** `ask`: why a form asks before anything is done. */
  { readonly parsed: Parsed; readonly ask?: Phrase } | { readonly refusal: Phrase };

const fileArgOf = (verb: Verb | undefined) => verb?.args.find((arg) => arg.file);

/** Nothing but the name of the command itself. */
function saysNothing(typed: string): boolean {
  const [first, second] = words(typed) ?? ['?'];
  return second === undefined && [undefined, '/line', 'line'].includes(first?.toLowerCase());
}

/** @param typed the words that `parsed` was read from; absent for what was pressed or filled in. */
export function withFiles(
  parsed: Parsed,
  typed: string | undefined,
  files: readonly SentFile[],
  verbs: readonly Verb[],
): Whole {
  const [file, ...more] = files;
  if (file === undefined) return { parsed };
  if (more.length > 0) return { refusal: t('file.one', { count: files.length }) };
  const silent = typed !== undefined && saysNothing(typed);
  // A file without a word answers the one verb that reads files.
  const verb = silent || !parsed.verb ? verbs.find(fileArgOf) : parsed.verb;
  const arg = fileArgOf(verb);
  if (!verb || !arg) return { refusal: t('file.not-taken', { command: `/line ${parsed.verb?.name ?? ''}` }) };
  const known = silent || !parsed.verb ? {} : (parsed.args ?? {});
  const args = { ...known, [arg.name]: file.ref };
  if (silent) return { parsed: check(verb, args) };
  if (parsed.ok) return { parsed: { ...parsed, args } };
  // Misspelt words must not lose the file: it is kept in the form that asks again.
  return { parsed: { ok: true, verb, args }, ask: sayRefusal(parsed.refusal) };
}
