/** What people write, tap and click, heard by the real SDK over both wires, and what its answers do. */
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/sandbox/slack/json.ts';
import { button, cardWith, sendCard } from './calls.ts';
import { type Handler, type Mode, modes, type Rig, startRig } from './sdk.ts';

let rig: Rig | undefined;
afterEach(async () => {
  await rig?.stop();
  rig = undefined;
});

interface Hearing {
  readonly rig: Rig;
  readonly heard: JsonObject[];
}

/** An app that notes what it hears; clicks get `answer`. */
async function startHearing(mode: Mode, answer: unknown = {}): Promise<Hearing> {
  const heard: JsonObject[] = [];
  const note: Handler = (event) => void heard.push(event);
  const started = await startRig(mode, {
    'im.message.receive_v1': note,
    'application.bot.menu_v6': note,
    'card.action.trigger': (event) => {
      heard.push(event);
      return answer;
    },
  });
  rig = started;
  return { rig: started, heard };
}

const form: JsonObject = {
  tag: 'form',
  name: 'order',
  elements: [
    { tag: 'input', name: 'name', required: true, max_length: 10, label: { tag: 'plain_text', content: 'Name' } },
    {
      tag: 'select_static',
      name: 'speed',
      initial_option: '100',
      options: ['100', '200'].map((value) => ({ text: { tag: 'plain_text', content: value }, value })),
    },
    { tag: 'checker', name: 'agree', text: { tag: 'plain_text', content: 'Agree' } },
    { tag: 'button', name: 'send', text: { tag: 'plain_text', content: 'Send' }, form_action_type: 'submit' },
  ],
};

describe.each(modes)('over %s', (mode) => {
  it('hears a message that mentions it in a group', async () => {
    const { rig, heard } = await startHearing(mode);
    const seen = await rig.sandbox.say('mei', 'lines', '@bot /line order for @tom');
    expect(seen.status).toBe('answered');
    expect(heard).toMatchObject([
      {
        event_type: 'im.message.receive_v1',
        app_id: 'cli_0123456789abcdef',
        sender: { sender_id: { open_id: 'ou_mei' }, sender_type: 'user' },
        message: {
          chat_id: 'oc_lines',
          chat_type: 'group',
          message_type: 'text',
          content: '{"text":"@_user_1 /line order for @_user_2"}',
          mentions: [
            { key: '@_user_1', id: { open_id: 'ou_hostline' }, name: 'Hostline' },
            { key: '@_user_2', id: { open_id: 'ou_tom' }, name: 'Tom Ward' },
          ],
        },
      },
    ]);
  });

  it('hears nothing that does not mention it in a group, but everything in a direct chat', async () => {
    const { rig, heard } = await startHearing(mode);
    expect((await rig.sandbox.say('mei', 'lines', 'hello @tom')).status).toBe('kept');
    expect((await rig.sandbox.say('mei', 'private', '@bot hello')).status).toBe('kept');
    expect((await rig.sandbox.say('mei', '@', 'hello')).status).toBe('answered');
    expect(heard).toMatchObject([{ message: { chat_type: 'p2p', content: '{"text":"hello"}' } }]);
  });

  it('hears an answer with its root, parent and thread', async () => {
    const { rig, heard } = await startHearing(mode);
    const cardId = await sendCard(rig.client, 'oc_lines', cardWith({ tag: 'hr' }));
    await rig.sandbox.say('mei', 'lines', '@bot why?', cardId);
    expect(heard).toMatchObject([{ message: { root_id: cardId, parent_id: cardId } }]);
  });

  it('takes an event nobody handles for delivered: the SDK answers all the same', async () => {
    rig = await startRig(mode, {});
    expect((await rig.sandbox.say('mei', '@', 'hello')).status).toBe('answered');
  });

  it('hears a tap on the menu, which names no chat', async () => {
    const { rig, heard } = await startHearing(mode);
    expect((await rig.sandbox.menu('mei', 'inbox')).status).toBe('answered');
    expect(heard).toMatchObject([{ event_key: 'inbox', operator: { operator_id: { open_id: 'ou_mei' } } }]);
    expect(JSON.stringify(heard)).not.toContain('oc_');
  });

  it('clicks a button; a toast comes in the language of the person', async () => {
    const toast = { type: 'success', content: 'Done', i18n: { zh_cn: '完成', en_us: 'Done' } };
    const { rig, heard } = await startHearing(mode, { toast });
    const messageId = await sendCard(
      rig.client,
      'oc_lines',
      cardWith(button('approve', { verb: 'approve', revision: 3 })),
    );
    const mei = await rig.sandbox.click('mei', messageId, { verb: 'approve' });
    const tom = await rig.sandbox.click('tom', messageId, 'approve');
    expect([mei.toast?.content, tom.toast?.content]).toEqual(['完成', 'Done']);
    expect(mei).toMatchObject({ status: 'answered', toast: { type: 'success', person: 'ou_mei' } });
    expect(heard[0]).toMatchObject({
      event_type: 'card.action.trigger',
      operator: { open_id: 'ou_mei' },
      action: { tag: 'button', name: 'approve', value: { verb: 'approve', revision: 3 } },
      context: { open_message_id: messageId, open_chat_id: 'oc_lines' },
      host: 'im_message',
    });
    expect(heard[0]?.token).toMatch(/^c-/);
    expect(rig.sandbox.workspace.toastsOf('mei')).toHaveLength(1);
  });

  it('puts the card of an answer in place of the old one', async () => {
    const fresh = cardWith({ tag: 'markdown', content: 'approved' });
    const { rig } = await startHearing(mode, { card: { type: 'raw', data: fresh } });
    const messageId = await sendCard(rig.client, 'oc_lines', cardWith(button('approve', { verb: 'approve' })));
    const seen = await rig.sandbox.click('mei', messageId, 'approve');
    expect(seen.card).toEqual(fresh);
    expect(rig.sandbox.workspace.cardFor('tom', messageId)).toEqual(fresh);
  });

  it('sends a click on an older drawing all the same', async () => {
    const { rig, heard } = await startHearing(mode);
    const messageId = await sendCard(rig.client, 'oc_lines', cardWith(button('approve', { revision: 4 })));
    await expect(async () => rig.sandbox.click('mei', messageId, { revision: 3 })).rejects.toThrow(
      'nothing on the card',
    );
    expect((await rig.sandbox.click('mei', messageId, { revision: 3 }, 'stale')).status).toBe('answered');
    expect(heard).toMatchObject([{ action: { value: { revision: 3 } } }]);
  });

  it('chooses in a menu and types into an input outside a form', async () => {
    const { rig, heard } = await startHearing(mode);
    const options = ['a', 'b'].map((value) => ({ text: { tag: 'plain_text', content: value }, value }));
    const card = cardWith(
      { tag: 'select_static', name: 'one', options },
      { tag: 'multi_select_static', name: 'many', options },
      { tag: 'input', name: 'typed' },
      { tag: 'date_picker', name: 'day', placeholder: { tag: 'plain_text', content: 'day' } },
    );
    const messageId = await sendCard(rig.client, 'oc_lines', card);
    await rig.sandbox.select('mei', messageId, 'one', 'b');
    await rig.sandbox.select('mei', messageId, 'many', ['a', 'b']);
    await rig.sandbox.select('mei', messageId, 'typed', 'words');
    await rig.sandbox.select('mei', messageId, 'day', '2026-12-01 +0800');
    expect(heard.map((one) => one.action)).toEqual([
      { tag: 'select_static', name: 'one', option: 'b' },
      { tag: 'multi_select_static', name: 'many', options: ['a', 'b'] },
      { tag: 'input', name: 'typed', input_value: 'words' },
      { tag: 'date_picker', name: 'day', option: '2026-12-01 +0800', timezone: 'Asia/Shanghai' },
    ]);
    await expect(async () => rig.sandbox.select('mei', messageId, 'one', 'c')).rejects.toThrow('offers no c');
  });

  it('sends a form only when it is complete, with what was chosen to begin with', async () => {
    const { rig, heard } = await startHearing(mode);
    const messageId = await sendCard(rig.client, 'ou_mei', cardWith(form));
    expect(await rig.sandbox.submitForm('mei', messageId, 'send')).toMatchObject({
      status: 'refused',
      missing: ['name'],
    });
    const tooLong = await rig.sandbox.submitForm('mei', messageId, 'send', { name: 'x'.repeat(11) });
    expect(tooLong).toMatchObject({ status: 'refused', missing: ['name'] });
    expect(heard).toEqual([]);
    expect((await rig.sandbox.submitForm('mei', messageId, 'send', { name: 'first' })).status).toBe('answered');
    expect(heard).toMatchObject([
      { action: { tag: 'button', name: 'send', form_value: { name: 'first', speed: '100', agree: false } } },
    ]);
    await expect(async () => rig.sandbox.submitForm('mei', messageId, 'send', { colour: 'red' })).rejects.toThrow(
      'no field colour',
    );
  });

  // biome-ignore format: aligned rows
  it.each([
    ['a card that is none',            { card: { type: 'raw', data: { schema: '2.0' } } },  200673],
    ['a template',                     { card: { type: 'template', data: {} } },            200673],
    ['members Lark does not know',     { text: 'done' },                                    200672],
    ['a toast that is no object',      { toast: 'done' },                                   200672],
    ['something that is no object',    'done',                                              200672],
  ])('shows an error when a click is answered with %s', async (_name, answer, error) => {
    const { rig } = await startHearing(mode, answer);
    const messageId = await sendCard(rig.client, 'oc_lines', cardWith(button('go', {})));
    const seen = await rig.sandbox.click('mei', messageId, 'go');
    expect(seen).toMatchObject({ status: 'failed', error });
    expect(seen.toast).toBeUndefined();
  });
});
