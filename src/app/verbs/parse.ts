/** Reads a typed line into a verb and its arguments. Forgiving about what chat clients do to quotes and dashes. */
import { distance } from 'fastest-levenshtein';
import { type Refusal, refused } from '../../engine/core.ts';
import { type Arg, type Args, kinds, spared, typedArgs, usage, type Verb } from './spec.ts';

export type Parsed =
  | { readonly ok: true; readonly verb: Verb; readonly args: Args }
  /** The verb is known but an argument is not readable; the rest is kept for a form. */
  | { readonly ok: false; readonly refusal: Refusal; readonly verb?: Verb; readonly args?: Args };

const quotes: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '‘': '’', '「': '」' };

/** Splits at blanks outside quotes; `undefined` when a quote stays open. Curly quotes are what phones type. */
export function words(text: string): string[] | undefined {
  const out: string[] = [];
  let word = '';
  let started = false;
  let closing: string | undefined;
  for (const char of text.normalize('NFC')) {
    if (closing !== undefined) {
      if (char === closing || (closing === '”' && char === '“')) closing = undefined;
      else word += char;
    } else if (quotes[char] !== undefined && (!started || word.endsWith('='))) {
      closing = quotes[char];
      started = true;
    } else if (/\s/.test(char)) {
      if (started) out.push(word);
      word = '';
      started = false;
    } else {
      word += char;
      started = true;
    }
  }
  if (closing !== undefined) return undefined;
  return started ? [...out, word] : out;
}

/** The nearest known words, best first, for “did you mean”. */
export function nearest(word: string, known: readonly string[], count = 3): string[] {
  return known
    .map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate) }))
    .sort((a, b) => a.far - b.far || a.candidate.localeCompare(b.candidate))
    .slice(0, count)
    .map((row) => row.candidate);
}

/** Phones and word processors turn `--` into a dash; both are read as the start of a flag. */
function flagOf(word: string): string | undefined {
  const match = /^(?:--|—|–)([A-Za-z][\w-]*)(?:=([\s\S]*))?$/.exec(word);
  return match ? word.replace(/^(?:—|–)/, '--') : undefined;
}

/** A fence around what was pasted is the chat's, not the paste's. */
function unfenced(body: string): string {
  return body.replace(/^\s*```[^\n]*\n/, '').replace(/\n?```\s*$/, '');
}

/** The first line and what stands below it, where its verb takes that word for word. */
function withBody(text: string, verbs: readonly Verb[]): { head: string; body: Args } | undefined {
  const end = text.indexOf('\n');
  const body = end < 0 ? '' : unfenced(text.slice(end + 1));
  if (body.trim() === '') return undefined;
  const head = text.slice(0, end);
  const names = head.toLowerCase().replace(/^\/?line /, '');
  const verb = verbs.find(({ args, name }) => `${names} `.startsWith(`${name} `) && args.some((arg) => arg.body));
  const arg = verb?.args.find((row) => row.body);
  return arg && { head, body: { [arg.name]: body } };
}

export function parse(given: string, verbs: readonly Verb[]): Parsed {
  const pasted = withBody(given.trim(), verbs);
  const text = pasted?.head ?? given;
  const tokens = words(text);
  if (!tokens) return { ok: false, refusal: refused('unclosed-quote', { value: text }).refusal };
  const stripped =
    tokens[0]?.toLowerCase() === '/line' || tokens[0]?.toLowerCase() === 'line' ? tokens.slice(1) : tokens;
  const [first = 'help', second = ''] = stripped.map((token) => token.toLowerCase());
  const two = verbs.find((verb) => verb.name === `${first} ${second}`);
  const verb = two ?? verbs.find((candidate) => candidate.name === first);
  if (!verb) {
    const known = verbs.map((candidate) => candidate.name);
    const group = known.filter((name) => name.startsWith(`${first} `));
    const word = group.length > 0 ? `${first} ${second}`.trim() : first;
    return {
      ok: false,
      refusal: refused('unknown-verb', {
        value: word,
        values: { near: nearest(word, group.length > 0 ? group : known).join(' / ') },
      }).refusal,
    };
  }
  return readArgs(verb, stripped.slice(two ? 2 : 1), pasted?.body ?? {});
}

function readArgs(verb: Verb, tokens: readonly string[], body: Args): Parsed {
  const args: Record<string, string> = { ...body };
  const open = verb.args.filter((arg) => arg.positional);
  const fail = (refusal: Refusal): Parsed => ({ ok: false, refusal, verb, args });
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] ?? '';
    const flag = flagOf(token);
    if (flag !== undefined) {
      const [name = '', inline] = flag.slice(2).split(/=(.*)/s);
      const arg = typedArgs(verb).find((candidate) => candidate.name === name.toLowerCase());
      if (!arg) {
        const near = nearest(
          name,
          typedArgs(verb).map((candidate) => candidate.name),
        ).map((word) => `--${word}`);
        return fail(
          refused('unknown-flag', {
            value: `--${name}`,
            values: { verb: verb.name, near: near.join(' / ') || usage(verb) },
          }).refusal,
        );
      }
      const next = tokens[index + 1];
      const takesNext =
        inline === undefined &&
        next !== undefined &&
        flagOf(next) === undefined &&
        (arg.kind !== 'flag' || /^(yes|no)$/i.test(next));
      args[arg.name] = inline ?? (takesNext ? next : arg.kind === 'flag' ? 'yes' : '');
      if (takesNext) index += 1;
      continue;
    }
    const arg = open.find((candidate) => args[candidate.name] === undefined);
    if (arg) args[arg.name] = token;
    else {
      const rest = open.find((candidate) => candidate.rest);
      if (!rest) return fail(refused('too-many-words', { value: token, values: { usage: usage(verb) } }).refusal);
      args[rest.name] = `${args[rest.name]} ${token}`;
    }
  }
  return check(verb, args);
}

/** Reads each value by its kind and options; shared by typed lines, forms and buttons. */
export function check(verb: Verb, given: Args): Parsed {
  const args: Record<string, string> = {};
  for (const arg of verb.args) {
    const text = given[arg.name];
    // Blanks at the start of a pasted line mean something.
    const raw = arg.body && text?.trim() ? text : text?.trim();
    if (raw === undefined || raw === '') continue;
    const value = readValue(arg, raw);
    if (value === undefined) {
      const expect = (arg.expect ?? kinds[arg.kind].expect ?? '').replace('expect.', '');
      return {
        ok: false,
        verb,
        args: given,
        refusal: refused('bad-field', { field: arg.name, value: raw, values: { expect } }).refusal,
      };
    }
    args[arg.name] = value;
  }
  return { ok: true, verb, args };
}

function readValue(arg: Arg, raw: string): string | undefined {
  const folded = arg.kind === 'flag' ? raw.toLowerCase() : raw;
  const option = arg.options?.find((candidate) => candidate.value.toLowerCase() === folded.toLowerCase());
  if (option) return option.value;
  if (arg.options && !arg.open) return undefined;
  return kinds[arg.kind].schema.safeParse(folded).success ? folded : undefined;
}

/** Required arguments that are still missing. */
export function missing(verb: Verb, args: Args): readonly Arg[] {
  return verb.args.filter((arg) => arg.required && args[arg.name] === undefined && !spared(arg, args));
}
