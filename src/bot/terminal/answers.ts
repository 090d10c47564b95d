/** Turns what the ear answers into what the wire carries. Knows both shapes, not who asked or how it travels. */
import type { Card, Field, Form } from '../../app/cards/model.ts';
import type { Answer } from '../../app/ports.ts';
import type { Language, Phrase } from '../../app/text/phrase.ts';
import { clean } from './clean.ts';
import { renderCard, renderLines, said, type View } from './render.ts';
import type { Option, WireAnswer, WireField, WireForm } from './wire.ts';

/** Text for people, the rest for machines; both in the view's language. */
export function wireOf(answer: Answer, view: View): WireAnswer {
  const { language } = view;
  switch (answer.kind) {
    case 'said':
      return {
        kind: 'said',
        language,
        text: renderLines(answer.text, answer.tone, view),
        tone: answer.tone,
        buttons: [],
      };
    case 'card':
      return cardAnswer(answer.card, view);
    case 'file': {
      const text = `${renderLines([answer.said], 'good', view)}\n${answer.text.split('\n').map(clean).join('\n')}`;
      return { kind: 'said', language, text, tone: 'good', buttons: [] };
    }
    case 'picture': {
      return { kind: 'said', language, text: renderLines([answer.said], 'good', view), tone: 'good', buttons: [] };
    }
    case 'form': {
      const notes = answer.form.note === undefined ? [] : [answer.form.note];
      const text = renderLines([answer.form.title, ...notes], 'neutral', view);
      return { kind: 'form', language, text, buttons: [], form: formOf(answer.form, language) };
    }
    case 'errors': {
      const entries = Object.entries(answer.errors);
      const text = renderLines(
        entries.map(([, error]) => error),
        'bad',
        view,
      );
      const errors = Object.fromEntries(entries.map(([name, error]) => [name, said(error, language)]));
      return { kind: 'errors', language, text, buttons: [], errors };
    }
  }
}

function cardAnswer(card: Card, view: View): WireAnswer {
  const { text, buttons } = renderCard(card, view);
  return { kind: 'card', language: view.language, text, id: card.id, buttons: [...buttons] };
}

/** Options of a search, as a list a person can read and a machine can choose from. */
export function optionsOf(options: readonly Option[], view: View): WireAnswer {
  const cleaned = options.map(({ value, label }) => ({ value, label: clean(label) }));
  const text = cleaned.map(({ label }) => label).join('\n');
  return { kind: 'options', language: view.language, text, buttons: [], options: cleaned };
}

function formOf(form: Form, language: Language): WireForm {
  return {
    verb: form.verb,
    ...(form.resource === undefined ? {} : { resource: form.resource }),
    ...(form.revision === undefined ? {} : { revision: form.revision }),
    fixed: { ...form.fixed },
    title: said(form.title, language),
    submit: said(form.submit, language),
    // A terminal has no files to give; it takes long texts.
    fields: form.fields.flatMap((field) => (field.kind === 'file' ? [] : fieldOf(field, language))),
  };
}

function fieldOf(field: Exclude<Field, { kind: 'file' }>, language: Language): WireField {
  const phrase = <N extends string>(name: N, value: Phrase | undefined): { [K in N]?: string } =>
    value === undefined ? {} : ({ [name]: said(value, language) } as { [K in N]: string });
  const asked = {
    name: field.name,
    label: said(field.label, language),
    required: field.required,
    ...phrase('hint', field.hint),
    ...(field.initial === undefined ? {} : { initial: field.initial }),
  };
  switch (field.kind) {
    case 'text':
      return {
        kind: 'text',
        ...asked,
        multiline: field.multiline ?? false,
        secret: field.secret ?? false,
        ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
        ...phrase('placeholder', field.placeholder),
      };
    case 'select': {
      const options = field.options.map(({ value, label }) => ({ value, label: said(label, language) }));
      return { kind: 'select', ...asked, options };
    }
    case 'search': {
      const initialLabel = field.initialLabel === undefined ? {} : { initialLabel: clean(field.initialLabel) };
      return { kind: 'search', ...asked, source: field.source, ...initialLabel };
    }
    case 'checkbox':
      return { kind: 'checkbox', ...asked, text: said(field.text, language) };
  }
}
