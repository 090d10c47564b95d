import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { slackFront } from '../../../src/bot/slack/front.ts';
import { type Kept, keptTelemetry } from './telemetry.ts';

const secret = 'test-secret';
const now = 1_800_000_000_000;
const form = 'application/x-www-form-urlencoded';

let server: Server;
let telemetry: Kept;
let passed: IncomingMessage[];
let stopping = false;

beforeAll(async () => {
  const kept = () => telemetry;
  const front = slackFront({
    signingSecret: secret,
    clock: { now: () => now },
    telemetry: { count: (...told) => kept().count(...told), log: (...told) => kept().log(...told) },
    stopping: () => stopping,
    readWithinMs: 100,
    next: (request, response) => {
      passed.push(request);
      response.end('bolt');
    },
  });
  server = createServer(front);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  telemetry = keptTelemetry();
  passed = [];
  stopping = false;
});

const interaction = (json: string) => `payload=${encodeURIComponent(json)}`;

interface Try {
  readonly path?: string;
  readonly method?: string;
  readonly body?: string;
  readonly type?: string;
  readonly ageSeconds?: number;
  readonly headers?: Record<string, string>;
  readonly key?: string;
}

async function post({ path = '/slack/events', method = 'POST', body = 'command=%2Fline', ...rest }: Try = {}) {
  const { type = form, ageSeconds = 0, key = secret, headers } = rest;
  const timestamp = String(now / 1000 - ageSeconds);
  const signature = `v0=${createHmac('sha256', key).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    method,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
      ...headers,
    },
    ...(method === 'POST' && { body }),
  });
  return { status: response.status, text: await response.text() };
}

describe('refused', () => {
  it.each<[string, Try, number, string]>([
    // what                         request                                             status  reason
    ['another path', { path: '/slack/other' }, 404, 'path'],
    ['a GET', { method: 'GET' }, 405, 'method'],
    ['257 kB', { body: `command=${'x'.repeat(257 * 1024)}` }, 413, 'size'],
    ['4 MB', { body: `command=${'x'.repeat(4 * 1024 * 1024)}` }, 413, 'size'],
    ['older than 5 minutes', { ageSeconds: 301 }, 401, 'timestamp'],
    ['newer than 5 minutes', { ageSeconds: -301 }, 401, 'timestamp'],
    ['no timestamp', { headers: { 'x-slack-request-timestamp': '' } }, 401, 'timestamp'],
    ['a worded timestamp', { headers: { 'x-slack-request-timestamp': 'now' } }, 401, 'timestamp'],
    ['no signature', { headers: { 'x-slack-signature': '' } }, 401, 'signature'],
    ['another key', { key: 'other' }, 401, 'signature'],
    ['a short signature', { headers: { 'x-slack-signature': 'v0=ab' } }, 401, 'signature'],
    ['an unsigned ssl_check', { body: 'ssl_check=1', headers: { 'x-slack-signature': 'v0=' } }, 401, 'signature'],
    ['broken JSON', { type: 'application/json', body: '{' }, 400, 'malformed'],
    ['JSON null', { type: 'application/json', body: 'null' }, 400, 'malformed'],
    ['a JSON list', { type: 'application/json', body: '[1]' }, 400, 'malformed'],
    ['a broken form payload', { body: 'payload=%7B' }, 400, 'malformed'],
    ['two form payloads', { body: 'payload=1&payload=2' }, 400, 'malformed'],
    ['an empty form', { body: '' }, 400, 'malformed'],
    ['a kind Slack has not', { body: interaction('{"type":"block_actionz"}') }, 400, 'malformed'],
    ['no kind', { body: interaction('{"user":{"id":"U1"}}') }, 400, 'malformed'],
    ['a click on nothing', { body: interaction('{"type":"block_actions","actions":[]}') }, 400, 'malformed'],
    ['a form without its view', { body: interaction('{"type":"view_submission"}') }, 400, 'malformed'],
    ['an event without an event', { type: 'application/json', body: '{"type":"event_callback"}' }, 400, 'malformed'],
    [
      'an event that is null',
      { type: 'application/json', body: '{"type":"event_callback","event":null}' },
      400,
      'malformed',
    ],
  ])('%s', async (_, request, status, reason) => {
    expect((await post(request)).status).toBe(status);
    expect(telemetry.counts).toEqual([`http_refused ${reason}`]);
    expect(passed).toEqual([]);
  });

  it('a body that does not arrive', async () => {
    const { port } = server.address() as AddressInfo;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\ncommand='),
      );
      socket.once('data', (data) => resolve(data.toString('utf8')));
      socket.once('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(telemetry.counts).toEqual(['http_refused slow']);
  });

  it('everything while stopping, so that Slack asks again elsewhere', async () => {
    stopping = true;
    expect((await post()).status).toBe(503);
    expect(telemetry.counts).toEqual(['http_refused stopping']);
  });
});

describe('handed on', () => {
  it.each<[string, Try]>([
    ['a command', {}],
    ['exactly 5 minutes old', { ageSeconds: 300 }],
    ['exactly 5 minutes ahead', { ageSeconds: -300 }],
    ['an event', { type: 'application/json', body: '{"type":"event_callback","event":{"type":"message"}}' }],
    ['a click', { body: interaction('{"type":"block_actions","actions":[{"type":"button"}]}') }],
    ['a submission', { body: interaction('{"type":"view_submission","view":{}}') }],
    ['a search', { body: interaction('{"type":"block_suggestion","user":{}}') }],
    ['a check of the address', { type: 'application/json', body: '{"type":"url_verification","challenge":"x"}' }],
    ['a type with charset, which Bolt alone would refuse', { type: `${form}; charset=utf-8` }],
  ])('%s', async (_, request) => {
    expect(await post(request)).toEqual({ status: 200, text: 'bolt' });
    expect(telemetry.counts).toEqual([]);
    expect(passed[0]?.headers['content-type']).not.toContain('charset');
    expect(passed[0]).toHaveProperty('rawBody', Buffer.from(request.body ?? 'command=%2Fline'));
  });
});

it('app_rate_limited is acknowledged and logged: Bolt would let it time out', async () => {
  expect((await post({ type: 'application/json', body: '{"type":"app_rate_limited"}' })).status).toBe(200);
  expect(telemetry.logs).toMatchObject([{ level: 'warn', event: 'slack_app_rate_limited' }]);
  expect(passed).toEqual([]);
});
