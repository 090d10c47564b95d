import { expect, it } from 'vitest';
import { typedText } from '../../../src/bot/slack/typed.ts';

it.each([
  // what Slack sends                              what the person typed
  ['order --name x', 'order --name x'],
  ['<@UBOT> order --name x', 'order --name x'],
  ['hello <@UBOT|hostline> show conn-1', 'show conn-1'],
  ['show conn-1 <@UBOT>', 'show conn-1'],
  ['<@UBOT>', ''],
  ['<@UBOTX> show', '<@UBOTX> show'],
  ['delegate <@U123|wei>', 'delegate <@U123>'],
  ['room <#C123|line-ops>', 'room #line-ops'],
  ['peer <http://a.example|a.example>', 'peer a.example'],
  ['see <https://a.example/x?a=1&amp;b=2>', 'see https://a.example/x?a=1&b=2'],
  ['mail <mailto:a@b.example|a@b.example>', 'mail a@b.example'],
  ['note a &lt; b &amp;&amp; c &gt; d', 'note a < b && c > d'],
  ['order —name x –region y', 'order --name x --region y'],
  ['a — b', 'a — b'],
  ['order --name 测试专线', 'order --name 测试专线'],
])('%j is %j', (sent, typed) => {
  expect(typedText(sent, 'UBOT')).toBe(typed);
});

it('a slash command mentions nobody to strip', () => {
  expect(typedText('delegate <@UBOT|hostline>', undefined)).toBe('delegate <@UBOT>');
});
