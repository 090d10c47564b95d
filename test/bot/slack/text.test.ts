import { describe, expect, it } from 'vitest';
import { t } from '../../../src/app/text/phrase.ts';
import { cut } from '../../../src/bot/cut.ts';
import { bold, fallback, mrkdwn, speak, textObject } from '../../../src/bot/slack/text.ts';

const person = (slack: string) => ({ person: 'p-1', name: 'Wei *Zhang*', mention: { slack } });
const withPerson = (slack: string) => t('chat.form.missing', { form: person(slack) });

describe('mrkdwn', () => {
  it.each([
    // what a person typed      what Slack gets
    ['a < b && c > d', 'a &lt; b &amp;&amp; c &gt; d'],
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U0123ABCD>', '&lt;@U0123ABCD&gt;'],
    ['<https://evil.example|bank>', '&lt;https://evil.example|bank&gt;'],
    ['*bold* _it_ ~gone~ `code`', '∗bold∗ ˍitˍ ∼gone∼ ˋcodeˋ'],
    ['my_line_name', 'my_line_name'],
    ['> quoted\n> again', '› quoted\n› again'],
    [':white_check_mark: approved', '∶white_check_mark: approved'],
    ['2001:100:200::/48', '2001∶100∶200::/48'],
    ['up\u202Egnp.exe\u0007', 'upgnp.exe'],
    ['', '—'],
    ['   ', '—'],
  ])('%j becomes %j', (typed, drawn) => {
    expect(mrkdwn(speak(typed, 'en'), 3000)).toBe(drawn);
  });

  it.each([
    // linked id      drawn
    ['U0123ABCD', '<@U0123ABCD>: a few details are still missing.'],
    ['W0123ABCD', '<@W0123ABCD>: a few details are still missing.'],
    ['!channel', 'Wei ∗Zhang∗: a few details are still missing.'],
    ['U1> <!here', 'Wei ∗Zhang∗: a few details are still missing.'],
    ['', 'Wei ∗Zhang∗: a few details are still missing.'],
  ])('a person linked as %j is drawn %j', (id, drawn) => {
    expect(mrkdwn(speak(withPerson(id), 'en'), 3000)).toBe(drawn);
  });

  it.each([
    // text          max  result
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['a&b', 6, 'a…'], // never half an entity
    ['ab😀cd', 4, 'ab…'], // never half a surrogate pair
    ['托管专线线路', 4, '托管专…'],
  ])('%j within %i characters is %j', (text, max, drawn) => {
    expect(mrkdwn(speak(text, 'en'), max)).toBe(drawn);
  });

  it('leaves a mention whole or out, never cut', () => {
    expect(mrkdwn(speak(withPerson('U0123ABCD'), 'en'), 10)).toBe('…');
    expect(mrkdwn(speak(withPerson('U0123ABCD'), 'en'), 14)).toBe('<@U0123ABCD>:…');
  });
});

describe('text objects', () => {
  it('are plain and exact where nobody is mentioned', () => {
    expect(textObject(speak('2001:100:200::/48 <b> *x*', 'en'), 3000)).toEqual({
      type: 'plain_text',
      text: '2001:100:200::/48 <b> *x*',
      emoji: false,
    });
  });

  it('are verbatim mrkdwn where somebody is mentioned', () => {
    expect(textObject(speak(withPerson('U0123ABCD'), 'zh'), 3000)).toEqual({
      type: 'mrkdwn',
      text: '<@U0123ABCD>：还需补充几项信息。',
      verbatim: true,
    });
  });
});

it('bold stays on one line, since Slack ends it at a break', () => {
  expect(bold('  two\nlines * ', 100)).toBe('*two lines ∗*');
});

it('the notification text names people and mentions nobody', () => {
  expect(fallback(withPerson('U0123ABCD'), 'en', 700)).toBe('Wei ∗Zhang∗: a few details are still missing.');
});

it('cut removes what hides or reorders text, and keeps line breaks', () => {
  expect(cut('a\u2066b\u0000c\nd\te', 100)).toBe('abc\nd\te');
});
