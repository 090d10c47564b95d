/** A verb's form: one field per argument, filled with what is known. */

import { type Phrase, t } from '../text/phrase.ts';
import { type Arg, type Args, spared, type Verb } from '../verbs/spec.ts';
import type { Field, Form } from './model.ts';

/** What a ticked checkbox submits. */
const yesNo = 'yes';

export function formFor(
  verb: Verb,
  args: Args,
  extra: { resource?: string | undefined; revision?: number | undefined; note?: Phrase } = {},
): Form {
  const fixed = Object.fromEntries(
    Object.entries(args).filter(([name]) => verb.args.some((arg) => arg.name === name && isFixed(arg))),
  );
  const fields = verb.args
    .filter((arg) => !arg.typedOnly && fixed[arg.name] === undefined && !spared(arg, args))
    .map((arg) => field(arg, args[arg.name]));
  const note = extra.note ?? verb.note;
  return {
    verb: verb.name,
    fixed,
    title: { key: verb.summary },
    submit: t('form.submit'),
    fields,
    ...(note === undefined ? {} : { note }),
    ...(extra.resource === undefined ? {} : { resource: extra.resource }),
    ...(extra.revision === undefined ? {} : { revision: extra.revision }),
  };
}

/** The thing a form is about is not asked again once it is known, nor is a file that was sent. */
function isFixed(arg: Arg): boolean {
  return arg.file === true || arg.kind === 'connection' || (arg.kind === 'thing' && arg.positional === true);
}

function field(arg: Arg, value: string | undefined): Field {
  // A secret that was typed is not written back.
  const initial = arg.secret ? arg.initial : (value ?? arg.initial);
  const shared = {
    name: arg.name,
    label: { key: arg.label },
    // One of two is needed: which, no form can demand.
    required: arg.required && arg.unless === undefined,
    ...(arg.expect === undefined ? {} : { hint: { key: arg.expect } }),
    ...(initial === undefined ? {} : { initial }),
  } as const;
  if (arg.file) return { ...shared, kind: 'file' };
  if (arg.kind === 'flag')
    return { ...shared, kind: 'checkbox', text: { key: arg.label }, ...(initial === yesNo ? { initial: yesNo } : {}) };
  if (arg.options) return { ...shared, kind: 'select', options: arg.options };
  if (arg.kind === 'connection')
    return { ...shared, kind: 'search', source: `connections.${arg.command ?? 'any'}`, placeholder: t('card.pick') };
  if (arg.kind === 'thing')
    return { ...shared, kind: 'search', source: `things.${arg.thing ?? 'connection'}`, placeholder: t('card.pick') };
  return {
    ...shared,
    kind: 'text',
    maxLength: arg.longest ?? 256,
    ...(arg.secret ? { secret: true } : {}),
    ...(arg.multiline ? { multiline: true } : {}),
  };
}
