/** What a verb is: its name, who may use it, its arguments. Parsing, help, forms and completion follow from it. */
import { z } from 'zod';
import type { Person } from '../../engine/roster/model.ts';
import type { Role } from '../../engine/tenant/lifecycle.ts';
import type { Journal } from '../journal.ts';
import type { Answer, Heard, SentFiles } from '../ports.ts';
import type { Phrase } from '../text/phrase.ts';
import type { Key } from '../text/table.ts';
import type { ThingKind } from '../things.ts';
import type { World } from '../world.ts';

/** Kinds of argument values: how the typed word is read, and what is said when it cannot be. */
export const kinds = {
  text: { schema: z.string(), expect: undefined },
  flag: { schema: z.enum(['yes', 'no']), expect: 'expect.flag' },
  'whole-number': { schema: z.string().regex(/^\d{1,9}$/), expect: 'expect.whole-number' },
  amount: { schema: z.string().regex(/^\d{1,9}(\.\d{1,2})?$/), expect: 'expect.amount' },
  thing: { schema: z.string().regex(/^[\u4e00-\u9fa5A-Za-z0-9_-]{1,40}$/), expect: 'expect.thing' },
  connection: { schema: z.string().regex(/^[\u4e00-\u9fa5A-Za-z0-9_-]{1,40}$/), expect: 'expect.connection' },
} as const satisfies Record<string, { schema: z.ZodType<string>; expect: Key | undefined }>;

export interface Arg {
  /** Flag name: `--name`. */
  readonly name: string;
  readonly kind: keyof typeof kinds;
  readonly label: Key;
  readonly required: boolean;
  /** May be typed without its flag, in the order of the table. */
  readonly positional?: true;
  /** A last positional that takes all remaining words. */
  readonly rest?: true;
  /** What would pass, said when it is missing or wrong. */
  readonly expect?: Key;
  readonly options?: readonly { readonly value: string; readonly label: Phrase }[];
  /** Whether other values than the options are accepted when typed. */
  readonly open?: true;
  readonly multiline?: true;
  /** Longest text a form takes, in characters; platforms may take less. */
  readonly longest?: number;
  /** Typed, it is everything below the first line, word for word. */
  readonly body?: true;
  readonly initial?: string;
  /** Never asked on a form. */
  readonly typedOnly?: true;
  /** For things: which kind. */
  readonly thing?: ThingKind;
  /** Typed as a secret: never shown back, never kept in an answer. */
  readonly secret?: true;
  /** A file that was sent along: never typed, and asked where the platform's forms take files. */
  readonly file?: true;
  /** Not needed once the argument of this name is there. */
  readonly unless?: string;
  /** For connections: only those on which this lifecycle command is possible. */
  readonly command?: string;
}

export type Args = Readonly<Record<string, string>>;

export interface Call {
  readonly world: World;
  readonly journal: Journal;
  readonly heard: Heard;
  /** Absent where nobody can send any. */
  readonly files?: SentFiles;
  readonly person: Person | undefined;
  readonly args: Args;
  /** Revision the button was drawn from. */
  readonly seenRevision: number | undefined;
}

/** A call by a person Hostline knows. */
export interface KnownCall extends Call {
  readonly person: Person;
}

export interface Verb {
  /** One or two words, as typed after `/line`. */
  readonly name: string;
  readonly summary: Key;
  readonly args: readonly Arg[];
  /** Whether it changes anything; such deliveries are remembered with their answer. */
  readonly changes: boolean;
  /** Shown on the verb's form. */
  readonly note?: Phrase;
  /** A form opens when nothing but what identifies the thing was given. */
  readonly formWhenBare?: true;
  readonly roles: 'linked' | readonly Role[];
  /** Makes something that opens more doors, so that a program's token must not. */
  readonly chatOnly?: true;
  readonly run: (call: KnownCall) => Promise<Answer>;
  /** For people Hostline does not know yet; verbs without it need a linked account. */
  readonly guest?: (call: Call) => Promise<Answer>;
}

/** What can be typed: all but files. */
export function typedArgs(verb: Verb): readonly Arg[] {
  return verb.args.filter((arg) => !arg.file);
}

/** Whether another argument already says what this one would. */
export function spared({ unless }: Arg, args: Args): boolean {
  return unless !== undefined && args[unless] !== undefined;
}

/** `/line order --name <name> [--description …]` */
export function usage(verb: Verb): string {
  const words = typedArgs(verb).map((arg) => {
    const word = arg.positional
      ? `<${arg.name}>`
      : `--${arg.name} ${arg.options ? arg.options.map((option) => option.value).join('|') : `<${arg.name}>`}`;
    return arg.required ? word : `[${word}]`;
  });
  return ['/line', verb.name, ...words].join(' ');
}

export function mayUse(verb: Verb, person: Person | undefined): boolean {
  if (verb.guest) return true;
  if (!person || (person.roles.length === 0 && verb.roles !== 'linked')) return false;
  return verb.roles === 'linked' || verb.roles.some((role) => person.roles.includes(role));
}
