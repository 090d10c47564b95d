/** Rows of what the terminal shows for every kind of block, and that nothing a person wrote can act on the terminal. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Card } from '../../../src/app/cards/model.ts';
import { formatDate } from '../../../src/app/text/format.ts';
import type { Language, Phrase } from '../../../src/app/text/phrase.ts';
import { wantsColour } from '../../../src/bot/terminal/paint.ts';
import { defaultView, renderCard, renderLines, renderReply } from '../../../src/bot/terminal/render.ts';
import { columns } from '../../../src/bot/terminal/width.ts';
import { anyCard } from './any-card.ts';

const view = (language: Language, width = 80) => ({ ...defaultView, language, width });
const card = (...blocks: Block[]): Card => ({
  id: 'conn-1',
  revision: 7,
  tone: 'waiting',
  title: 'Line',
  summary: 'Line waits',
  blocks,
});
/** The card's lines without the title and without the indent. */
const body = (language: Language, width: number, ...blocks: Block[]) =>
  renderCard(card(...blocks), view(language, width))
    .text.split('\n')
    .slice(1)
    .map((line) => line.slice(2));

const button = (label: Phrase, verb: string) => ({ label, verb, resource: 'conn-1', revision: 7 });
const cancel: Phrase = { key: 'chat.cancel' };

const blocks: [kind: Block['kind'], language: Language, block: Block, lines: string[]][] = [
  ['text', 'en', { kind: 'text', text: 'one two three four five six' }, ['one two three four', 'five six']],
  ['text', 'zh', { kind: 'text', text: '专线已开通，请连接边界网关。' }, ['专线已开通，请连接', '边界网关。']],
  ['facts', 'en', { kind: 'facts', rows: [fact('VLAN', '120'), fact('Port', '10GE')] }, ['VLAN  120', 'Port  10GE']],
  ['facts', 'zh', { kind: 'facts', rows: [fact('带宽', '1G'), fact('甲', '乙')] }, ['带宽  1G', '甲    乙']],
  ['facts', 'en', { kind: 'facts', rows: [fact('A label too long', 'v')] }, ['A label too long', '         v']],
  [
    'steps',
    'en',
    { kind: 'steps', rows: [step('A', 'done'), step('B', 'now'), step('C', 'waiting'), step('D', 'failed')] },
    ['✔ A (done)', '» B (now)', '◌ C (later)', '✘ D (failed)'],
  ],
  [
    'steps',
    'zh',
    { kind: 'steps', rows: [step('施工', 'done'), { ...step('调测', 'now'), detail: '第2次' }] },
    ['✔ 施工 (已完成)', '» 调测 (进行中)', '  第2次'],
  ],
  [
    'items',
    'en',
    { kind: 'items', empty: 'none', rows: [{ title: 'L1', tone: 'bad', detail: 'dark', button: button('Open', 'o') }] },
    ['✘ L1', '  dark', '  [1] Open'],
  ],
  ['items', 'en', { kind: 'items', empty: 'none', rows: [] }, ['none']],
  ['items', 'zh', { kind: 'items', empty: '暂无', rows: [] }, ['暂无']],
  ['buttons', 'en', { kind: 'buttons', buttons: [button('Yes', 'y'), button(cancel, 'c')] }, ['[1] Yes', '[2] Cancel']],
  ['buttons', 'zh', { kind: 'buttons', buttons: [button('好', 'y'), button(cancel, 'c')] }, ['[1] 好   [2] 取消']],
  ['note', 'en', { kind: 'note', text: 'small' }, ['small']],
  ['note', 'zh', { kind: 'note', text: '小字' }, ['小字']],
  [
    'code',
    'en',
    { kind: 'code', text: 'ip route\n\tvrf a b c d e f g h' },
    ['| ip route', '|   vrf a b c d e', '| f g h'],
  ],
  ['code', 'zh', { kind: 'code', text: '配置' }, ['| 配置']],
  ['rule', 'en', { kind: 'rule' }, ['-'.repeat(18)]],
  ['rule', 'zh', { kind: 'rule' }, ['-'.repeat(18)]],
  ['pick', 'en', pick('Line…'), ['[1] Line… (search)']],
  ['pick', 'zh', pick('专线'), ['[1] 专线 （搜索）']],
];

function fact(label: Phrase, value: Phrase) {
  return { label, value };
}
function step(label: Phrase, status: 'done' | 'now' | 'waiting' | 'failed') {
  return { label, status };
}
function pick(placeholder: Phrase): Block {
  return { kind: 'pick', placeholder, verb: 'show', name: 'line', source: 'lines' };
}

describe('blocks, at 20 columns', () => {
  it.each(blocks)('%s in %s', (_, language, block, lines) => {
    expect(body(language, 20, block)).toEqual(lines);
  });

  it('says that a block of an unknown kind is there', () => {
    const later = { kind: 'hologram' } as unknown as Block;
    expect(body('en', 80, later)).toEqual(['(a part this terminal cannot draw)']);
    expect(body('zh', 80, later)).toEqual(['（此终端无法显示的内容）']);
  });
});

describe('title', () => {
  it.each([
    ['waiting', 'en', '◌ Waiting: Line'],
    ['good', 'en', '✔ OK: Line'],
    ['bad', 'en', '✘ Problem: Line'],
    ['neutral', 'en', '- Note: Line'],
    ['waiting', 'zh', '◌ 等待中: Line'],
    ['bad', 'zh', '✘ 异常: Line'],
  ] as const)('%s in %s', (tone, language, line) => {
    expect(renderCard({ ...card(), tone }, view(language)).text).toBe(line);
  });
});

describe('choices', () => {
  it('are numbered in reading order and carry what a click carries', () => {
    const { buttons } = renderCard(
      card(
        { kind: 'items', empty: '', rows: [{ title: 'L', tone: 'good', button: button('Open', 'open') }] },
        {
          kind: 'buttons',
          buttons: [{ ...button('Delete', 'delete'), args: { why: 'old' }, confirm: { title: 'Sure', text: cancel } }],
        },
        pick('Line…'),
      ),
      { ...view('en'), mark: 'a', first: 5 },
    );
    expect(buttons).toEqual([
      { press: 'a5', label: 'Open', verb: 'open', resource: 'conn-1', revision: 7, args: {} },
      {
        press: 'a6',
        label: 'Delete',
        verb: 'delete',
        resource: 'conn-1',
        revision: 7,
        args: { why: 'old' },
        confirm: { title: 'Sure', text: 'Cancel' },
      },
      { press: 'a7', label: 'Line…', verb: 'show', args: {}, pick: { name: 'line', source: 'lines' } },
    ]);
  });
});

describe('said lines', () => {
  it.each([
    ['good', '✔ Cancel', '  second'],
    ['bad', '✘ Cancel', '  second'],
    ['neutral', '- Cancel', '  second'],
  ] as const)('%s', (tone, first, second) => {
    expect(renderLines([cancel, 'second'], tone, view('en'))).toBe(`${first}\n${second}`);
  });

  it('marks replies', () => {
    expect(renderReply(['one', 'two'], view('en'))).toBe('> one\n  two');
  });
});

const injections: [what: string, user: string, shown: string][] = [
  ['clear screen', '\u001b[2J', '\\u{1b}[2J'],
  ['title change', '\u001b]0;x\u0007', '\\u{1b}]0;x\\u{7}'],
  ['8-bit CSI', '\u009b31m', '\\u{9b}31m'],
  ['carriage return', 'ok\rbad', 'ok\\u{d}bad'],
  ['backspace', 'ab\b', 'ab\\u{8}'],
  ['bidi override', '\u202etxt', '\\u{202e}txt'],
  ['bidi isolate', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
  ['zero-width space', 'a\u200bb', 'a\\u{200b}b'],
  ['zero-width joiner', 'a\u200db', 'a\\u{200d}b'],
  ['byte order mark', '\ufeffa', '\\u{feff}a'],
  ['Hangul filler', 'a\u3164b', 'a\\u{3164}b'],
  ['tag characters', 'a\u{e0041}', 'a\\u{e0041}'],
  ['lone surrogate', 'a\ud800', 'a\\u{d800}'],
  ['line separator', 'a\u2028b', 'a\\u{2028}b'],
  ['forged line', 'x\n[1] Approve', 'x⏎[1] Approve'],
];

describe('text of people is shown, never acts', () => {
  it.each(injections)('%s', (_, user, shown) => {
    const everywhere = renderCard(
      {
        ...card(
          { kind: 'text', text: user },
          { kind: 'facts', rows: [fact('k', { key: 'chat.broken', values: { reference: user } })] },
          { kind: 'buttons', buttons: [button(user, 'x')] },
          { kind: 'note', text: { key: 'chat.broken', values: { reference: [user] } } },
          { kind: 'text', text: { key: 'chat.broken', values: { reference: { person: 'p', name: user } } } },
        ),
        title: user,
      },
      view('en', 400),
    );
    expect(everywhere.text.split(shown)).toHaveLength(7);
    expect(everywhere.text.split('\n')).toHaveLength(6);
    expect(everywhere.buttons[0]?.label).toBe(shown);
    expect(renderLines([user], 'neutral', view('en', 400))).toBe(`- ${shown}`);
  });

  it('keeps the line breaks of code and of nothing else', () => {
    expect(body('en', 80, { kind: 'code', text: 'a\u001b\nb' })).toEqual(['| a\\u{1b}', '| b']);
  });

  it('formats dates and money inside sentences', () => {
    const at = Date.UTC(2026, 0, 5, 2);
    const reference = { at };
    expect(body('en', 200, { kind: 'text', text: { key: 'chat.broken', values: { reference } } })[0]).toContain(
      formatDate(at, 'en'),
    );
  });
});

const acting = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const colour = new RegExp(`${String.fromCharCode(0x1b)}\\[[0-9;]+m`, 'g');

describe('any card', () => {
  it('renders without raw acting characters, in plain and in colour', () => {
    fc.assert(
      fc.property(anyCard, fc.constantFrom<Language>('en', 'zh'), fc.boolean(), (any, language, coloured) => {
        const { text } = renderCard(any, { ...view(language), colour: coloured });
        const bare = coloured ? text.replace(colour, '') : text;
        expect(bare.split('\n').filter((line) => acting.test(line))).toEqual([]);
      }),
    );
  });

  it('fits the width, wide characters counted twice', () => {
    fc.assert(
      fc.property(anyCard, fc.integer({ min: 20, max: 120 }), (any, width) => {
        const { text } = renderCard(any, view('zh', width));
        expect(text.split('\n').filter((line) => columns(line) > width)).toEqual([]);
      }),
    );
  });

  it('says the same in colour', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const coloured = renderCard(any, { ...view('en'), colour: true });
        const bare = renderCard(any, view('en'));
        expect(coloured.text.replace(colour, '')).toBe(bare.text);
        expect(coloured.buttons).toEqual(bare.buttons);
      }),
    );
  });
});

describe('colour', () => {
  it.each([
    [true, undefined, true],
    [true, '', true],
    [true, '1', false],
    [false, undefined, false],
  ])('tty %s, NO_COLOR %s', (tty, noColor, expected) => {
    expect(wantsColour(tty, noColor)).toBe(expected);
  });
});
