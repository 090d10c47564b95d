import { describe, expect, it } from 'vitest';
import type { Block, Card, Field, Form } from '../../src/app/cards/model.ts';
import { cardJson } from '../../src/bot/lark/card.ts';
import { formJson } from '../../src/bot/lark/form.ts';
import { pictureCard } from '../../src/bot/lark/picture.ts';
import { cardMessage } from '../../src/bot/slack/card.ts';
import { formView } from '../../src/bot/slack/form.ts';
import { drawBlocks, drawCard } from './drawn.tsx';

const button = { label: 'Press me', verb: 'approve', resource: 'conn-1', style: 'danger' } as const;
const rows = Array.from({ length: 16 }, (_, index) => ({ title: `row ${index}`, tone: 'good' as const, button }));

/** One of each kind: the compiler asks for more when the model gets more. */
const blocks: { readonly [Kind in Block['kind']]: Extract<Block, { kind: Kind }> } = {
  text: { kind: 'text', text: 'plain words & <tags> *not bold*' },
  facts: { kind: 'facts', rows: [{ label: 'Region', value: 'Shanghai' }] },
  steps: {
    kind: 'steps',
    rows: [
      ...['one', 'two', 'three', 'four', 'five'].map((label) => ({ label, status: 'done' as const })),
      { label: 'six', status: 'now', detail: 'under way' },
    ],
  },
  items: { kind: 'items', rows, empty: 'none' },
  buttons: { kind: 'buttons', buttons: [{ ...button, confirm: { title: 'Sure?', text: 'It is final.' } }] },
  note: { kind: 'note', text: 'small print' },
  code: { kind: 'code', text: 'interface ge-0/0/0\n  vlan 10' },
  rule: { kind: 'rule' },
  pick: { kind: 'pick', placeholder: 'Pick a line', verb: 'show', name: 'connection', source: 'connections.any' },
};

const shared = { required: true, hint: 'a hint' };
const fields: { readonly [Kind in Field['kind']]: Extract<Field, { kind: Kind }> } = {
  text: { kind: 'text', name: 'name', label: 'Name', ...shared, initial: 'dc1', placeholder: 'a name' },
  select: { kind: 'select', name: 'port', label: 'Port', ...shared, options: [{ value: 'lx', label: '1000BASE-LX' }] },
  search: { kind: 'search', name: 'vpc', label: 'VPC', ...shared, source: 'things.vpc' },
  checkbox: { kind: 'checkbox', name: 'again', label: 'Again', ...shared, text: 'Order it again' },
  file: { kind: 'file', name: 'file', label: 'A file', ...shared },
};

const cardOf = (list: readonly Block[]): Card => ({
  id: 'conn-1',
  revision: 1,
  tone: 'waiting',
  title: 'A card',
  summary: 'A card',
  blocks: list,
});
const formOf = (list: readonly Field[]): Form => ({
  verb: 'order',
  fixed: {},
  title: 'A form',
  submit: 'Send it',
  note: 'a note',
  fields: list,
});

const words: { readonly [Kind in Block['kind']]: readonly string[] } = {
  text: ['plain words &amp; &lt;tags>', 'not bold'],
  facts: ['Region', 'Shanghai'],
  steps: ['one', 'five', 'six', 'under way'],
  items: ['row 0', 'Press me', 'row 11'],
  buttons: ['Press me'],
  note: ['small print'],
  code: ['<pre', 'interface ge-0/0/0\n  vlan 10'],
  rule: ['<hr'],
  pick: ['Pick a line', 'role="combobox"'],
};

const kinds = Object.keys(blocks) as Block['kind'][];
const fieldKinds = Object.keys(fields) as Field['kind'][];
const pens = { language: 'en', everyone: true } as const;
const options = new Map([
  ['connections.any', [{ value: 'conn-1', label: 'dc1' }]],
  ['things.vpc', [{ value: 'vpc-1', label: 'main' }]],
]);

describe('every block the renderers emit is drawn', () => {
  it.each(kinds)('%s on Slack', (kind) => {
    const html = drawBlocks(cardMessage(cardOf([blocks[kind]]), 'en').blocks);
    expect(html).not.toContain('class="unknown"');
    for (const word of [...words[kind], 'A card']) expect(html).toContain(word);
  });

  it.each(kinds)('%s on Lark', (kind) => {
    const html = drawCard(cardJson(cardOf([blocks[kind]]), pens, options));
    expect(html).not.toContain('class="unknown"');
    const known = kind === 'pick' ? ['role="combobox"', 'Pick a line'] : words[kind];
    for (const word of [...known, 'A card']) expect(html).toContain(word);
  });

  it('a Lark menu without options is an input', () => {
    expect(drawCard(cardJson(cardOf([blocks.pick]), pens))).toContain('placeholder="Pick a line"');
  });

  it('a picture on Lark, with words for people who do not see it', () => {
    expect(drawCard(pictureCard('The topology', 'img_1', pens))).toMatch(
      /<img[^>]*src="\/files\/lark\/img_1"[^>]*alt="The topology"/,
    );
  });
});

describe('every field of a form is drawn with its name', () => {
  const control: { readonly [Kind in Field['kind']]: RegExp } = {
    text: /<input[^>]*value="dc1"/,
    select: /<option[^>]*value="lx"[^>]*>1000BASE-LX/,
    search: /vpc|combobox|Choose/i,
    checkbox: /<input[^>]*type="checkbox"/,
    // Lark's cards take none: it goes into the chat.
    file: /<input[^>]*type="file"|Send it into this chat now/,
  };

  it.each(fieldKinds)('%s on Slack', (kind) => {
    const html = drawBlocks(formView(formOf([fields[kind]]), 'en').blocks);
    expect(html).not.toContain('class="unknown"');
    for (const word of [fields[kind].label, 'a hint', 'a note']) expect(html).toContain(word);
    expect(html).toMatch(control[kind]);
  });

  it.each(fieldKinds)('%s on Lark', (kind) => {
    const html = drawCard(formJson(formOf([fields[kind]]), pens, options));
    expect(html).not.toContain('class="unknown"');
    for (const word of [fields[kind].label, 'a hint', 'a note', 'Send it']) expect(html).toContain(word);
    expect(html).toMatch(control[kind]);
  });

  it('a secret is typed unseen on Lark', () => {
    const form = formOf([{ ...fields.text, secret: true }]);
    expect(drawCard(formJson(form, pens))).toMatch(/<input[^>]*type="password"/);
  });
});

describe('text is never markup', () => {
  const evil = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) <javascript:alert(1)|x>';

  it.each([
    [
      'Slack',
      () =>
        drawBlocks([
          { type: 'section', text: { type: 'mrkdwn', text: evil } },
          { type: 'header', text: { type: 'plain_text', text: evil } },
        ]),
    ],
    [
      'Lark',
      () =>
        drawCard({
          schema: '2.0',
          body: {
            elements: [
              { tag: 'markdown', content: evil },
              { tag: 'div', text: { tag: 'lark_md', content: evil } },
            ],
          },
        }),
    ],
  ])('on %s', (_platform, draw) => {
    const html = draw();
    expect(html).not.toMatch(/<img/);
    expect(html).not.toMatch(/href="javascript/);
  });

  it('what a platform may add one day shows as such, with its text', () => {
    expect(drawBlocks([{ type: 'hologram', text: 'hello' }])).toMatch(/class="unknown".*hologram.*hello/);
    expect(drawCard({ body: { elements: [{ tag: 'hologram', content: 'hello' }] } })).toMatch(
      /class="unknown".*hologram.*hello/,
    );
  });
});
