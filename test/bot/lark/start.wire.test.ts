import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LarkConfig, type LarkPlatform, startLark } from '../../../src/bot/lark/start.ts';
import { type LarkSandbox, startLarkSandbox, type Tampering, unlimited } from '../../../src/sandbox/lark/index.ts';
import { type ScriptedEar, scriptedEar } from '../slack/bench.ts';
import { type Kept, keptTelemetry } from '../slack/telemetry.ts';
import { drawnPng, openBook, secrets } from './bench.ts';

let sandbox: LarkSandbox;
let ear: ScriptedEar;
let telemetry: Kept;

beforeEach(async () => {
  sandbox = await startLarkSandbox({ ...secrets, pace: unlimited, repushMilliseconds: [20, 20, 20, 20] });
  ear = scriptedEar();
  telemetry = keptTelemetry();
});
afterEach(() => sandbox.close());

function start(config: Partial<LarkConfig>): Promise<LarkPlatform> {
  const clock = { now: () => Date.now() };
  const png = () => Promise.resolve(drawnPng);
  return startLark({
    ear,
    telemetry,
    clock,
    book: openBook(),
    png,
    config: { ...secrets, mode: 'http', domain: sandbox.apiUrl, ...config },
  });
}

async function serve(lark: LarkPlatform): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/lark/')) lark.requestListener?.(request, response);
    else response.end('metrics');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  sandbox.listenAt(`${originOf(server)}/lark/events`);
  sandbox.deliverOver('http');
  return server;
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server, lark: LarkPlatform): Promise<void> {
  await lark.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

describe('over HTTP', () => {
  let lark: LarkPlatform;
  let server: Server;
  beforeEach(async () => {
    lark = await start({});
    server = await serve(lark);
  });
  afterEach(() => close(server, lark));

  it('can be mounted on a server that serves more', async () => {
    expect((await sandbox.say('tom', '@', 'list')).status).toBe('answered');
    expect(await (await fetch(`${originOf(server)}/metrics`)).text()).toBe('metrics');
    expect(lark.connected()).toBe(true);
  });

  it('the address passes Lark’s check, whether it is signed or not', async () => {
    expect(await sandbox.verifyUrl()).toMatchObject({ ok: true });
    expect(await sandbox.verifyUrl({ signature: '' })).toMatchObject({ ok: true });
    expect(await sandbox.verifyUrl({ encryptKey: 'other' })).toMatchObject({ ok: false, status: 401 });
    expect(await sandbox.verifyUrl({ verificationToken: 'other' })).toMatchObject({ ok: false, status: 401 });
  });

  it.each<[string, Tampering, number, string | undefined]>([
    // what the SDK's own adapter takes or swallows             status  reason
    ['a wrong signature', { signature: '0'.repeat(64) }, 401, 'signature'],
    ['no signature', { signature: '' }, 401, 'signature'],
    ['an hour of age', { ageSeconds: 3600 }, 401, 'timestamp'],
    ['a wrong token', { verificationToken: 'other' }, 401, 'token'],
    ['a plain body, though signed', { plain: true }, 401, 'seal'],
    ['another key', { encryptKey: 'other' }, 401, 'signature'],
    ['garbage', { body: '{' }, 400, 'malformed'],
    ['white space in the body', { spaced: true }, 200, undefined],
  ])('%s', async (_, tampering, status, reason) => {
    const answer = await sandbox.forge('tom', '@', 'list', tampering);
    expect(answer.status).toBe(status);
    await lark.stop();
    expect(ear.heard).toHaveLength(reason === undefined ? 1 : 0);
    if (reason !== undefined) expect(telemetry.counts).toContain(`http_refused ${reason}`);
  });

  it('what is delivered again under the same id is heard once', async () => {
    sandbox.faults.set({ delivery: { dropAfter: { rate: 1, most: 2 } } });
    await sandbox.say('tom', '@', 'list');
    await sandbox.until(() => sandbox.eventsOf('delivery').filter(({ outcome }) => outcome === 'answered').length > 0);
    await lark.stop();
    expect(ear.heard).toHaveLength(1);
  });
});

it.each<[string, Partial<LarkConfig>, string]>([
  ['HTTP without an encrypt key', { encryptKey: '' }, 'encrypt key'],
  ['a refused secret', { appSecret: 'wrong' }, 'app secret'],
  ['a short app id', { mode: 'socket', appId: 'cli_1' }, 'not "cli_1"'],
  ['an app id of other digits', { mode: 'socket', appId: 'cli_0123456789abcdeg' }, '16 hexadecimal digits'],
  ['another app', { mode: 'socket', appId: 'cli_fedcba9876543210' }, 'app_id'],
  ['nobody at the address', { domain: 'http://127.0.0.1:9' }, 'no answer'],
])('does not start with %s', async (_, config, message) => {
  await expect(start(config)).rejects.toThrow(message);
});

it('two apps in one process keep their own tokens', async () => {
  const other = await startLarkSandbox({ ...secrets, seed: 'other', pace: unlimited });
  const one = await start({});
  const two = await start({ domain: other.apiUrl });
  const card = { id: 'x', revision: 1, tone: 'good', title: 'T', summary: 'S', blocks: [] } as const;
  await one.speaker.post('oc_lines', card, 'en', 'k');
  await two.speaker.post('oc_lines', card, 'en', 'k');
  expect(telemetry.counts).not.toContain('lark_token_refused');
  await one.stop();
  await two.stop();
  await other.close();
});

it('no secret and nothing anybody wrote is logged', async () => {
  const lark = await start({ mode: 'socket' });
  sandbox.deliverOver('socket');
  await sandbox.until(() => sandbox.socket.connections() > 0);
  ear.answer = () => Promise.reject(new Error('broken'));
  sandbox.faults.set({ call: { broken: { rate: 1, of: ['im.message.create', 'contact.user.get'] } } });
  await sandbox.say('tom', '@', 'secret-words');
  await lark.stop();
  const log = JSON.stringify(telemetry.logs);
  expect(log).toContain('lark_sdk');
  expect(log).toContain('lark_hear_failed');
  const tokens = /\bt-[\w-]{8,}|Bearer|secret-words|Authorization/;
  expect(log).not.toMatch(tokens);
  for (const secret of Object.values(secrets).slice(1)) expect(log).not.toContain(secret);
});
