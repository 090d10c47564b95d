/** What happens to a call of the real SDK before and after its endpoint: tokens, pace, faults. */
import type * as lark from '@larksuiteoapi/node-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LarkSandbox, type ManualClock, manualClock, realPace } from '../../../src/sandbox/lark/index.ts';
import { cardWith, create, outcome, patch, sendCard } from './calls.ts';
import { clientOf, startBare } from './sdk.ts';

let clock: ManualClock;
let sandbox: LarkSandbox;
let client: lark.Client;
beforeEach(async () => {
  clock = manualClock(Date.now());
  sandbox = await startBare({ clock });
  client = clientOf(sandbox);
});
afterEach(() => sandbox.close());

describe('tokens', () => {
  it('asks for one token and keeps it', async () => {
    await create(client);
    await create(client);
    expect(sandbox.eventsOf('call').map((one) => one.method)).toEqual([
      'auth.tenantAccessToken.internal',
      'im.message.create',
      'im.message.create',
    ]);
  });

  it('refuses a token that was revoked; the SDK does not ask for another', async () => {
    await create(client);
    sandbox.api.revokeTokens();
    expect(await outcome(create(client))).toMatchObject({ status: 400, code: 99991663 });
    expect(await outcome(create(client))).toMatchObject({ status: 400, code: 99991663 });
  });

  it('refuses a call without a token, and a wrong secret', async () => {
    const bare = await fetch(`${sandbox.apiUrl}/open-apis/bot/v3/info`);
    expect([bare.status, await bare.json()]).toMatchObject([400, { code: 99991661 }]);
    const url = `${sandbox.apiUrl}/open-apis/auth/v3/tenant_access_token/internal`;
    const ask = async (app_id: string, app_secret: string) =>
      (await fetch(url, { method: 'POST', body: JSON.stringify({ app_id, app_secret }) })).json();
    expect(await ask('cli_0123456789abcdef', 'wrong')).toMatchObject({ code: 10014 });
    expect(await ask('cli_fedcba9876543210', 'wrong')).toMatchObject({ code: 10003 });
  });
});

describe('pace', () => {
  beforeEach(async () => {
    await sandbox.close();
    sandbox = await startBare({ clock, pace: realPace });
    client = clientOf(sandbox);
  });

  it('5 messages a second to one group; another group has its own', async () => {
    for (let index = 0; index < 5; index += 1) expect(await outcome(create(client))).toMatchObject({ code: 0 });
    expect(await outcome(create(client))).toMatchObject({
      status: 400,
      code: 230020,
      headers: { 'x-ogw-ratelimit-limit': '5', 'x-ogw-ratelimit-reset': '1' },
    });
    expect(await outcome(create(client, { receive_id: 'oc_reviews' }))).toMatchObject({ code: 0 });
    clock.advance(1000);
    expect(await outcome(create(client))).toMatchObject({ code: 0 });
  });

  it('5 updates a second of one message', async () => {
    const card = cardWith({ tag: 'hr' });
    const messageId = await sendCard(client, 'oc_lines', card);
    for (let index = 0; index < 5; index += 1)
      expect(await outcome(patch(client, messageId, card))).toMatchObject({ code: 0 });
    expect(await outcome(patch(client, messageId, card))).toMatchObject({ status: 400, code: 230020 });
  });

  it('50 calls a second of one endpoint', async () => {
    const look = () => client.request({ method: 'GET', url: '/open-apis/bot/v3/info' });
    for (let index = 0; index < 50; index += 1) expect(await outcome(look())).toMatchObject({ code: 0 });
    expect(await outcome(look())).toMatchObject({
      status: 429,
      code: 99991400,
      headers: { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '1' },
    });
  });
});

describe('faults of calls', () => {
  it.each([
    ['tooMany', { retryAfterSeconds: 7 }, 429, 99991400, 0],
    ['broken', {}, 500, 2200, 0],
  ])('%s', async (fault, more, status, code, sent) => {
    sandbox.faults.set({ call: { [fault]: { rate: 1, of: ['im.message.create'], ...more } } });
    const seen = await outcome(create(client));
    expect(seen).toMatchObject({ status, code });
    if (status === 429) expect(seen.headers['x-ogw-ratelimit-reset']).toBe('7');
    expect(sandbox.workspace.messages).toHaveLength(sent);
  });

  it('loses the answer to what it carried out; the uuid makes it safe to ask again', async () => {
    sandbox.faults.set({ call: { loseAnswer: { rate: 1, most: 1, of: ['im.message.create'] } } });
    await expect(outcome(create(client, { uuid: 'once' }))).rejects.toThrow('socket hang up');
    expect(await outcome(create(client, { uuid: 'once' }))).toMatchObject({ code: 0 });
    expect(sandbox.workspace.messagesIn('lines')).toHaveLength(1);
  });

  it('hangs', async () => {
    await create(client);
    sandbox.faults.set({ call: { hang: { rate: 1 } } });
    const pending = client.im.v1.message.get({ path: { message_id: 'om_any' } });
    await sandbox.until(() => sandbox.eventsOf('call').at(-1)?.status === 0);
    const failed = expect(pending).rejects.toThrow();
    await sandbox.close();
    await failed;
  });

  it('is down as long as it is told to be', async () => {
    await create(client);
    sandbox.api.outage(true);
    expect(await outcome(create(client))).toMatchObject({ status: 503 });
    sandbox.api.outage(false);
    expect(await outcome(create(client))).toMatchObject({ code: 0 });
  });

  it('knows no other path', async () => {
    expect(await outcome(client.request({ method: 'GET', url: '/open-apis/nothing' }))).toMatchObject({ status: 404 });
  });
});
