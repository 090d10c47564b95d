/** A customer's day in the sandbox, over both wires of the real Bolt. */
import type { KnownBlock, ModalView } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import { unlimited } from '../../../src/sandbox/slack/index.ts';
import { shown } from '../../../src/sandbox/slack/json.ts';
import { modes, type Rig, secrets, startRig } from './bolt.ts';

let rig: Rig | undefined;
afterEach(async () => {
  await rig?.stop();
  rig = undefined;
});

const card: KnownBlock[] = [
  { type: 'section', text: { type: 'mrkdwn', text: 'Order *ord-1*' } },
  {
    type: 'actions',
    block_id: 'decide',
    elements: [
      { type: 'button', action_id: 'approve', text: { type: 'plain_text', text: 'Approve' }, value: 'ord-1@3' },
      { type: 'button', action_id: 'reject', text: { type: 'plain_text', text: 'Reject' }, value: 'ord-1@3' },
    ],
  },
];

const form: ModalView = {
  type: 'modal',
  callback_id: 'order',
  private_metadata: 'draft-7',
  title: { type: 'plain_text', text: 'Order a line' },
  submit: { type: 'plain_text', text: 'Order' },
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: { type: 'plain_text', text: 'Name' },
      element: { type: 'plain_text_input', action_id: 'name', max_length: 20 },
    },
    {
      type: 'input',
      block_id: 'region',
      label: { type: 'plain_text', text: 'Region' },
      element: { type: 'external_select', action_id: 'region', min_query_length: 0 },
    },
  ],
};

describe.each(modes)('over %s', (mode) => {
  it('shows the answer given in the acknowledgement to the person alone', async () => {
    rig = await startRig(mode, (app) => {
      app.command('/line', async ({ ack, command }) => ack(`${command.user_name} typed ${command.text}`));
    });
    const seen = await rig.slack.type('mei', 'lines', '/line order --name x');
    expect(seen).toMatchObject({ status: 'answered', ephemeral: [{ text: 'mei typed order --name x' }] });
    expect(rig.slack.workspace.messagesIn('lines', 'tom')).toEqual([]);
  });

  it('lets the app answer later through the response_url, for all to see', async () => {
    rig = await startRig(mode, (app) => {
      app.command('/line', async ({ ack, respond }) => {
        await ack();
        await respond({ response_type: 'in_channel', text: 'for everybody' });
      });
    });
    const seen = await rig.slack.type('mei', '#lines', '/line');
    expect(seen.status).toBe('answered');
    const later = await rig.slack.until((now) => now.messagesIn('lines', 'tom')[0]);
    expect(later).toMatchObject({ text: 'for everybody', bot_id: 'B0HOSTLINE' });
  });

  it('carries a click with its value, message, and trigger to the app and shows the changed card', async () => {
    let payload: object = {};
    rig = await startRig(mode, (app) => {
      app.action('approve', async ({ ack, body, client, action }) => {
        payload = { body, action };
        if (body.type !== 'block_actions' || body.message === undefined || body.channel === undefined) return;
        await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: 'approved', blocks: [] });
        await ack();
      });
    });
    const { ts } = await rig.app.client.chat.postMessage({ channel: 'reviews', text: 'Order ord-1', blocks: card });
    const seen = await rig.slack.click('lei', 'reviews', ts ?? '', 'approve');
    expect(seen).toMatchObject({
      status: 'answered',
      message: { text: 'approved', blocks: [], edited: { user: 'U0HOSTLINE' } },
    });
    expect(payload).toMatchObject({
      action: { action_id: 'approve', block_id: 'decide', value: 'ord-1@3', type: 'button' },
      body: {
        user: { id: 'U0LEI' },
        channel: { id: 'C0REVIEWS' },
        container: { type: 'message', is_ephemeral: false },
      },
    });
  });

  it('sends a click on an older drawing with the value it was drawn with', async () => {
    const values: unknown[] = [];
    rig = await startRig(mode, (app) => {
      app.action('approve', async ({ ack, action }) => {
        values.push('value' in action ? action.value : undefined);
        await ack();
      });
    });
    const { ts } = await rig.app.client.chat.postMessage({ channel: 'reviews', text: 'Order ord-1', blocks: card });
    await rig.slack.click('lei', 'reviews', ts ?? '', { actionId: 'approve', value: 'ord-1@2' });
    expect(values).toEqual(['ord-1@2']);
  });

  it('opens a form, searches, refuses an empty field, shows errors, and closes once all is well', async () => {
    const submitted: unknown[] = [];
    rig = await startRig(mode, (app) => {
      app.command('/line', async ({ ack, client, command }) => {
        await client.views.open({ trigger_id: command.trigger_id, view: form });
        await ack();
      });
      app.options('region', async ({ ack, payload }) => {
        await ack({ options: [{ text: { type: 'plain_text', text: `${payload.value}-1` }, value: 'cn-north-1' }] });
      });
      app.view('order', async ({ ack, view }) => {
        submitted.push(view.state.values);
        if (view.state.values.name?.name?.value === 'taken') {
          await ack({ response_action: 'errors', errors: { name: 'This name is taken.' } });
          return;
        }
        await ack();
      });
    });
    const { slack } = rig;
    const opened = await slack.type('mei', 'lines', '/line order');
    const id = opened.modal?.id ?? '';
    expect(opened.modal?.payload).toMatchObject({ callback_id: 'order' });

    const empty = await slack.submit('mei', id, { name: 'taken' });
    expect(empty).toMatchObject({ status: 'refused', errors: { region: 'Please complete this required field.' } });
    expect(submitted).toEqual([]);

    const offered = await slack.suggest('mei', id, 'region', 'cn-north');
    expect(offered.options).toMatchObject([{ text: { text: 'cn-north-1' }, value: 'cn-north-1' }]);

    const wrong = await slack.submit('mei', id, { region: 'cn-north-1' });
    expect(wrong).toMatchObject({ status: 'answered', errors: { name: 'This name is taken.' }, modal: { id } });

    const right = await slack.submit('mei', id, { name: { name: 'office' } });
    expect(right.status).toBe('answered');
    expect(slack.workspace.modalsOf('mei')).toEqual([]);
    expect(submitted.at(-1)).toMatchObject({
      name: { name: { type: 'plain_text_input', value: 'office' } },
      region: { region: { type: 'external_select', selected_option: { value: 'cn-north-1' } } },
    });
  });

  it('tells the app of messages, mentions and opened homes, and of a closed form', async () => {
    const heard: string[] = [];
    rig = await startRig(mode, (app) => {
      app.message(async ({ message }) => void heard.push(`message in ${message.channel_type}`));
      app.event('app_mention', async ({ event }) => void heard.push(`mention by ${event.user}`));
      app.event('app_home_opened', async ({ event, client }) => {
        heard.push('home');
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: card } });
      });
      app.command('/line', async ({ ack, client, command }) => {
        await client.views.open({ trigger_id: command.trigger_id, view: form });
        await ack();
      });
      app.view({ callback_id: 'order', type: 'view_closed' }, async ({ ack, body }) => {
        await ack();
        if (body.type === 'view_closed') heard.push(`closed, cleared ${body.is_cleared}`);
      });
    });
    const { slack } = rig;
    await slack.say('mei', '@', 'hello');
    await slack.say('tom', 'lines', 'hi <@U0HOSTLINE>');
    await slack.say('tom', 'random', 'the app is not in here <@U0HOSTLINE>');
    await slack.openHome('ana');
    const home = await slack.until((now) => now.homeOf('ana'));
    expect(home.payload.blocks).toHaveLength(2);
    const opened = await slack.type('mei', 'lines', '/line');
    await slack.closeView('mei', opened.modal?.id ?? '');
    await slack.until(() => heard.length >= 5);
    expect(heard.toSorted()).toEqual([
      'closed, cleared false',
      'home',
      'mention by U0TOM',
      'message in channel',
      'message in im',
    ]);
  });

  it('lets the app hear its own messages when asked, and Bolt drops them', async () => {
    let heard = 0;
    rig = await startRig(
      mode,
      (app) =>
        app.message(async () => {
          heard += 1;
        }),
      { ownMessageEvents: true },
    );
    await rig.app.client.chat.postMessage({ channel: 'lines', text: 'mine' });
    await rig.slack.until(() => rig?.slack.eventsOf('delivery').length === 1);
    await rig.slack.say('mei', 'lines', 'yours');
    await rig.slack.until(() => heard > 0);
    expect(heard).toBe(1);
    expect(rig.slack.eventsOf('delivery').map((entry) => entry.outcome)).toEqual(['acknowledged', 'acknowledged']);
  });

  it('uploads a file with filesUploadV2 and shows it in the channel', async () => {
    rig = await startRig(mode, () => undefined, { pace: unlimited });
    const file = Buffer.from('hostname edge-1\n');
    await rig.app.client.filesUploadV2({
      channel_id: 'C0LINES',
      file,
      filename: 'edge-1.cfg',
      initial_comment: 'yours',
    });
    const [message] = rig.slack.workspace.messagesIn('lines');
    expect(message).toMatchObject({ text: 'yours', files: [{ name: 'edge-1.cfg', size: file.length }] });
    const link = shown(message?.files?.[0]?.url_private);
    const authorization = `Bearer ${secrets.botToken}`;
    expect(await (await fetch(link, { headers: { authorization } })).text()).toBe('hostname edge-1\n');
    for (const headers of [{}, { authorization: 'Bearer xoxb-another' }])
      expect((await fetch(link, { headers, redirect: 'manual' })).status).toBe(302);
  });
});
