import { describe, expect, it } from 'vitest';
import type { Block, Card, Tone } from '../../../src/app/cards/model.ts';
import { t } from '../../../src/app/text/phrase.ts';
import { cardJson } from '../../../src/bot/lark/card.ts';
import type { Element } from '../../../src/bot/lark/card-json.ts';
import type { Options } from '../../../src/bot/lark/click.ts';
import type { Pen } from '../../../src/bot/lark/text.ts';
import { bytesOf, markdownIn } from './lark-check.ts';

const english: Pen = { language: 'en', everyone: false };

function cardOf(blocks: readonly Block[], tone: Tone = 'neutral'): Card {
  return { id: 'conn-1', revision: 2, tone, title: 'Line', summary: t('card.mine'), blocks };
}

function drawn(block: Block, options?: Options): readonly Element[] {
  return cardJson(cardOf([block]), english, options).body.elements;
}

describe('the card', () => {
  it.each<[Tone, string]>([
    ['waiting', 'orange'],
    ['good', 'green'],
    ['bad', 'red'],
    ['neutral', 'blue'],
  ])('that is %s is %s', (tone, template) => {
    expect(cardJson(cardOf([], tone), english).header).toMatchObject({ title: { content: 'Line' }, template });
  });

  it('is shared, and says in one line what it is about', () => {
    expect(cardJson(cardOf([]), { language: 'zh', everyone: true }).config).toEqual({
      update_multi: true,
      summary: { content: '我的专线', i18n_content: { zh_cn: '我的专线', en_us: 'My lines' } },
    });
  });
});

describe('blocks', () => {
  it.each<[string, Block, unknown]>([
    ['text', { kind: 'text', text: 'Hello' }, { tag: 'markdown', content: 'Hello' }],
    ['small print', { kind: 'note', text: 'psst' }, { tag: 'markdown', content: 'psst', text_size: 'notation' }],
    ['code', { kind: 'code', text: 'a *b*' }, { tag: 'markdown', content: '```\na *b*\n```' }],
    ['a rule', { kind: 'rule' }, { tag: 'hr' }],
    [
      'facts',
      {
        kind: 'facts',
        rows: [
          { label: 'VLAN', value: '100' },
          { label: 'A*B', value: 'x\ny' },
        ],
      },
      { tag: 'markdown', content: '**VLAN**: 100\n**A&#42;B**: x\ny' },
    ],
    [
      'steps',
      {
        kind: 'steps',
        rows: [
          { label: 'Review', status: 'done', detail: 'by Lei' },
          { label: 'Build', status: 'now' },
          { label: 'Test', status: 'waiting' },
          { label: 'Pay', status: 'failed' },
        ],
      },
      { tag: 'markdown', content: '✅ Review — by Lei\n🔧 **Build**\n⏳ Test\n❌ Pay' },
    ],
    ['no items', { kind: 'items', rows: [], empty: 'None' }, { tag: 'markdown', content: 'None' }],
    [
      'an item',
      { kind: 'items', rows: [{ title: 'dc1', detail: 'up', tone: 'good' }], empty: '' },
      { tag: 'markdown', content: '🟢 **dc1**\nup' },
    ],
  ])('%s', (_, block, element) => {
    expect(drawn(block)).toEqual([element]);
  });

  it('a kind nobody knows shows its text', () => {
    expect(drawn({ kind: 'poem', text: 'roses' } as unknown as Block)).toEqual([{ tag: 'markdown', content: 'roses' }]);
  });

  it('finished steps at the front are folded, the rest stays in sight', () => {
    const done = Array.from({ length: 5 }, (_, index) => ({ label: `S${index}`, status: 'done' }) as const);
    const [history, rest] = drawn({ kind: 'steps', rows: [...done, { label: 'Build', status: 'now' }] });
    expect(history).toMatchObject({
      tag: 'collapsible_panel',
      expanded: false,
      header: { title: { content: 'Steps done: 5' } },
      elements: [{ content: '✅ S0\n✅ S1\n✅ S2\n✅ S3\n✅ S4' }],
    });
    expect(rest).toMatchObject({ content: '🔧 **Build**' });
  });

  it('items beyond the first ones are folded, none is lost without a word', () => {
    const rows = Array.from({ length: 60 }, (_, index) => ({ title: `L${index}`, tone: 'good' }) as const);
    const elements = drawn({ kind: 'items', rows, empty: '' });
    expect(elements).toHaveLength(12 + 2);
    expect(elements[12]).toMatchObject({ tag: 'collapsible_panel', header: { title: { content: '… and 48 more' } } });
    expect(elements[13]).toMatchObject({ content: '… and 8 more' });
  });
});

describe('what a person can act with', () => {
  it('a button carries the verb, what it is about, and the revision it was drawn from', () => {
    const button = {
      label: 'Delete',
      verb: 'delete',
      resource: 'conn-1',
      revision: 2,
      args: { reason: 'x' },
      style: 'danger',
      confirm: { title: 'Sure?', text: 'Gone' },
    } as const;
    expect(drawn({ kind: 'buttons', buttons: [button] })).toMatchObject([
      {
        tag: 'column_set',
        columns: [
          {
            elements: [
              {
                tag: 'button',
                text: { content: 'Delete' },
                type: 'danger',
                confirm: { title: { content: 'Sure?' }, text: { content: 'Gone' } },
                behaviors: [
                  {
                    type: 'callback',
                    value: { verb: 'delete', resource: 'conn-1', revision: 2, args: { reason: 'x' } },
                  },
                ],
              },
            ],
          },
        ],
      },
    ]);
  });

  it('arguments that are too long are asked for instead', () => {
    const button = { label: 'A', verb: 'a', resource: 'r', args: { long: 'x'.repeat(3000) } };
    expect(JSON.stringify(drawn({ kind: 'buttons', buttons: [button] }))).toContain(
      '"value":{"verb":"a","resource":"r"}',
    );
  });

  const pick = { kind: 'pick', placeholder: 'Which?', verb: 'show', name: 'connection', source: 's' } as const;

  it('a menu offers what was found, each value once', () => {
    const found = [
      { value: 'a', label: 'A' },
      { value: 'b', label: '' },
      { value: 'a', label: 'A again' },
      { value: '', label: 'nothing' },
    ];
    expect(drawn(pick, new Map([['s', found]]))).toMatchObject([
      { tag: 'select_static', options: [{ value: 'a' }, { value: 'b', text: { content: 'b' } }] },
    ]);
  });

  it('where nothing was found a person types', () => {
    expect(drawn(pick)).toMatchObject([{ tag: 'input', behaviors: [{ value: { verb: 'show', pick: 'connection' } }] }]);
  });
});

describe('too long', () => {
  const text: Block = { kind: 'text', text: t('chat.form.missing', { form: '长'.repeat(2500) }) };
  const buttons: Block = { kind: 'buttons', buttons: [{ label: 'Act', verb: 'act' }] };

  it('for every language is in the room’s', () => {
    const card = cardJson(cardOf([text, text, buttons]), { language: 'zh', everyone: true });
    expect('i18n_content' in card.config.summary).toBe(false);
    expect(markdownIn(card).map((source) => source.slice(-9))).toEqual(['还需补充几项信息。', '还需补充几项信息。']);
  });

  it('even so keeps its buttons and says that something is missing', () => {
    const blocks = [text, text, text, text, text, { kind: 'text', text: 'short' } as const, buttons];
    const card = cardJson(cardOf(blocks), { language: 'en', everyone: true });
    expect(bytesOf(card)).toBeLessThanOrEqual(30 * 1024);
    expect(JSON.stringify(card)).toContain('"verb":"act"');
    expect(markdownIn(card).at(-1)).toBe('Shortened: the rest does not fit here.');
    // Text after a gap would read as if nothing were missing.
    expect(markdownIn(card)).not.toContain('short');
  });
});
