/** What surrounds every method: tokens, scopes, pace, faults and an outage, over the bare wire and with Bolt's client. */
import { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { manualClock, realPace, type SlackSandbox } from '../../../src/sandbox/slack/index.ts';
import { allScopes } from '../../../src/sandbox/slack/roster.ts';
import { secrets } from './bolt.ts';
import { call, startBare } from './wire.ts';

let slack: SlackSandbox | undefined;
afterEach(async () => {
  await slack?.close();
  slack = undefined;
});

const client = (apiUrl: string) =>
  new App({
    token: secrets.botToken,
    signingSecret: secrets.signingSecret,
    deferInitialization: true,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 500 },
  }).client;

describe('tokens and scopes', () => {
  // biome-ignore format: aligned rows
  const rows: [string, string, string, object][] = [
    ['auth.test',             '',               'no token',            { ok: false, error: 'not_authed' }],
    ['auth.test',             'xoxb-wrong',     'a wrong token',       { ok: false, error: 'invalid_auth' }],
    ['auth.test',             secrets.appToken, 'the app token',       { ok: false, error: 'not_allowed_token_type' }],
    ['auth.test',             secrets.botToken, 'the bot token',       { ok: true }],
    ['apps.connections.open', secrets.botToken, 'the bot token',       { ok: false, error: 'not_allowed_token_type' }],
    ['apps.connections.open', secrets.appToken, 'the app token',       { ok: true }],
    ['chat.explode',          secrets.botToken, 'an unknown method',   { ok: false, error: 'unknown_method' }],
  ];

  it.each(rows)('%s with "%s", %s', async (method, token, _name, expected) => {
    slack = await startBare();
    expect((await call(slack, method, {}, { token })).body).toMatchObject(expected);
  });

  it('takes the token as an argument, too', async () => {
    slack = await startBare();
    expect((await call(slack, 'auth.test', { token: secrets.botToken }, { token: '' })).body).toMatchObject({
      ok: true,
    });
  });

  it('names the scope that is missing', async () => {
    slack = await startBare({ scopes: allScopes.filter((scope) => scope !== 'chat:write') });
    const { body } = await call(slack, 'chat.postMessage', { channel: 'lines', text: 'x' });
    expect(body).toMatchObject({ ok: false, error: 'missing_scope', needed: 'chat:write' });
    expect(body.provided).not.toContain('chat:write');
  });

  it('refuses a body it cannot read', async () => {
    slack = await startBare();
    const headers = { 'content-type': 'text/csv', authorization: `Bearer ${secrets.botToken}` };
    const response = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', body: 'a,b', headers });
    expect(await response.json()).toMatchObject({ error: 'invalid_post_type' });
  });
});

describe('pace', () => {
  it('lets a short burst into a channel, then one message a second; other channels are not held up', async () => {
    const clock = manualClock(Date.now());
    const bare = await startBare({ clock, pace: realPace });
    slack = bare;
    const post = async (channel: string) => call(bare, 'chat.postMessage', { channel, text: 'x' });
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await post('lines')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const late = await post('lines');
    expect(late).toMatchObject({ status: 429, body: { ok: false, error: 'ratelimited' } });
    expect(late.headers.get('retry-after')).toBe('1');
    expect((await post('reviews')).status).toBe(200);
    clock.advance(1000);
    expect([(await post('lines')).status, (await post('lines')).status]).toEqual([200, 429]);
    expect(bare.workspace.messagesIn('lines')).toHaveLength(4);
  });

  it('allows a tier its minute: 20 calls of users.list, then one every 3 s', async () => {
    const clock = manualClock(Date.now());
    const bare = await startBare({ clock, pace: realPace });
    slack = bare;
    const list = async () => call(bare, 'users.list');
    for (let index = 0; index < 20; index += 1) expect((await list()).status).toBe(200);
    expect((await list()).headers.get('retry-after')).toBe('3');
    clock.advance(3000);
    expect([(await list()).status, (await list()).status]).toEqual([200, 429]);
  });

  it('reaches Bolt as a rate limit error with its wait', async () => {
    slack = await startBare({ clock: manualClock(Date.now()), pace: { ...realPace, postBurst: 1 } });
    const web = client(slack.apiUrl);
    await web.chat.postMessage({ channel: 'lines', text: 'one' });
    await expect(web.chat.postMessage({ channel: 'lines', text: 'two' })).rejects.toMatchObject({
      code: 'slack_webapi_rate_limited_error',
      retryAfter: 1,
    });
  });
});

describe('faults of a call', () => {
  // biome-ignore format: aligned rows
  const rows: [string, object, string, number][] = [
    ['tooMany',    { retryAfterSeconds: 30 }, 'slack_webapi_rate_limited_error', 0],
    ['broken',     {},                        'slack_webapi_http_error',         0],
    ['hang',       {},                        'slack_webapi_request_error',      0],
    ['loseAnswer', {},                        'slack_webapi_request_error',      1],
  ];

  it.each(rows)('%s', async (fault, more, code, posted) => {
    slack = await startBare();
    const web = client(slack.apiUrl);
    slack.faults.set({ call: { [fault]: { rate: 1, most: 1, of: ['chat.postMessage'], ...more } } });
    await expect(web.chat.postMessage({ channel: 'lines', text: 'x' })).rejects.toMatchObject({ code });
    expect(slack.workspace.messagesIn('lines')).toHaveLength(posted);
    await web.chat.postMessage({ channel: 'lines', text: 'x' });
    expect(slack.workspace.messagesIn('lines')).toHaveLength(posted + 1);
  });
});

describe('an outage', () => {
  it('answers 503 to everything until it is over', async () => {
    slack = await startBare();
    slack.api.outage(true);
    expect(await call(slack, 'auth.test')).toMatchObject({ status: 503, body: { ok: false } });
    slack.api.outage(false);
    expect(await call(slack, 'auth.test')).toMatchObject({ status: 200, body: { ok: true } });
    expect(slack.eventsOf('call')).toMatchObject([{ ok: false, error: 'service_unavailable' }, { ok: true }]);
  });
});
