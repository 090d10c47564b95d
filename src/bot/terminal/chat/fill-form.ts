/** Fills a form and submits it until the service takes it or the person leaves it. Knows no wire and no connection. */
import { clean, printable } from '../clean.ts';
import { type HeardBody, targetOf, type WireAnswer, type WireForm } from '../wire.ts';
import { words } from '../words.ts';
import { type Asking, askFields, initialValues } from './ask-form.ts';
import { Unreachable } from './connection.ts';
import { sayTrouble } from './trouble.ts';

type Send = () => Promise<WireAnswer>;

/**
 * The answer that took the form, or how it was left. Fields with errors are asked again, everything else is kept; a
 * refusal of the whole asks for all of it again, filled in. When the service is away, what was filled can be sent
 * again as the same delivery. Throws what `prepare` sends throws besides `Unreachable`.
 */
export async function fillForm(
  form: WireForm,
  asking: Asking,
  prepare: (what: HeardBody['what']) => Send,
): Promise<WireAnswer | 'done' | 'refused'> {
  const { screen, language } = asking;
  let values = initialValues(form.fields);
  let open = form.fields;
  for (;;) {
    const filled = await askFields(open, values, asking);
    if (filled === 'cancelled' || filled === 'ended') {
      screen.print(words(language, `terminal.form.${filled}`));
      return filled === 'ended' ? 'refused' : 'done';
    }
    values = filled;
    const what = { kind: 'submitted', ...targetOf(form), values: { ...form.fixed, ...values } } as const;
    const answer = await insist(prepare(what), asking);
    const wrong = answer && wrongIn(form, answer);
    if (wrong === undefined || form.fields.length === 0) return answer ?? 'refused';
    open = wrong.fields;
    for (const line of wrong.lines) screen.print(line);
    screen.print(words(language, 'terminal.form.again'));
  }
}

/** What is to be told and asked again; `undefined` when the form was taken. */
function wrongIn(form: WireForm, answer: WireAnswer) {
  if (answer.kind === 'errors') {
    const lines = complaints(form, answer.errors).map((line) => `✘ ${clean(line)}`);
    return { fields: fieldsToRepair(form, answer.errors), lines };
  }
  const refused = answer.kind === 'said' && answer.tone === 'bad';
  return refused ? { fields: form.fields, lines: [printable(answer.text)] } : undefined;
}

async function insist(send: Send, { screen, language, url }: Asking): Promise<WireAnswer | undefined> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      screen.print(sayTrouble(error, language, url));
      const again = await screen.ask(words(language, 'terminal.form.resend'));
      if (again === undefined || again.trim() === '/cancel') return undefined;
    }
  }
}

type Errors = Readonly<Record<string, string>>;

/** Fields with an error; all of them when the errors are about none in particular. */
function fieldsToRepair(form: WireForm, errors: Errors) {
  const wrong = form.fields.filter(({ name }) => errors[name] !== undefined);
  return wrong.length > 0 ? wrong : form.fields;
}

function complaints(form: WireForm, errors: Errors): string[] {
  return Object.entries(errors).map(([name, error]) => {
    const label = form.fields.find((field) => field.name === name)?.label;
    return label === undefined ? error : `${label}: ${error}`;
  });
}
