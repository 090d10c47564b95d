import { describe, expect, it } from 'vitest';
import { drawButton, drawPick } from '../../../src/bot/slack/click.ts';
import { formView } from '../../../src/bot/slack/form.ts';
import { readInbound } from '../../../src/bot/slack/heard.ts';

const team = { id: 'T1' };
const user = { id: 'U1', team_id: 'T1' };

const slash = {
  command: '/line',
  text: 'show conn-1',
  team_id: 'T1',
  channel_id: 'C1',
  user_id: 'U1',
  trigger_id: '12.34.ab',
  response_url: 'http://127.0.0.1/r',
};

function said(event: object) {
  return {
    type: 'event_callback',
    team_id: 'T1',
    event: { type: 'message', channel_type: 'im', user: 'U1', text: 'hi', ts: '1.2', channel: 'D1', ...event },
  };
}

const approve = drawButton(
  { label: 'Approve', verb: 'approve', resource: 'conn-1', revision: 7, args: { a: 'b' } },
  'en',
  0,
);

function clicked(change: object = {}, action: object = {}) {
  return {
    type: 'block_actions',
    user,
    team,
    channel: { id: 'C1' },
    container: { type: 'message', message_ts: '1.2', is_ephemeral: false },
    trigger_id: 't1',
    response_url: 'http://127.0.0.1/r',
    actions: [{ type: 'button', action_id: approve.action_id, value: approve.value, action_ts: '9.1', ...action }],
    ...change,
  };
}

const form = formView(
  {
    verb: 'order',
    resource: 'conn-1',
    revision: 7,
    fixed: { region: 'cn-1', name: 'old' },
    title: 'Order',
    submit: 'Go',
    fields: [{ kind: 'text', name: 'name', label: 'Name', required: true }],
  },
  'en',
  'C1',
);

function submitted(change: object = {}, name = 'new') {
  const state = { values: { name: { text: { type: 'plain_text_input', value: name } } } };
  return { type: 'view_submission', user, team, view: { ...form, id: 'V1', hash: '1.h', state, ...change } };
}

/** The spoken part of what was read. */
function heardIn(body: unknown) {
  const inbound = readInbound(body, 'UBOT');
  return inbound !== undefined && inbound.kind !== 'outdated' ? inbound.heard : undefined;
}

describe('what is heard', () => {
  it.each<[string, object, object]>([
    [
      'a slash command',
      slash,
      { delivery: 'slack-slash-12.34.ab', room: 'C1', what: { kind: 'typed', text: 'show conn-1' } },
    ],
    [
      'a direct message',
      said({}),
      { delivery: 'slack-message-D1-1.2', room: 'D1', message: '1.2', what: { kind: 'typed', text: 'hi' } },
    ],
    [
      'a mention',
      said({ type: 'app_mention', channel: 'C1', channel_type: 'channel', text: '<@UBOT> list' }),
      { delivery: 'slack-message-C1-1.2', what: { kind: 'typed', text: 'list' } },
    ],
    [
      'a file without a word',
      said({ subtype: 'file_share', text: '', files: [{ id: 'F1', name: 'edge.cfg' }, { id: 'F2' }] }),
      {
        files: [
          { ref: 'F1', name: 'edge.cfg' },
          { ref: 'F2', name: '' },
        ],
        what: { kind: 'typed', text: '' },
      },
    ],
    [
      'the Home tab',
      { team_id: 'T1', event: { type: 'app_home_opened', user: 'U1', tab: 'home', event_ts: '3.4' } },
      { delivery: 'slack-home-3.4-U1', what: { kind: 'home' } },
    ],
    [
      'a button',
      clicked(),
      {
        delivery: 'slack-click-1.2-approve_0-9.1-U1',
        room: 'C1',
        message: '1.2',
        what: { kind: 'clicked', verb: 'approve', resource: 'conn-1', revision: 7, args: { a: 'b' } },
      },
    ],
    [
      'a menu',
      clicked(
        {},
        {
          type: 'external_select',
          action_id: drawPick({ kind: 'pick', placeholder: 'p', verb: 'show', name: 'id', source: 's' }, 'en', 1)
            .action_id,
          value: undefined,
          selected_option: { value: 'conn-2' },
        },
      ),
      { what: { kind: 'clicked', verb: 'show', args: { id: 'conn-2' } } },
    ],
    [
      'a form',
      submitted(),
      {
        room: 'C1',
        what: {
          kind: 'submitted',
          verb: 'order',
          resource: 'conn-1',
          revision: 7,
          values: { region: 'cn-1', name: 'new' },
        },
      },
    ],
    [
      'a search',
      { type: 'block_suggestion', user, team, action_id: 'search:vpc', value: 'ma' },
      { what: { kind: 'search', source: 'vpc', query: 'ma' } },
    ],
  ])('%s', (_, body, heard) => {
    expect(heardIn(body)).toMatchObject({ identity: { platform: 'slack', team: 'T1', user: 'U1' }, ...heard });
    expect(heardIn(body)?.delivery).toMatch(/^slack-[A-Za-z0-9._-]+$/);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an edit', said({ subtype: 'message_changed' })],
    ['what the bot itself hands over', said({ subtype: 'file_share', user: 'UBOT', files: [{ id: 'F1' }] })],
    ['a bot', said({ bot_id: 'B1' })],
    ['a message in a channel, where the mention speaks', said({ channel: 'C1', channel_type: 'channel' })],
    ['a message of nobody', said({ user: undefined })],
    ['the messages tab', { team_id: 'T1', event: { type: 'app_home_opened', user: 'U1', tab: 'messages' } }],
    ['a closed form', { type: 'view_closed', user, team, view: form }],
    ['a click on nothing', clicked({ actions: [] })],
  ])('%s is not for us', (_, body) => {
    expect(readInbound(body, 'UBOT')).toBeUndefined();
  });

  it.each<[string, object]>([
    ['a button', clicked({}, { value: '{"old":1}' })],
    ['a button without a value', clicked({}, { value: undefined })],
    ['a form', submitted({ private_metadata: '{}' })],
    ['a form of another app version', submitted({ callback_id: 'other' })],
  ])('%s we cannot read is outdated, and its person is known', (_, body) => {
    expect(readInbound(body, 'UBOT')).toMatchObject({ kind: 'outdated', where: { user: 'U1' } });
  });
});

describe('one action, one delivery', () => {
  it('message and mention of one message are the same', () => {
    const mention = said({ type: 'app_mention', text: '<@UBOT> hi' });
    expect(heardIn(mention)?.delivery).toBe(heardIn(said({}))?.delivery);
  });

  it.each<[string, object, object, boolean]>([
    ['one submission sent twice', submitted(), submitted(), true],
    ['a corrected submission, under the same hash', submitted(), submitted({}, 'other'), false],
    ['two clicks on one button', clicked(), clicked({}, { action_ts: '9.2' }), false],
    ['clicks of two people', clicked(), clicked({ user: { id: 'U2', team_id: 'T1' } }), false],
  ])('%s', (_, one, other, same) => {
    expect(heardIn(one)?.delivery === heardIn(other)?.delivery).toBe(same);
  });
});

describe('who it is', () => {
  it.each<[string, object, string]>([
    // payload                                                              workspace
    ['a guest clicking', clicked({ user: { id: 'U1', team_id: 'T9' } }), 'T9'],
    ['a guest writing', said({ user_team: 'T9', team: 'T1' }), 'T9'],
    ['one of ours', clicked({ user: { id: 'U1' } }), 'T1'],
  ])('%s comes from their own workspace', (_, body, workspace) => {
    expect(heardIn(body)?.identity).toEqual({ platform: 'slack', team: workspace, user: 'U1' });
  });
});

describe('where the answer goes', () => {
  it.each<[string, object, object]>([
    [
      'a slash command',
      slash,
      { room: 'C1', trigger: '12.34.ab', responseUrl: 'http://127.0.0.1/r', surface: 'message' },
    ],
    ['a message in a thread', said({ thread_ts: '1.0' }), { room: 'D1', thread: '1.0', surface: 'message' }],
    [
      'a click on the Home tab',
      clicked({ channel: undefined, response_url: undefined, view: { id: 'V1', type: 'home' }, container: {} }),
      { surface: 'home', trigger: 't1' },
    ],
    [
      'a click in a modal',
      clicked({ channel: undefined, response_url: undefined, view: { ...form, id: 'V1' }, container: {} }),
      { surface: 'modal', room: 'C1' },
    ],
    [
      'a click on a card only they see',
      clicked({ container: { message_ts: '1.2', is_ephemeral: true } }),
      { replaces: 'conn-1' },
    ],
    ['a submission', submitted(), { room: 'C1', surface: 'message' }],
  ])('%s', (_, body, where) => {
    expect(readInbound(body, 'UBOT')?.where).toMatchObject({ user: 'U1', ...where });
  });
});
