/** What could come next in a `/line` command, from the verbs a person may use. Knows no input field. */
import type { VerbArg, VerbRow } from '../../sandbox/page/wire.ts';

export interface Completion {
  /** The whole text once taken. */
  readonly text: string;
  readonly shown: string;
  readonly detail: string;
}

export interface Completing {
  readonly options: readonly Completion[];
  /** How the verb that is being typed is used. */
  readonly usage?: string;
}

const most = 8;
const command = '/line';

/** Nothing for what is no command: people talk, too. */
export function complete(text: string, verbs: readonly VerbRow[]): Completing {
  if (!text.startsWith('/')) return { options: [] };
  const [first = '', ...rest] = text.split(/\s+/);
  if (rest.length === 0) {
    return command.startsWith(first)
      ? { options: [{ text: `${command} `, shown: command, detail: '' }] }
      : { options: [] };
  }
  if (first !== command) return { options: [] };
  const typed = rest.join(' ');
  const verb = verbs
    .filter(({ name }) => typed === name || typed.startsWith(`${name} `))
    .sort((one, other) => other.name.length - one.name.length)[0];
  if (verb === undefined || typed === verb.name) return { options: verbsLike(typed, verbs) };
  return { options: nextWords(text, typed.slice(verb.name.length + 1), verb), usage: verb.usage };
}

function verbsLike(typed: string, verbs: readonly VerbRow[]): readonly Completion[] {
  const wanted = typed.toLowerCase();
  const begins = verbs.filter(({ name }) => name.startsWith(wanted));
  const holds = verbs.filter(({ name }) => !name.startsWith(wanted) && name.includes(wanted));
  return [...begins, ...holds]
    .slice(0, most)
    .map(({ name, summary }) => ({ text: `${command} ${name} `, shown: `${command} ${name}`, detail: summary }));
}

function nextWords(text: string, typed: string, verb: VerbRow): readonly Completion[] {
  const words = typed.split(/\s+/);
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  const kept = text.slice(0, text.length - last.length);
  const offer = (word: string, detail: string): Completion => ({ text: `${kept}${word} `, shown: word, detail });
  const flag = verb.args.find(({ name }) => before === `--${name}`);
  if (flag !== undefined && !last.startsWith('--')) return valuesLike(flag, last, offer);

  const flags = verb.args
    .filter(({ name, positional }) => !positional && !words.slice(0, -1).includes(`--${name}`))
    .filter(({ name }) => `--${name}`.startsWith(last))
    .map(({ name, label }) => offer(`--${name}`, label));
  const place = verb.args.filter(({ positional }) => positional)[plainWords(words.slice(0, -1), verb)];
  const values = place === undefined || last.startsWith('-') ? [] : valuesLike(place, last, offer);
  return [...values, ...flags].slice(0, most);
}

function valuesLike(
  arg: VerbArg,
  typed: string,
  offer: (word: string, detail: string) => Completion,
): readonly Completion[] {
  return arg.values
    .filter((value) => value.toLowerCase().startsWith(typed.toLowerCase()) && value !== typed)
    .slice(0, most)
    .map((value) => offer(value, arg.label));
}

/** How many words are neither a flag nor the value of one. */
function plainWords(words: readonly string[], verb: VerbRow): number {
  return words.filter((word, index) => {
    const flag = words[index - 1] ?? '';
    return word !== '' && !word.startsWith('--') && !verb.args.some(({ name }) => flag === `--${name}`);
  }).length;
}
