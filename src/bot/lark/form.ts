/** Draws a form as a card with a form container. Knows no verb, sends nothing; `submission.ts` reads it back. */
import type { Field, Form } from '../../app/cards/model.ts';
import { t } from '../../app/text/phrase.ts';
import { note, text } from './blocks.ts';
import type { Element, LarkCard } from './card-json.ts';
import { noOptions, type Options } from './click.ts';
import { drawField, type Entered, type FieldPen, untouched } from './field.ts';
import { limits, shown } from './limits.ts';
import { assembled, fits } from './squeeze.ts';
import { submitName } from './submission.ts';
import { bare, type Pen, plain } from './text.ts';
import { own } from './words.ts';

/** The one form of a card. */
const containerName = 'hostline';

/** Given up one after the other until the form fits: languages, long menus, what stands in the inputs already. */
const concessions: readonly Pick<FieldPen, 'everyone' | 'longestMenu' | 'longestInitial'>[] = [
  { everyone: true, longestMenu: limits.options, longestInitial: limits.inputValue },
  { everyone: false, longestMenu: limits.options, longestInitial: limits.inputValue },
  { everyone: false, longestMenu: 20, longestInitial: limits.inputValue },
  { everyone: false, longestMenu: 20, longestInitial: 200 },
  { everyone: false, longestMenu: 5, longestInitial: 0 },
];

function askedAgain(asked: Readonly<Record<string, string>>, form: Form): Field[] {
  const names = new Set(form.fields.map((field) => field.name));
  return Object.entries(asked)
    .filter(([name]) => !names.has(name))
    .map(([name, initial]) => ({ kind: 'text', name, label: name, required: true, multiline: true, initial }));
}

/** Errors of arguments that have no field on the form. */
function strayErrors(form: Form, { errors }: Entered, pen: Pen): Element[] {
  const names = new Set(form.fields.map((field) => field.name));
  return Object.entries(errors)
    .filter(([name]) => !names.has(name))
    .map(([name, error]) => text(own.fieldError(name, error), pen).element);
}

function drawn(form: Form, entered: Entered, pen: FieldPen): LarkCard {
  const { name, asked } = submitName(form);
  const fields = [...askedAgain(asked, form), ...form.fields].flatMap((field) => drawField(field, entered, pen));
  const hasErrors = Object.keys(entered.errors).length > 0;
  const refusal = entered.refusal ?? [];
  const isWrong = hasErrors || refusal.length > 0;
  const lead = [
    ...refusal.map((line) => text(line, pen).element),
    ...(hasErrors ? [text(t('chat.errors'), pen).element, ...strayErrors(form, entered, pen)] : []),
    ...(form.note === undefined ? [] : [note(form.note, pen).element]),
  ];
  const submit: Element = {
    tag: 'button',
    type: 'primary',
    text: plain(form.submit, pen, shown.buttonText),
    name,
    form_action_type: 'submit',
  };
  const sheet = {
    header: { title: plain(form.title, pen, shown.title), template: isWrong ? 'red' : 'blue' },
    summary: bare(form.title, pen, shown.summary),
    drawn: [],
    cutNote: note(t('chat.cut'), pen),
  } as const;
  return assembled(sheet, [...lead, { tag: 'form', name: containerName, elements: [...fields, submit] }]);
}

/** @param entered a form that came back with errors is drawn again with what was typed. */
export function formJson(form: Form, pen: Pen, options: Options = noOptions, entered: Entered = untouched): LarkCard {
  const offers = concessions.filter(({ everyone }) => pen.everyone || !everyone);
  const cards = offers.map((offer) => drawn(form, entered, { ...pen, ...offer, options }));
  const last = cards.at(-1) ?? drawn(form, entered, { ...pen, options, longestMenu: 0, longestInitial: 0 });
  return cards.find(fits) ?? last;
}

/** Field labels by name, for errors told outside their form. */
export function labelsOf(form: Form): Record<string, Field['label']> {
  return Object.fromEntries(form.fields.map((field) => [field.name, field.label]));
}
