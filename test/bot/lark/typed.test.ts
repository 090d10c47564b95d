import { describe, expect, it } from 'vitest';
import type { MessagePayload } from '../../../src/bot/lark/payload.ts';
import { typedText } from '../../../src/bot/lark/typed.ts';

const bot = 'ou_bot';
const mentions = [
  { key: '@_user_1', name: 'Hostline', id: { open_id: bot } },
  { key: '@_user_2', name: '陈梅', id: { open_id: 'ou_mei' } },
  { key: '@_user_12', name: 'Tom', id: { open_id: 'ou_tom' } },
  { key: '@_user_3', name: 'Ghost', id: { open_id: null } },
];

function message(type: string, content: unknown): MessagePayload {
  const message_id = 'om_1';
  return {
    message_id,
    chat_id: 'oc_1',
    chat_type: 'group',
    message_type: type,
    content: JSON.stringify(content),
    mentions,
  };
}

const paragraph = (...runs: object[]) => ({ title: '', content: [runs] });

describe('typed', () => {
  it.each<[string, string, unknown, string]>([
    // what                type    content                                              words
    ['words', 'text', { text: 'list' }, 'list'],
    ['calling the bot', 'text', { text: '@_user_1 /line list' }, '/line list'],
    ['calling it last', 'text', { text: '/line list @_user_1' }, '/line list'],
    ['a person', 'text', { text: '@_user_1 link @_user_2' }, 'link <@ou_mei>'],
    ['the twelfth person', 'text', { text: 'link @_user_12' }, 'link <@ou_tom>'],
    ['somebody without an id', 'text', { text: 'link @_user_3' }, 'link Ghost'],
    ['a key nobody has', 'text', { text: 'link @_user_9' }, 'link @_user_9'],
    ['everybody', 'text', { text: '@_all hello' }, '@_all hello'],
    ['a dash a keyboard made', 'text', { text: 'order —name dc1' }, 'order --name dc1'],
    ['rich text', 'post', paragraph({ tag: 'at', user_id: '@_user_1' }, { tag: 'text', text: ' list' }), 'list'],
    [
      'two paragraphs',
      'post',
      { title: 'Order', content: [[{ tag: 'text', text: 'a' }], [{ tag: 'a', text: 'b', href: 'https://x' }]] },
      'Order\na\nb',
    ],
  ])('%s', (_, type, content, words) => {
    expect(typedText(message(type, content), bot)?.text).toBe(words);
  });

  it.each([
    ['image', { image_key: 'img_1' }],
    ['text', { no: 'text' }],
    ['post', { content: 'x' }],
  ])('%s %j has no words', (type, content) => {
    expect(typedText(message(type, content), bot)).toBeUndefined();
  });

  it('knows whether the bot was called', () => {
    expect(typedText(message('text', { text: 'x' }), bot)?.called).toBe(true);
    expect(typedText(message('text', { text: 'x' }), 'ou_other')?.called).toBe(false);
  });
});
