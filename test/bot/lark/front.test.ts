import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { larkFront } from '../../../src/bot/lark/front.ts';
import { encrypt, signatureOf } from '../../../src/sandbox/lark/seal.ts';
import { type Kept, keptTelemetry } from '../slack/telemetry.ts';

const key = 'encrypt-key';
const token = 'verification-token';
const appId = 'cli_0123456789abcdef';
const now = 1_800_000_000_000;
const iv = Buffer.alloc(16, 7);

const event = { schema: '2.0', header: { token, app_id: appId, event_type: 'x' }, event: { a: '中文' } };
const challenge = { type: 'url_verification', token, challenge: 'c-1' };

let server: Server;
let telemetry: Kept;
let passed: unknown[];
let stopping = false;
let next: () => Promise<unknown>;

beforeAll(async () => {
  const kept = () => telemetry;
  const front = larkFront({
    appId,
    encryptKey: key,
    verificationToken: token,
    clock: { now: () => now },
    telemetry: { count: (...told) => kept().count(...told), log: (...told) => kept().log(...told) },
    stopping: () => stopping,
    readWithinMs: 100,
    next: (heard) => {
      passed.push(heard);
      return next();
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
  next = () => Promise.resolve({ toast: { type: 'info', content: 'ok' } });
});

interface Try {
  readonly path?: string;
  readonly method?: string;
  /** What is sealed. */
  readonly sealed?: object;
  /** Instead of a sealed body; signed all the same. */
  readonly body?: string;
  readonly key?: string;
  readonly ageSeconds?: number;
  readonly unsigned?: boolean;
  readonly headers?: Record<string, string>;
}

async function post(tried: Try = {}) {
  const { path = '/lark/events', method = 'POST', sealed = event, ageSeconds = 0 } = tried;
  const used = tried.key ?? key;
  const body = tried.body ?? JSON.stringify({ encrypt: encrypt(used, iv, JSON.stringify(sealed)) });
  const timestamp = String(now / 1000 - ageSeconds);
  const signed = {
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': 'n0nce',
    'x-lark-signature': signatureOf(used, timestamp, 'n0nce', body),
  };
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(!tried.unsigned && signed), ...tried.headers },
    ...(method === 'POST' && { body }),
  });
  return { status: response.status, text: await response.text() };
}

const inTheClear = JSON.stringify(event);

describe('refused', () => {
  it.each<[string, Try, number, string]>([
    // what                              request                                                   status reason
    ['another path', { path: '/lark/other' }, 404, 'path'],
    ['a GET', { method: 'GET' }, 405, 'method'],
    ['257 kB', { body: `"${'x'.repeat(257 * 1024)}"` }, 413, 'size'],
    ['an hour old', { ageSeconds: 3600 }, 401, 'timestamp'],
    ['older than 5 minutes', { ageSeconds: 301 }, 401, 'timestamp'],
    ['newer than 5 minutes', { ageSeconds: -301 }, 401, 'timestamp'],
    ['a worded timestamp', { headers: { 'x-lark-request-timestamp': 'now' } }, 401, 'timestamp'],
    ['another key', { key: 'other' }, 401, 'signature'],
    ['a changed nonce', { headers: { 'x-lark-request-nonce': 'other' } }, 401, 'signature'],
    ['a short signature', { headers: { 'x-lark-signature': 'ab' } }, 401, 'signature'],
    ['no signature', { unsigned: true }, 401, 'signature'],
    ['no signature, in the clear', { unsigned: true, body: inTheClear }, 401, 'signature'],
    ['signed, but in the clear', { body: inTheClear }, 401, 'seal'],
    ['signed, sealed with another key', { body: JSON.stringify({ encrypt: encrypt('other', iv, '{}') }) }, 401, 'seal'],
    ['signed, a seal that is none', { body: '{"encrypt":"AAAA"}' }, 401, 'seal'],
    ['another token', { sealed: { ...event, header: { ...event.header, token: 'x' } } }, 401, 'token'],
    ['no token', { sealed: { ...event, header: { app_id: appId } } }, 401, 'token'],
    ['another app', { sealed: { ...event, header: { ...event.header, app_id: 'cli_1' } } }, 401, 'app'],
    ['garbage', { body: '{' }, 400, 'malformed'],
    ['a list', { body: '[]' }, 400, 'malformed'],
    ['nothing', { body: '' }, 400, 'malformed'],
    ['a challenge with another token', { unsigned: true, sealed: { ...challenge, token: 'x' } }, 401, 'token'],
    ['a challenge sealed with another key', { unsigned: true, sealed: challenge, key: 'other' }, 401, 'signature'],
    ['a challenge in the clear', { unsigned: true, body: JSON.stringify(challenge) }, 401, 'signature'],
  ])('%s', async (_, request, status, reason) => {
    expect(await post(request)).toEqual({ status, text: '' });
    expect(telemetry.counts).toEqual([`http_refused ${reason}`]);
    expect(passed).toEqual([]);
  });

  it('everything while stopping, so that Lark delivers it elsewhere', async () => {
    stopping = true;
    expect((await post()).status).toBe(503);
  });

  it('a sender that takes too long for its body', async () => {
    const { port } = server.address() as AddressInfo;
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write('POST /lark/events HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{');
      });
      socket.once('data', (chunk) => {
        resolve(chunk.toString());
        socket.destroy();
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(telemetry.counts).toEqual(['http_refused slow']);
  });
});

describe('admitted', () => {
  it('is what is signed, sealed, fresh and for us', async () => {
    expect(await post()).toEqual({ status: 200, text: '{"toast":{"type":"info","content":"ok"}}' });
    expect(passed).toEqual([event]);
  });

  it.each<[string, Try]>([
    ['five minutes old', { ageSeconds: 300 }],
    ['with a query', { path: '/lark/events?x=1' }],
    [
      'with white space in the body',
      { body: JSON.stringify({ encrypt: encrypt(key, iv, JSON.stringify(event)) }, null, 2) },
    ],
  ])('%s', async (_, request) => {
    expect((await post(request)).status).toBe(200);
    expect(passed).toEqual([event]);
  });

  it.each(['no x event handle', undefined, null])('an answer that is none (%s) is an empty object', async (answer) => {
    next = () => Promise.resolve(answer);
    expect(await post()).toEqual({ status: 200, text: '{}' });
  });

  it.each<[string, Try]>([
    ['signed', { sealed: challenge }],
    ['unsigned', { sealed: challenge, unsigned: true }],
  ])('a challenge that is sealed and %s is answered and handed to nobody', async (_, request) => {
    expect(await post(request)).toEqual({ status: 200, text: '{"challenge":"c-1"}' });
    expect(passed).toEqual([]);
  });

  it('a failing handler is an error to Lark, which delivers again', async () => {
    next = () => Promise.reject(new Error('broken'));
    expect((await post()).status).toBe(500);
    expect(telemetry.logs.map(({ event: name }) => name)).toEqual(['lark_front_failed']);
  });
});
