/**
 * What a submitted form says of itself: the two directions of the submit button's name, and the values entered.
 * Draws no form and knows no verb.
 */
import { z } from 'zod';
import type { Form } from '../../app/cards/model.ts';
import { checked } from './field.ts';
import { shown } from './limits.ts';

export interface Submission {
  readonly verb: string;
  readonly resource?: string;
  readonly revision?: number;
  readonly fixed: Readonly<Record<string, string>>;
}

const opening = 'form';

/** A form has no value of its own to send: verb, resource, revision and fixed arguments are the button's name. */
function nameOf({ verb, resource, revision, fixed }: Submission): string {
  const args = new URLSearchParams(fixed).toString();
  return [opening, encodeURIComponent(verb), encodeURIComponent(resource ?? ''), revision ?? '', args].join(':');
}

/** Fixed arguments that would make the name too long are asked again, filled in: better than lost. */
export function submitName(form: Form): { name: string; asked: Readonly<Record<string, string>> } {
  const fixed: Record<string, string> = { ...form.fixed };
  const asked: Record<string, string> = {};
  const about: Submission = {
    verb: form.verb,
    fixed,
    ...(form.resource !== undefined && { resource: form.resource }),
    ...(form.revision !== undefined && { revision: form.revision }),
  };
  const longestFirst = Object.entries(form.fixed).toSorted(([, one], [, other]) => other.length - one.length);
  for (const [name, value] of longestFirst) {
    if (nameOf(about).length <= shown.submitName) break;
    delete fixed[name];
    asked[name] = value;
  }
  return { name: nameOf(about), asked };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** `undefined`: not the submit button of a form of ours. */
export function readSubmitName(name: string): Submission | undefined {
  const [kind, verb = '', resource = '', revision = '', args = ''] = name.split(':');
  const spokenVerb = decoded(verb);
  const spokenResource = decoded(resource);
  if (kind !== opening || !spokenVerb || spokenResource === undefined || !/^\d*$/.test(revision)) return undefined;
  return {
    verb: spokenVerb,
    fixed: Object.fromEntries(new URLSearchParams(args)),
    ...(spokenResource !== '' && { resource: spokenResource }),
    ...(revision !== '' && { revision: Number(revision) }),
  };
}

const formValue = z.record(z.string(), z.unknown());

/** `form_value` as arguments by field name; a field left empty is absent, a checkbox is there when ticked. */
export function readValues(submitted: unknown): Record<string, string> {
  const { data = {} } = formValue.safeParse(submitted);
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, entry]): [string, string][] => {
      if (entry === true) return [[name, checked]];
      return typeof entry === 'string' && entry !== '' ? [[name, entry]] : [];
    }),
  );
}
