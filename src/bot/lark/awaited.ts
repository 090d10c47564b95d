/** Which form a file answers: the one it was sent under, or the last one that asked this person for a file. Reads no file. */
import type { Form } from '../../app/cards/model.ts';
import type { Heard } from '../../app/ports.ts';
import type { Desk } from './desk.ts';
import type { Spoken } from './inbound.ts';

export interface Awaited {
  readonly form: Form;
  readonly at: number;
}

/** Later a file may be meant for something else. */
const answeredWithinMs = 10 * 60_000;

const takesFile = (form: Form) => form.fields.some(({ kind }) => kind === 'file');

/** A form now stands in a message of this person's direct chat. */
export function formShown(desk: Desk, user: string, message: string, form: Form): void {
  desk.forms.set(message, form);
  if (takesFile(form)) desk.awaited.set(user, { form, at: desk.clock.now() });
}

export function formDone(desk: Desk, user: string, message: string): void {
  desk.forms.delete(message);
  desk.awaited.delete(user);
}

function formFor(desk: Desk, { where }: Spoken): Form | undefined {
  const under = where.parent === undefined ? undefined : desk.forms.get(where.parent);
  if (under && takesFile(under)) return under;
  const last = desk.awaited.get(where.user);
  return last && desk.clock.now() - last.at < answeredWithinMs ? last.form : undefined;
}

/** Lark's files come without a word: one that answers a form means what the form means. */
export function answeringForm(desk: Desk, spoken: Spoken): Heard {
  const { heard, where } = spoken;
  if (heard.files === undefined || heard.what.kind !== 'typed' || heard.what.text !== '') return heard;
  const form = formFor(desk, spoken);
  if (form === undefined) return heard;
  // Who mends what was found sends the file again.
  desk.awaited.set(where.user, { form, at: desk.clock.now() });
  const { verb, fixed, resource, revision } = form;
  const about = { ...(resource !== undefined && { resource }), ...(revision !== undefined && { revision }) };
  return { ...heard, what: { kind: 'clicked', verb, args: fixed, ...about } };
}
