/** What a person may enter, choose and search, and what an app may answer to a form; over Socket Mode with real Bolt. */
import type { ModalView } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import { type SlackSandbox, unlimited } from '../../../src/sandbox/slack/index.ts';
import { isObject, type Json, type JsonObject, objectsOf, shown } from '../../../src/sandbox/slack/json.ts';
import { type Rig, startRig } from './bolt.ts';
import { answer } from './wire.ts';

let rig: Rig | undefined;
afterEach(async () => {
  await rig?.stop();
  rig = undefined;
});

const words = (text: string) => ({ type: 'plain_text' as const, text });
const input = (element: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'input',
  block_id: 'field',
  label: words('Field'),
  element: { action_id: 'field', ...element },
  ...more,
});
const modal = (blocks: JsonObject[], more: JsonObject = {}): JsonObject => ({
  type: 'modal',
  callback_id: 'form',
  title: words('A form'),
  submit: words('Send'),
  blocks,
  ...more,
});

interface Desk {
  readonly slack: SlackSandbox;
  readonly id: string;
  /** State values of every submission. */
  readonly states: JsonObject[];
  /** Every click's action and state. */
  readonly actions: JsonObject[];
}

/** Opens that form for mei; `reply` is what the app answers to its submission. */
async function openForm(view: JsonObject, reply?: object, offer: JsonObject = {}): Promise<Desk> {
  const states: JsonObject[] = [];
  const actions: JsonObject[] = [];
  rig = await startRig(
    'socket',
    (app) => {
      app.command('/line', async ({ ack, command, client }) => {
        await client.views.open({ trigger_id: command.trigger_id, view: view as unknown as ModalView });
        await ack();
      });
      app.view('form', async ({ ack, view: sent }) => {
        states.push(JSON.parse(JSON.stringify(sent.state.values)));
        // Wrong answers are sent as well, so that the types are set aside.
        await (reply === undefined ? ack() : ack(reply as never));
      });
      app.action(/.*/, async ({ ack, body }) => {
        if (body.type === 'block_actions')
          actions.push(JSON.parse(JSON.stringify({ ...body.actions[0], state: body.state?.values })));
        await ack();
      });
      app.options(/.*/, async ({ ack }) => ack(offer as unknown as Parameters<typeof ack>[0]));
    },
    { pace: unlimited },
  );
  const opened = await rig.slack.type('mei', 'lines', '/line');
  return { slack: rig.slack, id: opened.modal?.id ?? '', states, actions };
}

const options = ['a', 'b', 'c'].map((value) => ({ text: words(value.toUpperCase()), value }));

describe('what is entered reaches the app as Slack spells it', () => {
  // biome-ignore format: aligned rows
  const rows: [JsonObject, Json, JsonObject][] = [
    [{ type: 'plain_text_input' },                        'office',         { value: 'office' }],
    [{ type: 'plain_text_input', initial_value: 'old' },  null,             { value: 'old' }],
    [{ type: 'number_input', is_decimal_allowed: false }, 500,              { value: '500' }],
    [{ type: 'email_text_input' },                        'a@b.test',       { value: 'a@b.test' }],
    [{ type: 'datepicker' },                              '2026-12-01',     { selected_date: '2026-12-01' }],
    [{ type: 'timepicker' },                              '08:30',          { selected_time: '08:30' }],
    [{ type: 'datetimepicker' },                          1_800_000_000,    { selected_date_time: 1_800_000_000 }],
    [{ type: 'static_select', options },                  'b',              { selected_option: options[1] ?? null }],
    [{ type: 'radio_buttons', options },                  'c',              { selected_option: options[2] ?? null }],
    [{ type: 'multi_static_select', options },            ['a', 'c'],       { selected_options: [options[0] ?? null, options[2] ?? null] }],
    [{ type: 'checkboxes', options },                     'a',              { selected_options: [options[0] ?? null] }],
    [{ type: 'users_select' },                            'U0TOM',          { selected_user: 'U0TOM' }],
    [{ type: 'multi_users_select' },                      ['U0TOM'],        { selected_users: ['U0TOM'] }],
    [{ type: 'conversations_select' },                    'C0LINES',        { selected_conversation: 'C0LINES' }],
    [{ type: 'external_select' },                         options[0] ?? '', { selected_option: options[0] ?? null }],
  ];

  it.each(rows)('%j: %j', async (element, entered, value) => {
    const { slack, id, states } = await openForm(modal([input(element)]));
    expect((await slack.submit('mei', id, entered === null ? {} : { field: entered })).status).toBe('answered');
    expect(states).toEqual([{ field: { field: { type: element.type, ...value } } }]);
  });
});

describe('what the client itself refuses', () => {
  // biome-ignore format: aligned rows
  const rows: [JsonObject, Json, string | undefined][] = [
    [{ type: 'plain_text_input' },                                          '',          'Please complete this required field.'],
    [{ type: 'plain_text_input', min_length: 3 },                           'ab',        'Must be at least 3 characters long.'],
    [{ type: 'plain_text_input', max_length: 3 },                           'abcd',      'Must be at most 3 characters long.'],
    [{ type: 'number_input', is_decimal_allowed: false },                   '1.5',       'Please enter a valid number.'],
    [{ type: 'number_input', is_decimal_allowed: true },                    '1.5',       undefined],
    [{ type: 'number_input', is_decimal_allowed: false, min_value: '2' },   '1',         'Must be at least 2.'],
    [{ type: 'number_input', is_decimal_allowed: false, max_value: '2' },   '3',         'Must be at most 2.'],
    [{ type: 'email_text_input' },                                          'nobody',    'Please enter a valid email.'],
    [{ type: 'url_text_input' },                                            'not a url', 'Please enter a valid URL.'],
    [{ type: 'multi_static_select', options, max_selected_items: 1 },       ['a', 'b'],  'Please choose at most 1.'],
  ];

  it.each(rows)('%j: %j', async (element, entered, error) => {
    const { slack, id, states } = await openForm(modal([input(element)]));
    const seen = await slack.submit('mei', id, { field: entered });
    expect(seen.errors).toEqual(error === undefined ? undefined : { field: error });
    expect(states).toHaveLength(error === undefined ? 1 : 0);
  });

  it('lets an optional field stay empty', async () => {
    const { slack, id } = await openForm(modal([input({ type: 'plain_text_input' }, { optional: true })]));
    expect((await slack.submit('mei', id)).status).toBe('answered');
  });
});

describe('what the app answers to a submission', () => {
  const form = modal([input({ type: 'plain_text_input' }, { optional: true })]);
  const next = modal([], { callback_id: 'next' });
  const long = modal([], { title: words('x'.repeat(25)) });
  // biome-ignore format: aligned rows
  const rows: [string, object | undefined, string, string | undefined, number, string | undefined][] = [
    ['nothing',               undefined,                                             'answered', undefined,                 0, undefined],
    ['clear',                 { response_action: 'clear' },                          'answered', undefined,                 0, undefined],
    ['update',                { response_action: 'update', view: next },             'answered', undefined,                 1, 'next'],
    ['push',                  { response_action: 'push', view: next },               'answered', undefined,                 2, 'next'],
    ['errors',                { response_action: 'errors', errors: { field: 'no' } }, 'answered', undefined,                1, 'form'],
    ['errors for no field',   { response_action: 'errors', errors: { other: 'no' } }, 'failed',  'invalid_errors',          1, 'form'],
    ['a view over a limit',   { response_action: 'update', view: long },             'failed',   'invalid_arguments',       1, 'form'],
    ['an unknown action',     { response_action: 'dance' },                          'failed',   'invalid_response_action', 1, 'form'],
  ];

  it.each(rows)('%s', async (_name, reply, status, error, depth, callback) => {
    const { slack, id } = await openForm(form, reply);
    const seen = await slack.submit('mei', id);
    expect([seen.status, seen.error]).toEqual([status, error]);
    expect(slack.workspace.modalsOf('mei')).toHaveLength(depth);
    expect(seen.modal?.payload.callback_id).toBe(callback);
  });
});

describe('menus', () => {
  it('tell the app of a choice in a section at once, and of one in an input not before it is submitted', async () => {
    const menu = { type: 'static_select', options };
    const { slack, id, actions, states } = await openForm(
      modal([
        { type: 'section', block_id: 'top', text: words('Pick'), accessory: { ...menu, action_id: 'pick' } },
        input(menu),
      ]),
    );
    expect((await slack.selectInView('mei', id, 'pick', 'a')).status).toBe('answered');
    expect((await slack.selectInView('mei', id, 'field', 'b')).status).toBe('kept');
    expect(actions).toMatchObject([
      { type: 'static_select', action_id: 'pick', block_id: 'top', selected_option: options[0] },
    ]);
    await slack.submit('mei', id);
    expect(states).toMatchObject([
      { top: { pick: { selected_option: options[0] } }, field: { field: { selected_option: options[1] } } },
    ]);
  });

  it('keep what was entered when the app updates the view around them', async () => {
    const first = input({ type: 'plain_text_input' });
    const { slack, id, states } = await openForm(modal([first]));
    await slack.selectInView('mei', id, 'field', 'typed');
    await answer(slack, 'views.update', { view_id: id, view: modal([{ type: 'divider' }, first]) });
    await slack.submit('mei', id);
    expect(states).toEqual([{ field: { field: { type: 'plain_text_input', value: 'typed' } } }]);
  });

  it('in a message carry the state of the whole message', async () => {
    const { slack, actions } = await openForm(modal([]));
    const menu = (action_id: string) => ({ type: 'static_select', action_id, options });
    const blocks = [
      {
        type: 'actions',
        block_id: 'b',
        elements: [menu('one'), menu('two'), { type: 'button', action_id: 'go', text: words('Go') }],
      },
    ];
    const { ts } = await answer(slack, 'chat.postMessage', { channel: 'lines', blocks });
    await slack.select('mei', 'lines', shown(ts), 'one', 'a');
    await slack.click('mei', 'lines', shown(ts), 'go');
    expect(actions.at(-1)).toMatchObject({
      action_id: 'go',
      state: { b: { one: { selected_option: options[0] }, two: { selected_option: null } } },
    });
  });

  it.each([
    ['options', { options }, 'answered', 3],
    ['groups', { option_groups: [{ label: words('g'), options }] }, 'answered', 3],
    ['nothing', { options: [] }, 'answered', 0],
    [
      '101 options',
      { options: Array.from({ length: 101 }, (_, n) => ({ text: words('o'), value: `${n}` })) },
      'failed',
      0,
    ],
    ['no list', {}, 'failed', 0],
  ] as [string, JsonObject, string, number][])('that search take %s', async (_name, offer, status, count) => {
    const { slack, id } = await openForm(modal([input({ type: 'external_select' })]), undefined, offer);
    const seen = await slack.suggest('mei', id, 'field', 'abc');
    expect(seen.status).toBe(status);
    expect(seen.options).toHaveLength(count);
  });

  it('that search ask nobody before three letters', async () => {
    const { slack, id } = await openForm(modal([input({ type: 'external_select' })]), undefined, { options });
    expect(await slack.suggest('mei', id, 'field', 'ab')).toMatchObject({ status: 'kept', options: [] });
  });
});

describe('slips of the one who acts are errors, not answers', () => {
  it.each([
    ['a stranger', (slack: SlackSandbox) => slack.type('zoe', 'lines', '/line'), 'no person zoe'],
    ['the bot', (slack: SlackSandbox) => slack.say('hostline', 'lines', 'hi'), 'no person hostline'],
    ['an unknown channel', (slack: SlackSandbox) => slack.say('mei', 'nowhere', 'hi'), 'no channel nowhere'],
    ['a channel one is not in', (slack: SlackSandbox) => slack.say('mei', 'reviews', 'hi'), 'mei is not in reviews'],
    [
      'a message nobody wrote',
      (slack: SlackSandbox) => slack.click('mei', 'lines', '1.000001', 'go'),
      'sees no message',
    ],
    [
      'a view of somebody else',
      (slack: SlackSandbox) => slack.clickInView('tom', slack.workspace.modalsOf('mei')[0]?.id ?? '', 'go'),
      'tom has no view',
    ],
    [
      'a field that is not there',
      (slack: SlackSandbox) => slack.submit('mei', slack.workspace.modalsOf('mei')[0]?.id ?? '', { other: 'x' }),
      'no field other',
    ],
  ])('%s', async (_name, act, message) => {
    const { slack } = await openForm(modal([input({ type: 'plain_text_input' })]));
    await expect((async () => act(slack))()).rejects.toThrow(message);
  });
});

it('lets a person invite the app, which hears of it', async () => {
  const joined: string[] = [];
  rig = await startRig('socket', (app) =>
    app.event('member_joined_channel', async ({ event }) => void joined.push(event.channel)),
  );
  await rig.slack.invite('mei', 'random', 'hostline');
  await rig.slack.until(() => rig?.slack.eventsOf('delivery').length === 1);
  expect(joined).toEqual(['C0RANDOM']);
  expect(await answer(rig.slack, 'chat.postMessage', { channel: 'random', text: 'hi' })).toMatchObject({ ok: true });
});

it('hands the app a response_url for a conversation chosen with response_url_enabled', async () => {
  const urls: JsonObject[] = [];
  rig = await startRig('socket', (app) => {
    app.command('/line', async ({ ack, command, client }) => {
      const select = input({ type: 'conversations_select', response_url_enabled: true });
      await client.views.open({ trigger_id: command.trigger_id, view: modal([select]) as unknown as ModalView });
      await ack();
    });
    app.view('form', async ({ ack, body, respond }) => {
      const sent: unknown = JSON.parse(JSON.stringify(body));
      if (isObject(sent)) urls.push(...objectsOf(sent.response_urls));
      await ack();
      await respond({ text: 'posted where you said', response_type: 'in_channel' });
    });
  });
  const opened = await rig.slack.type('mei', 'random', '/line');
  await rig.slack.submit('mei', opened.modal?.id ?? '', { field: 'C0LINES' });
  const message = await rig.slack.until((now) => now.messagesIn('lines', 'tom')[0]);
  expect(message.text).toBe('posted where you said');
  expect(urls).toMatchObject([{ block_id: 'field', action_id: 'field', channel_id: 'C0LINES' }]);
});
