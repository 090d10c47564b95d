import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksTooLong, checkBlocks, checkView } from '../../../../src/sandbox/slack/blocks/check.ts';
import { worded } from '../../../../src/sandbox/slack/blocks/problem.ts';
import type { Json, JsonObject } from '../../../../src/sandbox/slack/json.ts';

const x = (length: number) => 'x'.repeat(length);
const many = (count: number, make: (index: number) => JsonObject) =>
  Array.from({ length: count }, (_, index) => make(index));
const plain = (text: string): JsonObject => ({ type: 'plain_text', text });
const mrkdwn = (text: string): JsonObject => ({ type: 'mrkdwn', text });
const section = (more: JsonObject): JsonObject => ({ type: 'section', text: mrkdwn('t'), ...more });
const actions = (...elements: JsonObject[]): JsonObject => ({ type: 'actions', elements });
const button = (more: JsonObject = {}): JsonObject => ({ type: 'button', text: plain('b'), ...more });
const option = (more: JsonObject = {}): JsonObject => ({ text: plain('o'), value: 'v', ...more });
const options = (count: number) => many(count, (index) => option({ value: `v${index}` }));
const select = (more: JsonObject): JsonObject => ({ type: 'static_select', ...more });
const input = (more: JsonObject): JsonObject => ({
  type: 'input',
  label: plain('l'),
  element: { type: 'plain_text_input' },
  ...more,
});
const image = (more: JsonObject): JsonObject => ({
  type: 'image',
  image_url: 'https://x.test/a.png',
  alt_text: 'a',
  ...more,
});
const cells = (count: number) => many(count, () => ({ type: 'raw_text', text: 'c' }));
const confirm = (more: JsonObject) => actions(button({ confirm: { title: plain('t'), text: plain('t'), ...more } }));
const accessory = (element: JsonObject) => section({ accessory: element });

/** Block with the count or length n; the most that passes; where and how the next one is refused. */
// biome-ignore format: aligned rows
const limits: [string, (n: number) => JsonObject, number, string, string][] = [
  ['block_id',              (n) => section({ block_id: x(n) }),                                  255,   '/0/block_id',                      'max_length'],
  ['section text',          (n) => ({ type: 'section', text: mrkdwn(x(n)) }),                    3000,  '/0/text/text',                     'max_length'],
  ['section field',         (n) => section({ fields: [mrkdwn(x(n))] }),                          2000,  '/0/fields/0/text',                 'max_length'],
  ['section fields',        (n) => section({ fields: many(n, () => plain('f')) }),               10,    '/0/fields',                        'max_items'],
  ['header',                (n) => ({ type: 'header', text: plain(x(n)) }),                      150,   '/0/text/text',                     'max_length'],
  ['markdown',              (n) => ({ type: 'markdown', text: x(n) }),                           12000, '/0/text',                          'max_length'],
  ['actions elements',      (n) => actions(...many(n, () => button())),                          25,    '/0/elements',                      'max_items'],
  ['context elements',      (n) => ({ type: 'context', elements: many(n, () => mrkdwn('c')) }),  10,    '/0/elements',                      'max_items'],
  ['action_id',             (n) => actions(button({ action_id: x(n) })),                         255,   '/0/elements/0/action_id',          'max_length'],
  ['button text',           (n) => actions(button({ text: plain(x(n)) })),                       75,    '/0/elements/0/text/text',          'max_length'],
  ['button value',          (n) => actions(button({ value: x(n) })),                             2000,  '/0/elements/0/value',              'max_length'],
  ['button url',            (n) => actions(button({ url: x(n) })),                               3000,  '/0/elements/0/url',                'max_length'],
  ['accessibility label',   (n) => actions(button({ accessibility_label: x(n) })),               75,    '/0/elements/0/accessibility_label', 'max_length'],
  ['select options',        (n) => accessory(select({ options: options(n) })),                   100,   '/0/accessory/options',             'max_items'],
  ['select groups',         (n) => accessory(select({ option_groups: many(n, () => ({ label: plain('g'), options: options(1) })) })), 100, '/0/accessory/option_groups', 'max_items'],
  ['options in a group',    (n) => accessory(select({ option_groups: [{ label: plain('g'), options: options(n) }] })), 100, '/0/accessory/option_groups/0/options', 'max_items'],
  ['group label',           (n) => accessory(select({ option_groups: [{ label: plain(x(n)), options: options(1) }] })), 75, '/0/accessory/option_groups/0/label/text', 'max_length'],
  ['option text',           (n) => accessory(select({ options: [option({ text: plain(x(n)) })] })),        75, '/0/accessory/options/0/text/text',        'max_length'],
  ['option value',          (n) => accessory(select({ options: [option({ value: x(n) })] })),              75, '/0/accessory/options/0/value',            'max_length'],
  ['option description',    (n) => accessory(select({ options: [option({ description: plain(x(n)) })] })), 75, '/0/accessory/options/0/description/text', 'max_length'],
  ['placeholder',           (n) => accessory(select({ options: options(1), placeholder: plain(x(n)) })),   150, '/0/accessory/placeholder/text',          'max_length'],
  ['checkbox options',      (n) => accessory({ type: 'checkboxes', options: options(n) }),       10,    '/0/accessory/options',             'max_items'],
  ['radio options',         (n) => accessory({ type: 'radio_buttons', options: options(n) }),    10,    '/0/accessory/options',             'max_items'],
  ['overflow options',      (n) => accessory({ type: 'overflow', options: options(n) }),         5,     '/0/accessory/options',             'max_items'],
  ['overflow option url',   (n) => accessory({ type: 'overflow', options: [option({ url: x(n) })] }), 3000, '/0/accessory/options/0/url',  'max_length'],
  ['confirm title',         (n) => confirm({ title: plain(x(n)) }),                              100,   '/0/elements/0/confirm/title/text',   'max_length'],
  ['confirm text',          (n) => confirm({ text: mrkdwn(x(n)) }),                              300,   '/0/elements/0/confirm/text/text',    'max_length'],
  ['confirm button',        (n) => confirm({ confirm: plain(x(n)) }),                            30,    '/0/elements/0/confirm/confirm/text', 'max_length'],
  ['deny button',           (n) => confirm({ deny: plain(x(n)) }),                               30,    '/0/elements/0/confirm/deny/text',    'max_length'],
  ['input label',           (n) => input({ label: plain(x(n)) }),                                2000,  '/0/label/text',                    'max_length'],
  ['input hint',            (n) => input({ hint: plain(x(n)) }),                                 2000,  '/0/hint/text',                     'max_length'],
  ['input min_length',      (n) => input({ element: { type: 'plain_text_input', min_length: n } }), 3000, '/0/element/min_length',           'range'],
  ['image url',             (n) => image({ image_url: x(n) }),                                   3000,  '/0/image_url',                     'max_length'],
  ['image alt text',        (n) => image({ alt_text: x(n) }),                                    2000,  '/0/alt_text',                      'max_length'],
  ['image title',           (n) => image({ title: plain(x(n)) }),                                2000,  '/0/title/text',                    'max_length'],
  ['table rows',            (n) => ({ type: 'table', rows: Array.from({ length: n }, () => cells(1)) }), 100, '/0/rows',                    'max_items'],
  ['table cells',           (n) => ({ type: 'table', rows: [cells(n)] }),                        20,    '/0/rows/0',                        'max_items'],
  ['card title',            (n) => ({ type: 'card', title: mrkdwn(x(n)) }),                      150,   '/0/title/text',                    'max_length'],
  ['card body',             (n) => ({ type: 'card', body: mrkdwn(x(n)) }),                       200,   '/0/body/text',                     'max_length'],
  ['carousel cards',        (n) => ({ type: 'carousel', elements: many(n, () => ({ type: 'card', title: mrkdwn('c') })) }), 10, '/0/elements', 'max_items'],
];

describe('limits of one block', () => {
  it.each(limits)('%s', (_name, make, most, pointer, type) => {
    expect(checkBlocks([make(most)], '')).toEqual([]);
    expect(checkBlocks([make(most + 1)], '')).toMatchObject([
      { pointer, code: 'failed_constraint', constraint: { type, got: String(most + 1) } },
    ]);
  });
});

/** What is wrong in the blocks of a message, as chat.* words it. */
// biome-ignore format: aligned rows
const refused: [string, Json, string][] = [
  ['no list',                  { type: 'section' },                                             'must provide an array [json-pointer:/blocks]'],
  ['51 blocks',                many(51, () => ({ type: 'divider' })),                           'no more than 50 items allowed [json-pointer:/blocks]'],
  ['no type',                  [{ text: plain('t') }],                                          'missing required field: type [json-pointer:/blocks/0]'],
  ['an unknown type',          [{ type: 'nope' }],                                              'unsupported type: nope [json-pointer:/blocks/0/type]'],
  ['an unknown member',        [section({ colour: 'red' })],                                    'invalid additional property: colour [json-pointer:/blocks/0]'],
  ['an empty text',            [{ type: 'section', text: mrkdwn('') }],                         'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  ['a section without text',   [{ type: 'section' }],                                           'missing required field: text or fields [json-pointer:/blocks/0]'],
  ['mrkdwn in a header',       [{ type: 'header', text: mrkdwn('h') }],                         'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]'],
  ['a number for a text',      [{ type: 'section', text: 7 }],                                  'must provide an object [json-pointer:/blocks/0/text]'],
  ['an unknown style',         [actions(button({ style: 'warning' }))],                         'must be a valid enum value [json-pointer:/blocks/0/elements/0/style]'],
  ['an input as an accessory', [accessory({ type: 'plain_text_input' })],                       'unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]'],
  ['no options',               [accessory(select({ options: [] }))],                            'must provide at least 1 items [json-pointer:/blocks/0/accessory/options]'],
  ['options and groups',       [accessory(select({ options: options(1), option_groups: [{ label: plain('g'), options: options(1) }] }))], 'provide only one of options, option_groups [json-pointer:/blocks/0/accessory]'],
  ['a stray initial option',   [accessory(select({ options: options(2), initial_option: option({ value: 'v9' }) }))], 'initial option must be one of the options [json-pointer:/blocks/0/accessory]'],
  ['an image without source',  [{ type: 'image', alt_text: 'a' }],                              'missing required field: image_url or slack_file [json-pointer:/blocks/0]'],
  ['a block_id twice',         [section({ block_id: 'b' }), section({ block_id: 'b' })],        '`block_id` must be unique, "b" is used twice [json-pointer:/blocks/1/block_id]'],
  ['an action_id twice',       [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))], '`action_id` must be unique, "a" is used twice [json-pointer:/blocks/0/elements/1/action_id]'],
  ['two tables',               many(2, () => ({ type: 'table', rows: [cells(1)] })),            'only one table allowed [json-pointer:/blocks]'],
  ['12,001 of markdown',       [{ type: 'markdown', text: x(12000) }, { type: 'markdown', text: 'x' }], 'must be less than 12001 characters [json-pointer:/blocks]'],
  ['a file input',             [input({ element: { type: 'file_input' } })],                    'unsupported type: file_input [json-pointer:/blocks/0/element/type]'],
];

describe('blocks of a message', () => {
  it.each(refused)('%s', (_name, blocks, wording) => {
    expect(checkBlocks(blocks).map(worded)).toEqual([wording]);
  });

  it('lets the same action_id stand in two blocks', () => {
    expect(checkBlocks([actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))])).toEqual([]);
  });

  it('answers something, and never throws, for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const problem of checkBlocks(JSON.parse(JSON.stringify(value))))
          expect(problem.pointer).toMatch(/^\/blocks/);
      }),
    );
  });

  it('takes a message up to the unpublished cap of block JSON', () => {
    const marked = (length: number) => [{ type: 'markdown', text: x(length) }, { type: 'divider' }];
    const frame = JSON.stringify(marked(0)).length;
    expect(blocksTooLong(marked(13_171 - frame))).toBe(false);
    expect(blocksTooLong(marked(13_172 - frame))).toBe(true);
  });
});

const modal = (more: JsonObject): JsonObject => ({
  type: 'modal',
  title: plain('t'),
  blocks: [],
  submit: plain('s'),
  ...more,
});

/** Views; an empty wording passes. */
// biome-ignore format: aligned rows
const views: [string, JsonObject, string][] = [
  ['100 blocks',              modal({ blocks: many(100, () => ({ type: 'divider' })) }), ''],
  ['101 blocks',              modal({ blocks: many(101, () => ({ type: 'divider' })) }), 'no more than 100 items allowed [json-pointer:/blocks]'],
  ['title of 24',             modal({ title: plain(x(24)) }),                       ''],
  ['title of 25',             modal({ title: plain(x(25)) }),                       'must be less than 25 characters [json-pointer:/title/text]'],
  ['submit of 25',            modal({ submit: plain(x(25)) }),                      'must be less than 25 characters [json-pointer:/submit/text]'],
  ['close of 25',             modal({ close: plain(x(25)) }),                       'must be less than 25 characters [json-pointer:/close/text]'],
  ['private_metadata of 3001', modal({ private_metadata: x(3001) }),                'must be less than 3001 characters [json-pointer:/private_metadata]'],
  ['callback_id of 256',      modal({ callback_id: x(256) }),                       'must be less than 256 characters [json-pointer:/callback_id]'],
  ['modal without title',     { type: 'modal', blocks: [] },                        'missing required field: title [json-pointer:]'],
  ['home with a title',       { type: 'home', blocks: [], title: plain('t') },      'invalid additional property: title [json-pointer:]'],
  ['input without submit',    { type: 'modal', title: plain('t'), blocks: [input({})] }, 'must define `submit` to use an `input` block in modals [json-pointer:/blocks/0/input]'],
  ['a table in a view',       modal({ blocks: [{ type: 'table', rows: [cells(1)] }] }), 'unsupported type: table [json-pointer:/blocks/0/type]'],
  ['two focused inputs',      modal({ blocks: many(2, () => input({ element: { type: 'plain_text_input', focus_on_load: true } })) }), 'only one element may set `focus_on_load` [json-pointer:/blocks/1/element/focus_on_load]'],
  ['an unknown view',         { type: 'popup', blocks: [] },                        'unsupported type: popup [json-pointer:/type]'],
];

describe('views', () => {
  it.each(views)('%s', (_name, view, wording) => {
    expect(checkView(view).map(worded)).toEqual(wording === '' ? [] : [wording]);
  });
});
