import { describe, expect, it } from 'vitest';
import { type Phrase, t } from '../../../src/app/text/phrase.ts';
import { named } from '../../../src/app/text/refusal.ts';
import { fenced, inert, inertLine, type Pen, plain } from '../../../src/bot/lark/text.ts';

describe('words in markdown are inert', () => {
  it.each([
    // typed                          source
    ['*bold*', '&#42;bold&#42;'],
    ['~~gone~~', '&#126;&#126;gone&#126;&#126;'],
    ['`code`', '&#96;code&#96;'],
    ['[here](https://a.example)', '&#91;here&#93;(https://a.example)'],
    ['<at id=all></at>', '&lt;at id=all&gt;&lt;/at&gt;'],
    ['<font color="red">', '&lt;font color="red"&gt;'],
    ['a & b &amp;', 'a &amp; b &amp;amp;'],
    ['_soft_ and snake_case', '&#95;soft&#95; and snake_case'],
    ['# title', '&#35; title'],
    ['item #3', 'item #3'],
    ['- item', '&#45; item'],
    ['conn-3k9x', 'conn-3k9x'],
    ['1. first', '1&#46; first'],
    ['10.0.0.1', '10&#46;0.0.1'],
    ['a\n===\nb', 'a\n&#61;==\nb'],
    ['|a|b|', '&#124;a&#124;b&#124;'],
    ['    indented', ' indented'],
    [':SMILE: at 10:30', '&#58;SMILE: at 10:30'],
    ['$100', '&#36;100'],
    ['a\\b', 'a&#92;b'],
    ['left\u202Eright\u0007', 'leftright'],
    ['\uE002#42;', '&#35;42;'],
    ['', '—'],
  ])('%j', (typed, source) => {
    expect(inert(typed, 'en', 200)).toBe(source);
  });

  it('and cut whole', () => {
    expect(inert('a*b', 'en', 3)).toBe('a…');
    expect(inert('😀😀', 'en', 3)).toBe('😀…');
  });

  it('on one line', () => expect(inertLine(' a\n b\t', 'en', 20)).toBe('a b'));
});

describe('people', () => {
  const missing = (lark: string, name: string) =>
    t('chat.form.missing', { form: { person: 'p', name, mention: { lark } } });

  it('linked to Lark are mentioned', () => {
    expect(inert(missing('ou_mei', '陈梅'), 'zh', 200)).toBe('<at id=ou_mei></at>：还需补充几项信息。');
  });

  it.each([
    ['no open_id of Lark', 'ou_x></at><at id=all'],
    ['everyone', 'all'],
  ])('with %s are named', (_, lark) => {
    expect(inert(missing(lark, '陈梅'), 'zh', 200)).toBe('陈梅：还需补充几项信息。');
  });

  it('are named in plain text', () => {
    const pen: Pen = { language: 'en', everyone: false };
    expect(plain(missing('ou_mei', '陈梅'), pen, 200).content).toBe('陈梅: a few details are still missing.');
  });
});

describe('viewers', () => {
  it('each read their own language', () => {
    expect(plain(t('chat.cancel'), { language: 'zh', everyone: true }, 20)).toEqual({
      tag: 'plain_text',
      content: '取消',
      i18n_content: { zh_cn: '取消', en_us: 'Cancel' },
    });
  });

  it.each<[string, Phrase, string, string]>([
    // what           sentence                                                   Chinese                        English
    [
      'money',
      t('line.paid', { fen: { fen: 1_500_000 } }),
      '已收到 15,000.00 元，谢谢。',
      '¥15,000.00 received. Thank you.',
    ],
    [
      'dates',
      t('card.promised', { at: { at: Date.UTC(2026, 2, 4, 2) } }),
      '承诺 3月4日周三 10:00 前',
      'promised by Wed 4 Mar, 10:00',
    ],
    [
      'working days',
      t('answer.ordered', { id: 'conn-1', name: 'dc1', at: { at: Date.UTC(2026, 2, 4, 2) } }),
      '已提交 conn-1“dc1”。工程师将在 1–2 个工作日内审核，最晚 3月4日周三 10:00。',
      'Ordered conn-1 “dc1”. An engineer decides within 1 to 2 working days, by Wed 4 Mar, 10:00.',
    ],
    ['states', t('card.row-state', { state: named('state', 'Ordering') }), '待审核', 'To be audited'],
  ])('each read %s as their language writes it, whatever the room’s', (_, phrase, zh_cn, en_us) => {
    for (const language of ['en', 'zh'] as const) {
      expect(plain(phrase, { language, everyone: true }, 200).i18n_content).toEqual({ zh_cn, en_us });
    }
  });

  it.each<[string, Parameters<typeof plain>[0], Pen]>([
    ['words that are nobody’s language', 'dc1', { language: 'zh', everyone: true }],
    ['a card for one person', t('chat.cancel'), { language: 'en', everyone: false }],
  ])('%s is said once', (_, phrase, pen) => {
    expect(plain(phrase, pen, 20)).not.toHaveProperty('i18n_content');
  });
});

it('code is literal but for its fence and tags', () => {
  expect(fenced('a < b\n```\n<at id=all>\n*x*', 100)).toBe('```\na < b\nˋˋˋ\n＜at id=all>\n*x*\n```');
});
