import { describe, expect, it } from 'vitest';
import { who } from '../../../src/app/people.ts';
import { formatDate, formatFen } from '../../../src/app/text/format.ts';
import { type Phrase, say, t } from '../../../src/app/text/phrase.ts';
import { emptyRoster, type RosterState } from '../../../src/engine/roster/model.ts';

describe('money', () => {
  it.each([
    [0, '¥0.00', '0.00 元'],
    [1, '¥0.01', '0.01 元'],
    [1_500_000, '¥15,000.00', '15,000.00 元'],
    [123_456_789, '¥1,234,567.89', '1,234,567.89 元'],
    [-50, '¥-0.50', '-0.50 元'],
  ])('%i fen', (fen, en, zh) => {
    expect(formatFen(fen, 'en')).toBe(en);
    expect(formatFen(fen, 'zh')).toBe(zh);
  });
});

describe('dates are those of China Standard Time', () => {
  it.each([
    [Date.UTC(2026, 2, 4, 2), 'Wed 4 Mar, 10:00', '3月4日周三 10:00'],
    [Date.UTC(2026, 2, 4, 15, 59), 'Wed 4 Mar, 23:59', '3月4日周三 23:59'],
    [Date.UTC(2026, 2, 4, 16), 'Thu 5 Mar, 00:00', '3月5日周四 00:00'],
    [Date.UTC(2026, 11, 31, 17), 'Fri 1 Jan, 01:00', '1月1日周五 01:00'],
  ])('%i', (at, en, zh) => {
    // Some versions of ICU write midnight as 24:00.
    const dayBegins = (text: string) => text.replace('24:00', '00:00');
    expect(dayBegins(formatDate(at, 'en'))).toBe(en);
    expect(dayBegins(formatDate(at, 'zh'))).toBe(zh);
  });
});

describe('a sentence', () => {
  it.each<[Phrase, string, string]>([
    ['dc1 托管', 'dc1 托管', 'dc1 托管'],
    [t('card.none'), 'Nothing here.', '暂无。'],
    [t('card.check-count', { used: 3, limit: 10 }), '3 of 10', '3/10'],
    [t('line.paid', { fen: { fen: 100 } }), '¥1.00 received. Thank you.', '已收到 1.00 元，谢谢。'],
    [t('card.person-name', { who: { person: 'p1', name: 'Tom' } }), 'Tom', 'Tom'],
    [
      t('line.checked-bad', { checks: [t('check.quota'), t('check.fields')] }),
      'Automatic checks failed: Quota of the region, Fields are complete and valid.',
      '自动检查未通过：地域配额、字段完整有效。',
    ],
    [t('term.MONTH', { span: 2 }), '2 month(s)', '2 个月'],
    // A person's own words are never read as a pattern.
    [t('card.fault', { reason: '{reason} {at}' }), 'Fault: {reason} {at}', '故障：{reason} {at}'],
  ])('%j', (phrase, en, zh) => {
    expect(say(phrase, 'en')).toBe(en);
    expect(say(phrase, 'zh')).toBe(zh);
  });
});

describe('people in a sentence', () => {
  const roster: RosterState = {
    ...emptyRoster,
    people: {
      p1: {
        id: 'p1',
        name: 'Tom',
        language: 'en',
        roles: ['customer'],
        tenant: 'acme',
        identities: [
          { platform: 'slack', team: 'T', user: 'U1' },
          { platform: 'terminal', team: 'local', user: 'tom' },
        ],
      },
    },
  };
  const line = (id: string) => t('line.nudged', { who: who(roster, id) });
  const onSlack = (mention: Record<string, string>) => (mention.slack ? `<@${mention.slack}>` : undefined);
  const onLark = (mention: Record<string, string>) => (mention.lark ? `@${mention.lark}` : undefined);

  it.each([
    ['p1', onSlack, '<@U1> asks you to look at this.'],
    // Not linked on this platform: the name does.
    ['p1', onLark, 'Tom asks you to look at this.'],
    ['p1', undefined, 'Tom asks you to look at this.'],
    ['system:build-1', onSlack, 'Hostline asks you to look at this.'],
    ['p-gone', onSlack, 'p-gone asks you to look at this.'],
  ])('%s', (id, mention, sentence) => expect(say(line(id), 'en', mention)).toBe(sentence));
});
