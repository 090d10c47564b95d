import { describe, expect, it } from 'vitest';
import { readInbound } from '../../../src/bot/lark/heard.ts';

const bot = 'ou_bot';
const text = (said: string) => ({ message_type: 'text', content: JSON.stringify({ text: said }) });

function message(change: object, sender: object = {}) {
  return {
    event_type: 'im.message.receive_v1',
    tenant_key: 't1',
    sender: { sender_id: { open_id: 'ou_tom' }, sender_type: 'user', tenant_key: 't1', ...sender },
    message: { message_id: 'om_1', chat_id: 'oc_1', chat_type: 'p2p', ...text('list'), ...change },
  };
}

const menu = {
  event_type: 'application.bot.menu_v6',
  tenant_key: 't1',
  event_key: 'queue',
  timestamp: 1_700_000_000,
  operator: { operator_name: 'Tom', operator_id: { open_id: 'ou_tom' } },
};

function used(action: object, change: object = {}) {
  return {
    event_type: 'card.action.trigger',
    tenant_key: 't1',
    token: 'c-1',
    operator: { open_id: 'ou_tom', tenant_key: 't1' },
    action: { tag: 'button', ...action },
    context: { open_message_id: 'om_9', open_chat_id: 'oc_1' },
    ...change,
  };
}

function deliveryOf(event: unknown): string | undefined {
  const inbound = readInbound(event, bot);
  return inbound?.kind === 'outdated' ? inbound.delivery : inbound?.heard.delivery;
}

describe('heard', () => {
  it.each<[string, unknown, object]>([
    ['words in the direct chat', message({}), { kind: 'message', heard: { what: { kind: 'typed', text: 'list' } } }],
    [
      'a command in a group',
      message({ chat_type: 'group', ...text('/line list') }),
      { kind: 'message', where: { room: 'oc_1', direct: false } },
    ],
    [
      'a call in a group',
      message({
        chat_type: 'group',
        ...text('@_user_1 list'),
        mentions: [{ key: '@_user_1', name: 'Hostline', id: { open_id: bot } }],
      }),
      { heard: { what: { text: 'list' } } },
    ],
    ['the menu', menu, { kind: 'message', heard: { what: { text: 'queue' }, profile: { name: 'Tom' } } }],
    ['the menu’s overview', { ...menu, event_key: 'inbox' }, { kind: 'inbox', heard: { what: { kind: 'home' } } }],
    [
      'a file, under the form it answers',
      message({ message_type: 'file', content: '{"file_key":"x","file_name":"edge.cfg"}', parent_id: 'om_form' }),
      {
        heard: { files: [{ ref: 'om_1', name: 'edge.cfg' }], what: { kind: 'typed', text: '' } },
        where: { parent: 'om_form', direct: true },
      },
    ],
    [
      'a picture, which is told to be none',
      message({ message_type: 'image', content: '{"image_key":"x"}' }),
      { heard: { files: [{ ref: 'om_1', name: '' }] } },
    ],
    [
      'a click',
      used({ value: { verb: 'pay', resource: 'conn-1', revision: 2, args: { a: 'b' } } }),
      {
        kind: 'click',
        heard: { what: { kind: 'clicked', verb: 'pay', resource: 'conn-1', revision: 2, args: { a: 'b' } } },
      },
    ],
    [
      'a choice',
      used({ tag: 'select_static', value: { verb: 'show', pick: 'connection' }, option: 'conn-2' }),
      { kind: 'click', heard: { what: { verb: 'show', args: { connection: 'conn-2' } } } },
    ],
    [
      'a submission',
      used({ name: 'form:order:conn-1:3:a=b', form_value: { name: 'dc1' } }),
      {
        kind: 'submission',
        heard: { what: { kind: 'submitted', verb: 'order', revision: 3, values: { a: 'b', name: 'dc1' } } },
        values: { name: 'dc1' },
      },
    ],
    ['an empty choice', used({ value: { verb: 'show', pick: 'connection' }, option: '' }), { kind: 'outdated' }],
    ['a value of another age', used({ value: { action: 'approve' } }), { kind: 'outdated' }],
    ['a value that is no object', used({ value: 'pay' }), { kind: 'outdated' }],
  ])('%s', (_, event, inbound) => {
    expect(readInbound(event, bot)).toMatchObject(inbound);
  });

  it.each<[string, unknown]>([
    ['words in a group that are for others', message({ chat_type: 'group' })],
    ['a word that begins like the command', message({ chat_type: 'group', ...text('/lines') })],
    ['a file in a group', message({ chat_type: 'group', message_type: 'file', content: '{"file_key":"x"}' })],
    ['a sticker', message({ message_type: 'sticker', content: '{"file_key":"x"}' })],
    ['another bot', message({}, { sender_type: 'app' })],
    ['a menu entry nobody defined', { ...menu, event_key: 'other' }],
    ['another event', { event_type: 'im.chat.member.bot.added_v1', tenant_key: 't1' }],
    ['no event', undefined],
    ['a click by nobody', used({ value: { verb: 'pay' } }, { operator: {} })],
  ])('%s is not', (_, event) => {
    expect(readInbound(event, bot)).toBeUndefined();
  });
});

describe('who it is', () => {
  it('belongs to their own tenant, whatever the event’s', () => {
    const guest = readInbound(message({}, { tenant_key: 't2' }), bot);
    expect(guest).toMatchObject({ heard: { identity: { platform: 'lark', team: 't2', user: 'ou_tom' } } });
    const click = readInbound(used({ value: { verb: 'x' } }, { operator: { open_id: 'ou_x', tenant_key: 't2' } }), bot);
    expect(click).toMatchObject({ heard: { identity: { team: 't2', user: 'ou_x' } } });
  });

  it('is never what a card or a message says', () => {
    const value = { verb: 'pay', identity: { user: 'ou_boss' }, open_id: 'ou_boss', args: { user: 'ou_boss' } };
    expect(readInbound(used({ value }), bot)).toMatchObject({ heard: { identity: { user: 'ou_tom' } } });
  });
});

describe('a delivery', () => {
  const click = used({ value: { verb: 'pay' } });
  const anotherCard = { context: { open_message_id: 'om_8', open_chat_id: 'oc_1' } };
  it.each<[string, unknown, unknown, boolean]>([
    ['a message delivered again under another event id', message({}), { ...message({}), event_id: 'e2' }, true],
    ['two messages', message({}), message({ message_id: 'om_2' }), false],
    ['a click handed over again', click, { ...click, event_id: 'e2' }, true],
    ['two clicks', click, { ...click, token: 'c-2' }, false],
    ['clicks of two people', click, { ...click, operator: { open_id: 'ou_mei' } }, false],
    ['clicks on two buttons', click, used({ value: { verb: 'cancel' } }), false],
    ['clicks on two cards', click, used({ value: { verb: 'pay' } }, anotherCard), false],
    ['two uses of the menu', menu, { ...menu, timestamp: 1_700_000_001 }, false],
  ])('%s: the same', (_, one, other, same) => {
    expect(deliveryOf(one) === deliveryOf(other)).toBe(same);
  });

  it('is of characters keys and queues take', () => {
    expect(deliveryOf(used({ value: { verb: 'a b/ü' } }))).toMatch(/^lark-click-[A-Za-z0-9._-]+$/);
  });
});
