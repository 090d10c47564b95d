/** Answers through the response_url: uses, time, visibility, replacing and deleting. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock, type SlackSandbox } from '../../../src/sandbox/slack/index.ts';
import { type JsonObject, shown } from '../../../src/sandbox/slack/json.ts';
import { type Rig, startRig } from './bolt.ts';
import { answer, post } from './wire.ts';

let rig: Rig;
let slack: SlackSandbox;
let clock: ManualClock;
let url = '';

beforeEach(async () => {
  clock = manualClock(Date.now());
  rig = await startRig(
    'http',
    (app) => {
      app.command('/line', async ({ ack, command }) => {
        url = command.response_url;
        await ack();
      });
      app.action(/.*/, async ({ ack, body }) => {
        if (body.type === 'block_actions') url = body.response_url;
        await ack();
      });
    },
    { clock },
  );
  slack = rig.slack;
});
afterEach(() => rig.stop());

const respond = (body: JsonObject) => post(url, JSON.stringify(body), { 'content-type': 'application/json' });
const seenBy = (person: string) => slack.workspace.messagesIn('lines', person).map((message) => message.text);
const card = (text: string): JsonObject => ({
  text,
  blocks: [
    { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }] },
  ],
});

it('is good for five uses', async () => {
  await slack.type('mei', 'lines', '/line');
  for (let use = 1; use <= 5; use += 1) expect((await respond({ text: `use ${use}` })).status).toBe(200);
  expect(await respond({ text: 'use 6' })).toMatchObject({ status: 404, body: { ok: false, error: 'used_url' } });
  expect(seenBy('mei')).toEqual(['use 1', 'use 2', 'use 3', 'use 4', 'use 5']);
});

it.each([
  [30 * 60_000, 200],
  [30 * 60_000 + 1, 404],
])('after %i ms it answers %i', async (milliseconds, status) => {
  await slack.type('mei', 'lines', '/line');
  clock.advance(milliseconds);
  expect((await respond({ text: 'late' })).status).toBe(status);
});

it('cannot be made up', async () => {
  url = `${new URL(slack.apiUrl).origin}/actions/T0SANDBOX/000000001/0000000000000000`;
  expect(await respond({ text: 'x' })).toMatchObject({ status: 404, body: { error: 'invalid_url' } });
});

it.each([
  ['ephemeral unless said otherwise', {}, ['x'], []],
  ['ephemeral when said so', { response_type: 'ephemeral' }, ['x'], []],
  ['for everybody in the channel', { response_type: 'in_channel' }, ['x'], ['x']],
] as [string, JsonObject, string[], string[]][])('%s', async (_name, more, mei, tom) => {
  await slack.type('mei', 'lines', '/line');
  await respond({ text: 'x', ...more });
  expect([seenBy('mei'), seenBy('tom')]).toEqual([mei, tom]);
});

it('works where the app is no member', async () => {
  await slack.type('mei', 'random', '/line');
  expect((await respond({ text: 'x', response_type: 'in_channel' })).status).toBe(200);
  expect(slack.workspace.messagesIn('random', 'tom')).toHaveLength(1);
});

it('refuses blocks Slack would not take, and an empty answer', async () => {
  await slack.type('mei', 'lines', '/line');
  expect(await respond({ blocks: [{ type: 'nope' }] })).toMatchObject({
    status: 400,
    body: { error: 'invalid_blocks' },
  });
  expect(await respond({})).toMatchObject({ status: 400, body: { error: 'no_text' } });
});

describe('after a click on an ephemeral message', () => {
  let ts = '';
  beforeEach(async () => {
    const sent = await answer(slack, 'chat.postEphemeral', { channel: 'C0LINES', user: 'U0MEI', ...card('draft') });
    ts = shown(sent.message_ts);
    await slack.click('mei', 'lines', ts, 'go');
  });

  it('replaces it, which chat.update cannot', async () => {
    expect((await respond({ text: 'done', replace_original: true })).status).toBe(200);
    expect(seenBy('mei')).toEqual(['done']);
    expect(seenBy('tom')).toEqual([]);
  });

  it('deletes it', async () => {
    expect((await respond({ delete_original: true })).status).toBe(200);
    expect(seenBy('mei')).toEqual([]);
    expect(await respond({ delete_original: true })).toMatchObject({
      status: 404,
      body: { error: 'message_not_found' },
    });
  });

  it('adds a message beside it otherwise', async () => {
    await respond({ text: 'note' });
    expect(seenBy('mei')).toEqual(['draft', 'note']);
  });
});
