import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SlackConfig, type SlackPlatform, startSlack } from '../../../src/bot/slack/start.ts';
import { type SlackSandbox, startSlackSandbox, unlimited } from '../../../src/sandbox/slack/index.ts';
import { png } from '../../../src/wire/png.ts';
import { type ScriptedEar, said, scriptedEar, tokens } from './bench.ts';
import { type Kept, keptTelemetry } from './telemetry.ts';

let sandbox: SlackSandbox;
let ear: ScriptedEar;
let telemetry: Kept;

beforeEach(async () => {
  sandbox = await startSlackSandbox({ ...tokens, pace: unlimited });
  ear = scriptedEar();
  telemetry = keptTelemetry();
});
afterEach(() => sandbox.close());

function start(config: Partial<SlackConfig>): Promise<SlackPlatform> {
  const clock = { now: () => Date.now() };
  return startSlack({
    ear,
    telemetry,
    clock,
    png,
    config: { botToken: tokens.botToken, apiUrl: sandbox.apiUrl, ...config },
  });
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

it('can be mounted on a server that serves more', async () => {
  const slack = await start({ signingSecret: tokens.signingSecret });
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/slack/')) slack.requestListener?.(request, response);
    else response.end('metrics');
  });
  const port = await listening(server);
  sandbox.listenAt(`http://127.0.0.1:${port}/slack/events`);
  ear.answer = said('Here');
  expect((await sandbox.type('tom', 'lines', '/line x')).ephemeral[0]?.text).toBe('Here');
  expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toBe('metrics');
  await slack.stop();
  expect((await sandbox.type('tom', 'lines', '/line x')).status).toBe('failed');
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it('nobody is heard over HTTP without the signing secret', async () => {
  const slack = await start({ signingSecret: 'another-secret', listen: { port: 0 } });
  sandbox.listenAt(`http://127.0.0.1:${slack.port}/slack/events`);
  expect((await sandbox.type('tom', 'lines', '/line x')).status).toBe('failed');
  expect(ear.heard).toEqual([]);
  expect(telemetry.counts).toContain('http_refused signature');
  await slack.stop();
});

it('listens on the loopback unless told otherwise', async () => {
  const slack = await start({ signingSecret: tokens.signingSecret, listen: { port: 0 } });
  const taken = createServer();
  // The same port is still free on another loopback address: it was not taken on all of them.
  await new Promise<void>((resolve, reject) => taken.once('error', reject).listen(slack.port, '127.0.0.2', resolve));
  await new Promise((resolve) => taken.close(resolve));
  await slack.stop();
});

it('a port that is taken is told at the start', async () => {
  const server = createServer();
  const port = await listening(server);
  await expect(start({ signingSecret: tokens.signingSecret, listen: { port } })).rejects.toThrow('EADDRINUSE');
  await new Promise((resolve) => server.close(resolve));
});

it.each<[string, Partial<SlackConfig>, string]>([
  ['neither token nor secret', {}, 'app token'],
  ['a refused bot token', { botToken: 'xoxb-wrong', signingSecret: tokens.signingSecret }, 'invalid_auth'],
])('does not start with %s', async (_, config, message) => {
  await expect(start(config)).rejects.toThrow(message);
});

it('no token and nothing anybody wrote is logged', async () => {
  const slack = await start({ appToken: tokens.appToken });
  ear.answer = () => Promise.reject(new Error('broken'));
  await sandbox.type('tom', 'lines', '/line secret-words');
  sandbox.socket.disconnect('refresh_requested');
  await sandbox.until(() => sandbox.socket.connections() === 0);
  await slack.stop();
  const log = JSON.stringify(telemetry.logs);
  expect(log).toContain('slack_hear_failed');
  for (const secret of ['xoxb-', 'xapp-', 'ticket=', 'secret-words']) expect(log).not.toContain(secret);
});
