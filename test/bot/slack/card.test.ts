import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { Block, Card } from '../../../src/app/cards/model.ts';
import { cardMessage, homeView } from '../../../src/bot/slack/card.ts';
import { problemsOf } from './slack-check.ts';

function card(...blocks: Block[]): Card {
  return { id: 'conn-1', revision: 3, tone: 'waiting', title: 'Line <1>', summary: 'Line <1> waits', blocks };
}

/** The visible strings of blocks, in order. */
function texts(blocks: readonly KnownBlock[]): string[] {
  const found: string[] = [];
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') found.push(value);
    return value;
  });
  return found;
}

const body = (...blocks: Block[]) => texts(cardMessage(card(...blocks), 'en').blocks).slice(1);

describe('a card', () => {
  it('opens with tone and title, and always has a text for notifications', () => {
    const message = cardMessage(card(), 'en');
    expect(message.text).toBe('Line &lt;1&gt; waits');
    expect(message.blocks).toEqual([
      { type: 'header', text: { type: 'plain_text', text: '🟠 Line <1>', emoji: false } },
    ]);
  });

  it.each<[string, Block, string[]]>([
    ['text', { kind: 'text', text: 'Hello' }, ['Hello']],
    ['note', { kind: 'note', text: 'small' }, ['small']],
    ['facts', { kind: 'facts', rows: [{ label: 'VLAN', value: '100' }] }, ['*VLAN*', '100']],
    [
      'steps',
      {
        kind: 'steps',
        rows: [
          { label: 'Ordered', status: 'done' },
          { label: 'Cabling', status: 'now', detail: 'port 3' },
          { label: 'Test', status: 'waiting' },
          { label: 'Light', status: 'failed', detail: '-31 dBm' },
        ],
      },
      ['✅ Ordered\n🔧 *Cabling* — port 3\n⏳ Test\n❌ Light — -31 dBm'],
    ],
    [
      'items',
      { kind: 'items', rows: [{ title: 'conn-1', detail: 'up', tone: 'good' }], empty: 'None' },
      ['🟢 *conn-1*\nup'],
    ],
    ['no items', { kind: 'items', rows: [], empty: 'None' }, ['None']],
    ['code', { kind: 'code', text: 'router bgp 1\n  <x> `y`' }, ['router bgp 1\n  <x> `y`']],
    ['rule', { kind: 'rule' }, []],
    ['buttons', { kind: 'buttons', buttons: [{ label: 'Go', verb: 'go' }] }, ['Go']],
    ['pick', { kind: 'pick', placeholder: 'Which?', verb: 'show', name: 'id', source: 'conn' }, ['Which?']],
  ])('draws %s', (_, block, drawn) => {
    expect(body(block)).toEqual(drawn);
    expect(problemsOf(cardMessage(card(block), 'en'))).toEqual([]);
  });

  it('shows the text of a block kind it does not know, and nothing of one without', () => {
    const newer = [{ kind: 'gauge', text: '80 %' }, { kind: 'hologram' }] as unknown as Block[];
    expect(body(...newer)).toEqual(['80 %']);
  });

  it.each([
    // rows  facts sections
    [1, 1],
    [5, 1],
    [6, 2],
    [11, 3],
  ])('%i facts take %i sections of at most ten fields', (count, sections) => {
    const rows = Array.from({ length: count }, (_, n) => ({ label: `l${n}`, value: `v${n}` }));
    expect(cardMessage(card({ kind: 'facts', rows }), 'en').blocks).toHaveLength(1 + sections);
  });

  it.each([
    // rows  shown  last line
    [20, 20, '🔵 *r19*'],
    [23, 20, '… and 3 more'],
  ])('of %i items %i are shown', (count, shown, last) => {
    const rows = Array.from({ length: count }, (_, n) => ({ title: `r${n}`, tone: 'neutral' as const }));
    const drawn = body({ kind: 'items', rows, empty: 'None' });
    expect(drawn.filter((text) => text.startsWith('🔵'))).toHaveLength(shown);
    expect(drawn.at(-1)).toBe(last);
  });

  it('numbers its buttons through, so that no two share an action id', () => {
    const rows = [1, 2].map((n) => ({ title: `r${n}`, tone: 'good' as const, button: { label: 'x', verb: 'show' } }));
    const { blocks } = cardMessage(
      card(
        { kind: 'items', rows, empty: '-' },
        { kind: 'buttons', buttons: [{ label: 'x', verb: 'show' }] },
        { kind: 'pick', placeholder: 'p', verb: 'show', name: 'id', source: 's' },
      ),
      'en',
    );
    expect(JSON.stringify(blocks).match(/"action_id":"[^"]+"/g)).toEqual([
      '"action_id":"show:0"',
      '"action_id":"show:1"',
      '"action_id":"show:2"',
      '"action_id":"pick:show:id:s:3"',
    ]);
  });

  it('too long for one message keeps header and buttons, and says that it is shortened', () => {
    const long: Block[] = Array.from({ length: 60 }, (_, n) => ({ kind: 'text', text: `${n} ${'x'.repeat(300)}` }));
    const { blocks } = cardMessage(card(...long, { kind: 'buttons', buttons: [{ label: 'Go', verb: 'go' }] }), 'en');
    const drawn = texts(blocks);
    expect(drawn[0]).toBe('🟠 Line <1>');
    expect(drawn.slice(-2)).toEqual(['Go', 'Shortened: the rest does not fit here.']);
    expect(drawn[1]).toMatch(/^0 x/);
    expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(12_000);
    expect(JSON.stringify(blocks).length).toBeGreaterThan(11_000);
  });

  it('on the Home tab has room for more', () => {
    const long: Block[] = Array.from({ length: 60 }, (_, n) => ({ kind: 'text', text: `${n}` }));
    expect(homeView(card(...long), 'en').blocks).toHaveLength(61);
  });

  it('mentions nobody a name pretends to be', () => {
    const drawn = JSON.stringify(
      cardMessage(
        card({ kind: 'items', rows: [{ title: '<@U0BOSS> <!channel>', tone: 'bad' }], empty: '-' }),
        'en',
      ).blocks.slice(1),
    );
    expect(drawn).not.toMatch(/<[@!#]/);
  });
});
