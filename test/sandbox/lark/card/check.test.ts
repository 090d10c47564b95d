/** What Lark takes for a card of schema 2.0, at each limit and just beyond, and what it refuses in which words. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCard, checkEphemeralCard } from '../../../../src/sandbox/lark/card/check.ts';
import { worded } from '../../../../src/sandbox/lark/card/problem.ts';
import type { JsonObject } from '../../../../src/sandbox/slack/json.ts';
import { button, cardWith } from '../calls.ts';

const x = (length: number) => 'x'.repeat(length);
const many = (count: number, make: (index: number) => JsonObject) =>
  Array.from({ length: count }, (_, index) => make(index));
const plain = (content: string): JsonObject => ({ tag: 'plain_text', content });
const hr: JsonObject = { tag: 'hr' };
const markdown = (content: string, more: JsonObject = {}): JsonObject => ({ tag: 'markdown', content, ...more });
const option = (value: string): JsonObject => ({ text: plain(value), value });
const columns = (...elements: JsonObject[]): JsonObject => ({
  tag: 'column_set',
  columns: [{ tag: 'column', width: 'weighted', weight: 1, elements }],
});
const panel = (...elements: JsonObject[]): JsonObject => ({
  tag: 'collapsible_panel',
  header: { title: plain('more') },
  elements,
});
const submit: JsonObject = { tag: 'button', name: 'send', text: plain('Send'), form_action_type: 'submit' };
const form = (...elements: JsonObject[]): JsonObject => ({ tag: 'form', name: 'form', elements });
const table = (more: JsonObject = {}): JsonObject => ({
  tag: 'table',
  columns: [{ name: 'a', data_type: 'text' }],
  rows: [{ a: 'one' }],
  ...more,
});
const nested = (depth: number): JsonObject => (depth === 0 ? hr : columns(nested(depth - 1)));
const written = '| a | b |\n|---|---|\n| 1 | 2 |';

/** A card with the count or length n; the most that passes; how the next one is refused. */
// biome-ignore format: aligned rows
const limits: [string, (n: number) => JsonObject, number, string][] = [
  ['elements',            (n) => cardWith(...many(n - 1, () => hr)),                                          200,  'element exceeds the limit'],
  ['elements in texts',   (n) => cardWith(...many(99, (i) => button(`b${i}`, {})), ...many(n - 199, () => hr)), 200, 'element exceeds the limit'],
  ['nesting',             (n) => cardWith(nested(n)),                                                         5,    'nested deeper than 5'],
  ['tables',              (n) => cardWith(...many(n, () => table())),                                         5,    'card table number over limit'],
  ['written tables',      (n) => cardWith(...many(n, () => markdown(written))),                               5,    'card table number over limit'],
  ['table columns',       (n) => cardWith(table({ columns: many(n, (i) => ({ name: i === 0 ? 'a' : `c${i}` })) })), 50, 'more than 50 items'],
  ['rows on a page',      (n) => cardWith(table({ page_size: n })),                                           10,   'not within 1 and 10'],
  ['element_id',          (n) => cardWith(markdown('a', { element_id: x(n) })),                               20,   'must start with a letter'],
  ['button text',         (n) => cardWith(button('b', {}, { text: plain(x(n)) })),                            100,  'longer than 100 characters'],
  ['placeholder',         (n) => cardWith({ tag: 'input', placeholder: plain(x(n)) }),                        100,  'longer than 100 characters'],
  ['prefilled text',      (n) => cardWith({ tag: 'input', default_value: x(n) }),                             1000, 'longer than 1000 characters'],
  ['max_length',          (n) => cardWith({ tag: 'input', max_length: n }),                                   1000, 'not within 1 and 1000'],
  ['weight of a column',  (n) => cardWith({ tag: 'column_set', columns: [{ tag: 'column', weight: n }] }),    5,    'not within 1 and 5'],
  ['tags in the header',  (n) => ({ ...cardWith(), header: { title: plain('t'), text_tag_list: many(n, () => ({ tag: 'text_tag', text: plain('t'), color: 'blue' })) } }), 3, 'more than 3 items'],
];

describe('limits', () => {
  it.each(limits)('%s', (_name, make, most, message) => {
    expect(checkCard(make(most)).map(worded)).toEqual([]);
    expect(
      checkCard(make(most + 1))
        .map(worded)
        .join(),
    ).toContain(message);
  });
});

/** Cards Lark shows. */
// biome-ignore format: aligned rows
const taken: [string, JsonObject][] = [
  ['nothing in it',                   cardWith()],
  ['words by locale',                 cardWith(markdown('a', { i18n_content: { zh_cn: '一', en_us: 'a' } }))],
  ['columns in columns',              cardWith(columns(columns(markdown('a'))))],
  ['a panel with a button',           cardWith(panel(button('go', { verb: 'go' })))],
  ['a form with fields in columns',   cardWith(form(columns({ tag: 'input', name: 'a' }), columns(submit)))],
  ['a form with two ways out',        cardWith(form(submit, button('cancel', { verb: 'cancel' })))],
  ['a link',                          cardWith(button('open', {}, { behaviors: [{ type: 'open_url', default_url: 'https://x.test' }] }))],
  ['a confirmation',                  cardWith(button('go', {}, { confirm: { title: plain('Sure?'), text: plain('Really') } }))],
  ['a menu',                          cardWith({ tag: 'select_static', placeholder: plain('p'), options: [option('a'), option('b')], initial_option: 'a' })],
  ['a container to click',            cardWith({ tag: 'interactive_container', behaviors: [{ type: 'callback', value: {} }], elements: [markdown('a')] })],
  ['a chart',                         cardWith({ tag: 'chart', chart_spec: { type: 'bar', data: { values: [] } } })],
  ['a person',                        cardWith({ tag: 'person', user_id: 'ou_mei' }, markdown('<at id=ou_mei></at> <at id=all></at>'))],
  ['fields of a div',                 cardWith({ tag: 'div', fields: [{ is_short: true, text: { tag: 'lark_md', content: 'a' } }] })],
  ['a cell of each kind',             cardWith(table({
    columns: ['text', 'number', 'options', 'persons', 'date', 'markdown'].map((data_type) => ({ name: data_type, data_type })),
    rows: [{ text: 't', number: 1, options: [{ text: 'S2', color: 'blue' }], persons: ['ou_mei'], date: 1, markdown: '**a**' }],
  }))],
];

describe('what is taken', () => {
  it.each(taken)('%s', (_name, card) => expect(checkCard(card).map(worded)).toEqual([]));
});

/** A card and the beginning of how it is refused. */
// biome-ignore format: aligned rows
const refused: [string, JsonObject | undefined, code: number, path: string, message: string][] = [
  ['no JSON object',               undefined,                                                        200621, 'ROOT',                                                     'parse card json err'],
  ['schema 1.0',                   { elements: [] },                                                 200621, 'ROOT',                                                     'property: schema'],
  ['an unknown member at the top', { ...cardWith(), elements: [] },                                  200621, 'ROOT',                                                     'unknown property, property: elements'],
  ['an unknown member',            cardWith(markdown('a', { colour: 'red' })),                       200621, 'ROOT -> body -> elements -> [0](tag: markdown)',           'unknown property, property: colour'],
  ['a value of schema 1.0',        cardWith(button('go', {}, { value: {} })),                        200621, 'ROOT -> body -> elements -> [0](tag: button)',             'unknown property, property: value'],
  ['an unknown member of a text',  cardWith({ tag: 'div', text: { ...plain('a'), bold: true } }),    200621, 'ROOT -> body -> elements -> [0](tag: div) -> text',        'property: bold'],
  ['an unknown locale',            cardWith(markdown('a', { i18n_content: { zh: '一' } })),          200621, 'ROOT -> body -> elements -> [0](tag: markdown) -> i18n_content', 'property: zh'],
  ['a note',                       cardWith({ tag: 'note', elements: [] }),                          200861, 'ROOT -> body -> elements -> [0](tag: note)',               'unsupported tag note'],
  ['an action module',             cardWith(hr, { tag: 'action', actions: [] }),                     200861, 'ROOT -> body -> elements -> [1](tag: action)',             'unsupported tag action'],
  ['a missing content',            cardWith({ tag: 'markdown' }),                                    200621, 'ROOT -> body -> elements -> [0](tag: markdown)',           'property: content'],
  ['a wrong color of the header',  { ...cardWith(), header: { title: plain('t'), template: 'pink' } }, 200621, 'ROOT -> header -> template',                             'pink is none of'],
  ['a wrong margin',               cardWith({ tag: 'hr', margin: '1em' }),                           200621, 'ROOT -> body -> elements -> [0](tag: hr) -> margin',       '1em is not'],
  ['a callback with a text',       cardWith(button('go', {}, { behaviors: [{ type: 'callback', value: 'go' }] })), 200621, 'ROOT -> body -> elements -> [0](tag: button) -> behaviors -> [0] -> value', 'not an object'],
  ['a card that is not shared',    { ...cardWith(), config: { update_multi: false } },               11310,  'ROOT -> config',                                           'update_multi must be true'],
  ['a column alone',               cardWith({ tag: 'column', elements: [] }),                        11310,  'ROOT -> body -> elements -> [0](tag: column)',             'cannot stand here'],
  ['something else in columns',    cardWith({ tag: 'column_set', columns: [hr] }),                   11310,  'ROOT -> body -> elements -> [0](tag: column_set) -> columns -> [0](tag: hr)', 'cannot stand here'],
  ['a form in columns',            cardWith(columns(form(submit))),                                  11310,  'ROOT -> body -> elements -> [0](tag: column_set) -> columns -> [0](tag: column) -> elements -> [0](tag: form)', 'must stand at the root'],
  ['a form in a panel',            cardWith(panel(form(submit))),                                    11310,  'ROOT -> body -> elements -> [0](tag: collapsible_panel) -> elements -> [0](tag: form)', 'must stand at the root'],
  ['a table in a form',            cardWith(form(submit, table())),                                  11310,  'ROOT -> body -> elements -> [0](tag: form) -> elements -> [1](tag: table)', 'must stand at the root'],
  ['a table in columns',           cardWith(columns(table())),                                       11310,  'ROOT -> body -> elements -> [0](tag: column_set) -> columns -> [0](tag: column) -> elements -> [0](tag: table)', 'must stand at the root'],
  ['a form nobody can send',       cardWith(form({ tag: 'input', name: 'a' })),                      11310,  'ROOT -> body -> elements -> [0](tag: form)',               'needs a button that submits it'],
  ['a field without a name',       cardWith(form({ tag: 'input' }, submit)),                         11310,  'ROOT -> body -> elements -> [0](tag: form) -> elements -> [0](tag: input)', 'needs a name'],
  ['a name twice',                 cardWith(form({ tag: 'input', name: 'send' }, submit)),           11310,  'ROOT -> body -> elements -> [0](tag: form) -> elements -> [1](tag: button)', 'name(send) duplicate'],
  ['a name in and out of a form',  cardWith(button('send', {}), form(submit)),                       11310,  'ROOT -> body -> elements -> [1](tag: form) -> elements -> [0](tag: button)', 'name(send) duplicate'],
  ['a submit button in no form',   cardWith(submit),                                                 11310,  'ROOT -> body -> elements -> [0](tag: button)',             'is for buttons in a form'],
  ['a submit button with behaviors', cardWith(form({ ...submit, behaviors: [{ type: 'callback', value: {} }] })), 11310, 'ROOT -> body -> elements -> [0](tag: form) -> elements -> [0](tag: button)', 'excludes behaviors'],
  ['an element_id twice',          cardWith(markdown('a', { element_id: 'e' }), markdown('b', { element_id: 'e' })), 11310, 'ROOT -> body -> elements -> [1](tag: markdown)',   'element_id(e) duplicate'],
  ['an element_id of digits',      cardWith(markdown('a', { element_id: '1' })),                     11310,  'ROOT -> body -> elements -> [0](tag: markdown)',           'must start with a letter'],
  ['an option twice',              cardWith({ tag: 'select_static', options: [option('a'), option('a')] }), 11310, 'ROOT -> body -> elements -> [0](tag: select_static)', 'option(a) duplicate'],
  ['a cell of no column',          cardWith(table({ rows: [{ b: 'x' }] })),                          200915, 'ROOT -> body -> elements -> [0](tag: table) -> rows -> [0]', 'table rows name is invalid'],
  ['a cell of the wrong kind',     cardWith(table({ rows: [{ a: 1 }] })),                            200914, 'ROOT -> body -> elements -> [0](tag: table) -> rows -> [0]', 'table rows is invalid'],
];

describe('what is refused', () => {
  it.each(refused)('%s', (_name, card, code, path, message) => {
    const [found] = checkCard(card);
    expect(found).toMatchObject({ code, path });
    expect(found === undefined ? '' : worded(found)).toContain(message);
  });
});

describe('what a card refers to', () => {
  const known = { image: (key: string) => key === 'img_map', person: (id: string) => id === 'ou_mei' };
  const image = (img_key: string): JsonObject => ({ tag: 'img', img_key, alt: plain('') });

  // biome-ignore format: aligned rows
  it.each([
    ['an uploaded image',   image('img_map'),                                           undefined],
    ['an unknown image',    image('img_other'),                                         200570],
    ['a known person',      markdown('<at id=ou_mei></at>'),                            undefined],
    ['an unknown person',   markdown('<at id="ou_other"></at>'),                        100290],
    ['in another language', markdown('a', { i18n_content: { en_us: '<at id=ou_x>' } }), 100290],
    ['an unknown portrait', { tag: 'person', user_id: 'ou_other' },                     100290],
    ['an unknown group',    { tag: 'person_list', persons: [{ id: 'ou_mei' }, { id: 'ou_x' }] }, 100290],
  ])('%s', (_name, element, code) => {
    expect(checkCard(cardWith(element), known)[0]?.code).toBe(code);
  });
});

it('takes no words by locale in a card for one person', () => {
  const card = cardWith(markdown('a', { i18n_content: { zh_cn: '一' } }));
  expect(checkCard(card)).toEqual([]);
  expect(checkEphemeralCard(card).map(worded).join()).toContain('do not support i18n_content');
  expect(checkEphemeralCard(cardWith(markdown('a')))).toEqual([]);
});

/** All cards of `taken`, with every object in them that is not free in its members. */
const free = new Set(['value', 'chart_spec', 'rows']);

function spots(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => spots(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).filter(([name]) => !free.has(name));
  return [path, ...inside.flatMap(([name, member]) => spots(member, [...path, name]))];
}

it('finds one unknown member wherever it is', () => {
  const all = taken.flatMap(([, card]) => spots(card).map((path) => ({ card, path })));
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.stringMatching(/^zz[a-z]{1,8}$/), ({ card, path }, name) => {
      const copy: unknown = structuredClone(card);
      const spot = path.reduce<unknown>((at, step) => Object(at)[step], copy);
      Object.assign(Object(spot), { [name]: 'stray' });
      const problems = checkCard(Object(copy));
      expect(problems).toHaveLength(1);
      expect(problems[0]?.value).toContain(`property: ${name}`);
    }),
  );
});

it('answers any JSON with findings, never with an error', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const body = { elements: [value] };
      expect(Array.isArray(checkCard(Object({ ...cardWith(), body })))).toBe(true);
      expect(Array.isArray(checkCard(Object({ ...cardWith(), header: value })))).toBe(true);
    }),
  );
});
