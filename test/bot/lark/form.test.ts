import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, Form } from '../../../src/app/cards/model.ts';
import { t } from '../../../src/app/text/phrase.ts';
import type { Element } from '../../../src/bot/lark/card-json.ts';
import type { Options } from '../../../src/bot/lark/click.ts';
import { formJson } from '../../../src/bot/lark/form.ts';
import { readSubmitName, readValues, submitName } from '../../../src/bot/lark/submission.ts';
import type { Pen } from '../../../src/bot/lark/text.ts';
import { anyForm } from '../slack/arbitraries.ts';

const pen: Pen = { language: 'en', everyone: false };

function formOf(fields: readonly Field[], fixed: Readonly<Record<string, string>> = {}): Form {
  return { verb: 'order', resource: 'conn-1', revision: 4, fixed, title: 'Order', submit: t('form.submit'), fields };
}

function elements(form: Form, options?: Options): readonly Element[] {
  const container = formJson(form, pen, options).body.elements.find(({ tag }) => tag === 'form');
  return container !== undefined && 'elements' in container ? container.elements : [];
}

const field = { name: 'a', label: 'A', required: false } as const;
const choices = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `V${index}` }));
const offers = (count: number): Options => new Map([['s', choices(count)]]);

describe('fields', () => {
  it.each<[string, Field, unknown, Options?]>([
    ['text', { ...field, kind: 'text' }, { tag: 'input', name: 'a', input_type: 'text', max_length: 1000 }],
    ['a short text', { ...field, kind: 'text', maxLength: 20 }, { max_length: 20 }],
    ['a long text', { ...field, kind: 'text', multiline: true }, { input_type: 'multiline_text', rows: 4 }],
    ['a required text', { ...field, kind: 'text', required: true }, { required: true }],
    ['a text that stands', { ...field, kind: 'text', initial: 'x' }, { default_value: 'x' }],
    ['a secret', { ...field, kind: 'text', secret: true }, { input_type: 'password' }],
    ['a choice', { ...field, kind: 'select', options: choices(3) }, { tag: 'select_static', name: 'a' }],
    [
      'a choice made',
      { ...field, kind: 'select', options: choices(3), initial: 'v1' },
      { initial_option: 'v1', options: [{ value: 'v0' }, { value: 'v1' }, { value: 'v2' }] },
    ],
    ['too many choices', { ...field, kind: 'select', options: choices(101) }, { tag: 'input', name: 'a' }],
    ['no choice', { ...field, kind: 'select', options: [] }, { tag: 'input', name: 'a' }],
    ['a search that found some', { ...field, kind: 'search', source: 's' }, { tag: 'select_static' }, offers(5)],
    ['a search that found none', { ...field, kind: 'search', source: 's' }, { tag: 'input' }, offers(0)],
    [
      'a search that did not find what stands',
      { ...field, kind: 'search', source: 's', initial: 'old', initialLabel: 'Old' },
      { initial_option: 'old', options: [{ value: 'old', text: { content: 'Old' } }, { value: 'v0' }] },
      offers(1),
    ],
    [
      'a box',
      { ...field, kind: 'checkbox', text: 'Yes' },
      { tag: 'checker', checked: false, text: { content: 'Yes' } },
    ],
    ['a ticked box', { ...field, kind: 'checkbox', text: 'Yes', initial: 'yes' }, { checked: true }],
    ['an unticked box', { ...field, kind: 'checkbox', text: 'Yes', initial: 'no' }, { checked: false }],
  ])('%s', (_, drawn, control, options) => {
    expect(elements(formOf([drawn]), options)[1]).toMatchObject(control as object);
  });

  it('have a label, a mark when they are required, and their hint', () => {
    const [label] = elements(formOf([{ ...field, kind: 'text', label: 'A*', required: true, hint: 'such as 1' }]));
    expect(label).toEqual({
      tag: 'markdown',
      content: "**A&#42;** <font color='red'>*</font>\n<font color='grey'>such as 1</font>",
    });
  });

  it('a secret never stands in a card', () => {
    const secret: Field = { ...field, kind: 'text', secret: true, initial: 'hush' };
    const again = formJson(formOf([secret]), pen, undefined, { values: { a: 'hush' }, errors: { a: 'No' } });
    expect(JSON.stringify([formJson(formOf([secret]), pen), again])).not.toContain('hush');
  });

  it('long menus become inputs before anything is refused', () => {
    const long = { kind: 'select', label: 'L', required: false, options: choices(100) } as const;
    const drawn = elements(formOf(['a', 'b', 'c'].map((name) => ({ ...long, name }))));
    expect(drawn.filter(({ tag }) => tag === 'input')).toHaveLength(3);
  });
});

describe('the submit button', () => {
  it('is the one that says what is submitted', () => {
    expect(elements(formOf([], { connection: 'conn-1' })).at(-1)).toEqual({
      tag: 'button',
      type: 'primary',
      text: { tag: 'plain_text', content: 'Send' },
      name: 'form:order:conn-1:4:connection=conn-1',
      form_action_type: 'submit',
    });
  });

  it('asks again for what its name cannot hold', () => {
    const form = formOf([], { short: 's', long: 'x'.repeat(400) });
    expect(submitName(form)).toMatchObject({ name: 'form:order:conn-1:4:short=s', asked: { long: 'x'.repeat(400) } });
    expect(elements(form)[1]).toMatchObject({ tag: 'input', name: 'long', default_value: 'x'.repeat(400) });
  });

  it('whatever it carries comes back', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const { name, asked } = submitName(form);
        const read = readSubmitName(name);
        const wellFormed = Object.entries(form.fixed).map(([arg, value]) => [arg, value.toWellFormed()]);
        const back = Object.entries({ ...read?.fixed, ...asked }).map(([arg, value]) => [arg, value.toWellFormed()]);
        expect(Object.fromEntries(back)).toEqual(Object.fromEntries(wellFormed));
        expect(read).toMatchObject({ verb: form.verb, ...(form.resource && { resource: form.resource }) });
        expect(read?.revision).toBe(form.revision);
      }),
    );
  });

  it.each(['', 'submit', 'form', 'form::x', 'form:a:b:c', 'form:%:b:1', 'other:a:b:1:'])('%j is not ours', (name) => {
    expect(readSubmitName(name)).toBeUndefined();
  });
});

it.each<[string, unknown, Record<string, string>]>([
  ['text', { a: 'x' }, { a: 'x' }],
  ['an empty text', { a: '' }, {}],
  ['a ticked box', { a: true }, { a: 'yes' }],
  ['an unticked box', { a: false }, {}],
  ['nothing chosen', { a: null }, {}],
  ['a list', { a: ['x'] }, {}],
  ['nothing at all', undefined, {}],
])('%s is read', (_, submitted, values) => {
  expect(readValues(submitted)).toEqual(values);
});
