/** Changing cards and showing them to one person, with the real SDK: what is refused and until when. */
import type * as lark from '@larksuiteoapi/node-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LarkSandbox, type ManualClock, manualClock } from '../../../../src/sandbox/lark/index.ts';
import type { JsonObject } from '../../../../src/sandbox/slack/json.ts';
import { button, cardWith, create, outcome, patch, sendCard, showOne } from '../calls.ts';
import { clientOf, connect, dispatcherOf, startBare } from '../sdk.ts';

let clock: ManualClock;
let sandbox: LarkSandbox;
let client: lark.Client;
beforeEach(async () => {
  clock = manualClock(Date.now());
  sandbox = await startBare({ clock });
  client = clientOf(sandbox);
});
afterEach(() => sandbox.close());

const day = 24 * 60 * 60_000;

describe('changing a card', () => {
  const fresh = cardWith({ tag: 'markdown', content: 'new' });

  it('shows the new card to everybody', async () => {
    const messageId = await sendCard(client, 'oc_lines', cardWith({ tag: 'hr' }));
    expect(await outcome(patch(client, messageId, fresh))).toMatchObject({ code: 0 });
    expect(sandbox.workspace.cardFor('tom', messageId)).toEqual(fresh);
  });

  it.each([
    [14 * day, 0],
    [14 * day + 1, 230031],
  ])('after %i ms: code %i', async (milliseconds, code) => {
    const messageId = await sendCard(client, 'oc_lines', cardWith({ tag: 'hr' }));
    clock.advance(milliseconds);
    client = clientOf(sandbox);
    expect(await outcome(patch(client, messageId, fresh))).toMatchObject({ code });
  });

  it.each([
    ['before', { ...fresh, config: {} }, fresh],
    ['after', fresh, { ...fresh, config: {} }],
  ])('wants update_multi said %s', async (_when, before, after) => {
    const messageId = await sendCard(client, 'oc_lines', before);
    expect(await outcome(patch(client, messageId, after))).toMatchObject({ status: 400, code: 230001 });
  });

  it('refuses texts, recalled, foreign and unknown messages', async () => {
    const said = (await create(client)).data?.message_id ?? '';
    expect(await outcome(patch(client, said, fresh))).toMatchObject({ code: 230054 });
    const gone = await sendCard(client, 'oc_lines', fresh);
    await client.im.v1.message.delete({ path: { message_id: gone } });
    expect(await outcome(patch(client, gone, fresh))).toMatchObject({ code: 230011 });
    await sandbox.say('mei', 'lines', 'mine');
    const mine = sandbox.workspace.messagesIn('lines').at(-1)?.message_id ?? '';
    expect(await outcome(patch(client, mine, fresh))).toMatchObject({ code: 230017 });
    expect(await outcome(patch(client, 'om_nowhere', fresh))).toMatchObject({ code: 230001 });
    expect(sandbox.workspace.messagesIn('lines', 'mei').map((one) => one.message_id)).toEqual([said, mine]);
  });
});

describe('cards for one person', () => {
  const card = cardWith(button('go', {}));
  const send = (more: JsonObject = {}) =>
    showOne(client, { chat_id: 'oc_lines', open_id: 'ou_mei', msg_type: 'interactive', card, ...more });

  it('are seen by nobody else, can be clicked, and go away once', async () => {
    const answer = await send();
    const { message_id } = answer.data;
    expect(sandbox.workspace.messagesIn('lines', 'mei')).toHaveLength(1);
    expect(sandbox.workspace.messagesIn('lines', 'tom')).toHaveLength(0);
    expect(sandbox.workspace.ephemeralOf('mei')).toHaveLength(1);
    expect(await outcome(patch(client, message_id, card))).toMatchObject({ code: 230054 });
    const away = () => client.request({ method: 'POST', url: '/open-apis/ephemeral/v1/delete', data: { message_id } });
    expect(await outcome(away())).toMatchObject({ code: 0 });
    expect(sandbox.workspace.ephemeralOf('mei')).toEqual([]);
    expect(await outcome(away())).toMatchObject({ code: 18051 });
  });

  // biome-ignore format: aligned rows
  it.each([
    ['in a topic group',          { chat_id: 'oc_topics' },                                                              18053],
    ['in a group without it',     { chat_id: 'oc_private' },                                                             230002],
    ['for somebody elsewhere',    { open_id: 'ou_lei' },                                                                 230001],
    ['with words by locale',      { card: cardWith({ tag: 'markdown', content: 'a', i18n_content: { zh_cn: 'b' } }) },   230099],
    ['of no known schema',        { card: { elements: [] } },                                                            230099],
  ])('are refused %s', async (_name, more, code) => {
    expect(await outcome(send(more))).toMatchObject({ status: 400, code });
  });
});

const update = (token: unknown, card: JsonObject) =>
  client.request({ method: 'POST', url: '/open-apis/interactive/v1/card/update', data: { token, card } });

describe('a late update', () => {
  const fresh = cardWith({ tag: 'markdown', content: 'late' });

  let socket: lark.WSClient | undefined;
  afterEach(() => socket?.close({ force: true }));

  /** Clicks on a card. @param hear what the app does before it answers. @returns message and token of the click. */
  async function clicked(hear: (token: unknown) => Promise<void> = async () => undefined) {
    const tokens: unknown[] = [];
    const dispatcher = dispatcherOf({
      'card.action.trigger': async ({ token }) => {
        tokens.push(token);
        await hear(token);
      },
    });
    socket = await connect(sandbox, dispatcher);
    const messageId = await sendCard(client, 'oc_lines', cardWith(button('go', {})));
    await sandbox.click('mei', messageId, 'go');
    return { messageId, token: tokens[0] };
  }

  it('works twice within half an hour', async () => {
    const { messageId, token } = await clicked();
    expect(await outcome(update(token, fresh))).toMatchObject({ code: 0 });
    expect(sandbox.workspace.cardFor('tom', messageId)).toEqual(fresh);
    clock.advance(30 * 60_000);
    expect(await outcome(update(token, fresh))).toMatchObject({ code: 0 });
    expect(await outcome(update(token, fresh))).toMatchObject({ code: 300040 });
  });

  it('is refused before the click is answered', async () => {
    const early: unknown[] = [];
    const { token } = await clicked(async (given) => void early.push(await outcome(update(given, fresh))));
    expect(early).toMatchObject([{ status: 400, code: 200810 }]);
    expect(await outcome(update(token, fresh))).toMatchObject({ code: 0 });
  });

  it('may be for some people only', async () => {
    const { messageId, token } = await clicked();
    await update(token, { ...fresh, open_ids: ['ou_mei'] });
    expect(sandbox.workspace.cardFor('mei', messageId)).toEqual(fresh);
    expect(sandbox.workspace.cardFor('tom', messageId)).not.toEqual(fresh);
  });

  it('is refused after half an hour, with a wrong token, or with a wrong card', async () => {
    const { messageId, token } = await clicked();
    expect(await outcome(update('c-nowhere', fresh))).toMatchObject({ code: 300020 });
    expect(await outcome(update(token, { schema: '2.0' }))).toMatchObject({ code: 10002 });
    clock.advance(30 * 60_000 + 1);
    expect(await outcome(update(token, fresh))).toMatchObject({ code: 300030 });
    expect(sandbox.workspace.cardFor('mei', messageId)).not.toEqual(fresh);
  });
});
