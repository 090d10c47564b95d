/** The views.* methods: trigger ids, hashes and the stack, with a clock moved by hand. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock, type SlackSandbox, unlimited } from '../../../../src/sandbox/slack/index.ts';
import { isObject, type JsonObject, shown } from '../../../../src/sandbox/slack/json.ts';
import { type Rig, startRig } from '../bolt.ts';
import { answer } from '../wire.ts';

let rig: Rig;
let slack: SlackSandbox;
let clock: ManualClock;
let trigger = '';

/** Every command, click and submission leaves its trigger id behind and is acknowledged. */
beforeEach(async () => {
  clock = manualClock(Date.now());
  rig = await startRig(
    'socket',
    (app) => {
      app.command('/line', async ({ ack, command }) => {
        trigger = command.trigger_id;
        await ack();
      });
      app.action(/.*/, async ({ ack, body }) => {
        if (body.type === 'block_actions') trigger = body.trigger_id;
        await ack();
      });
    },
    { clock, pace: unlimited },
  );
  slack = rig.slack;
});
afterEach(() => rig.stop());

const modal = (more: JsonObject = {}): JsonObject => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'A form' },
  blocks: [
    {
      type: 'actions',
      block_id: 'b',
      elements: [{ type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' } }],
    },
  ],
  ...more,
});
const open = (view: JsonObject = modal()) => answer(slack, 'views.open', { trigger_id: trigger, view });
const push = (view: JsonObject = modal()) => answer(slack, 'views.push', { trigger_id: trigger, view });
const viewOf = (body: JsonObject) => (isObject(body.view) ? body.view : {});
const typed = () => slack.type('mei', 'lines', '/line');
const pressed = () => slack.clickInView('mei', slack.workspace.modalsOf('mei').at(-1)?.id ?? '', 'more');

describe('a trigger id', () => {
  it.each([
    [0, true],
    [3000, true],
    [3001, false],
  ])('%i ms old', async (milliseconds, ok) => {
    await typed();
    clock.advance(milliseconds);
    expect(await open()).toMatchObject(ok ? { ok } : { ok, error: 'expired_trigger_id' });
  });

  it('works once', async () => {
    await typed();
    expect(await open()).toMatchObject({ ok: true });
    expect(await open()).toMatchObject({ error: 'exchanged_trigger_id' });
  });

  it('is not used up by a view Slack would not take', async () => {
    await typed();
    expect(await open(modal({ title: { type: 'plain_text', text: 'x'.repeat(25) } }))).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
    });
    expect(await open()).toMatchObject({ ok: true });
  });

  it('cannot be made up', async () => {
    trigger = '1.2.3';
    expect(await open()).toMatchObject({ error: 'invalid_trigger_id' });
  });
});

describe('the stack', () => {
  it('takes the opened view and two pushed ones', async () => {
    await typed();
    const root = viewOf(await open());
    await pressed();
    expect(viewOf(await push())).toMatchObject({ root_view_id: root.id, previous_view_id: root.id });
    await pressed();
    expect(await push()).toMatchObject({ ok: true });
    await pressed();
    expect(await push()).toMatchObject({ error: 'push_limit_reached' });
    expect(slack.workspace.modalsOf('mei')).toHaveLength(3);
  });

  it('takes no push on a trigger from outside a modal', async () => {
    await typed();
    expect(await push()).toMatchObject({ error: 'invalid_arguments' });
  });

  it('goes back one view, or closes as a whole', async () => {
    await typed();
    await open();
    await pressed();
    const top = viewOf(await push());
    expect((await slack.closeView('mei', shown(top.id))).modal?.id).toBe(slack.workspace.modalsOf('mei')[0]?.id);
    await pressed();
    const again = viewOf(await push());
    expect((await slack.closeView('mei', shown(again.id), true)).modal).toBeUndefined();
  });
});

describe('views.update', () => {
  it('guards against a race with the hash', async () => {
    await typed();
    const view = viewOf(await open());
    const update = (hash: string) =>
      answer(slack, 'views.update', { view_id: shown(view.id), hash, view: modal({ private_metadata: 'new' }) });
    const first = await update(shown(view.hash));
    expect(viewOf(first)).toMatchObject({ id: view.id, private_metadata: 'new' });
    expect(viewOf(first).hash).not.toBe(view.hash);
    expect(await update(shown(view.hash))).toMatchObject({ error: 'hash_conflict' });
  });

  it('finds a view by its external id, which nobody else may take', async () => {
    await typed();
    await open(modal({ external_id: 'order-1' }));
    const args = { external_id: 'order-1', view: modal({ external_id: 'order-1', private_metadata: 'new' }) };
    expect(viewOf(await answer(slack, 'views.update', args))).toMatchObject({ private_metadata: 'new' });
    await pressed();
    expect(await push(modal({ external_id: 'order-1' }))).toMatchObject({ error: 'duplicate_external_id' });
  });

  it.each([
    [{ view: modal() }, 'invalid_arguments'],
    [{ view_id: 'V1', external_id: 'e', view: modal() }, 'invalid_arguments'],
    [{ view_id: 'V1', view: modal() }, 'not_found'],
  ] as [JsonObject, string][])('refuses %j', async (args, error) => {
    expect(await answer(slack, 'views.update', args)).toMatchObject({ ok: false, error });
  });
});

describe('views.publish', () => {
  const home = (text: string): JsonObject => ({ type: 'home', blocks: [{ type: 'markdown', text }] });
  const plainHome: JsonObject = { type: 'home', blocks: [{ type: 'divider' }] };

  it('shows and replaces the home tab, guarded by the hash', async () => {
    const first = viewOf(await answer(slack, 'views.publish', { user_id: 'U0MEI', view: plainHome }));
    const next = { user_id: 'U0MEI', view: plainHome, hash: shown(first.hash) };
    expect(viewOf(await answer(slack, 'views.publish', next)).id).toBe(first.id);
    expect(await answer(slack, 'views.publish', next)).toMatchObject({ error: 'hash_conflict' });
  });

  it.each([
    ['a modal', { user_id: 'U0MEI', view: modal() }],
    ['a stranger', { user_id: 'U0NOBODY', view: plainHome }],
    ['a block that is for messages', { user_id: 'U0MEI', view: home('x') }],
  ])('refuses %s', async (_name, args) => {
    expect(await answer(slack, 'views.publish', args)).toMatchObject({ error: 'invalid_arguments' });
  });
});
