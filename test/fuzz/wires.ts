/** Deliveries as bytes for the service's HTTP addresses: well signed, forged in every way we know, or no HTTP at all. */
import { createDecipheriv, createHash } from 'node:crypto';
import { connect } from 'node:net';
import { encrypt, signatureOf as larkSignature } from '../../src/sandbox/lark/seal.ts';
import { signatureOf as slackSignature } from '../../src/sandbox/slack/http-delivery.ts';
import type { JsonObject } from '../../src/sandbox/slack/json.ts';
import type { Draw } from './hostile.ts';

export type Platform = 'slack' | 'lark';

/** A real delivery to start from: what it said and how it was written. */
export interface Template {
  readonly platform: Platform;
  readonly written: 'json' | 'fields' | 'payload';
  readonly payload: JsonObject;
}

export interface Request {
  readonly path: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface Keys {
  readonly signingSecret: string;
  readonly encryptKey: string;
}

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

/** The body Lark sealed, as it was before. */
export function unsealed(encryptKey: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const key = createHash('sha256').update(encryptKey).digest();
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16));
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8');
}

function slackBody({ written }: Template, payload: JsonObject): string {
  if (written === 'json') return JSON.stringify(payload);
  if (written === 'payload') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(fields).toString();
}

const seconds = () => String(Math.floor(Date.now() / 1_000));
const nonce = () => createHash('sha256').update(String(Math.random())).digest('hex').slice(0, 10);

export function slackRequest(body: string, written: Template['written'], keys: Keys, timestamp = seconds()): Request {
  return {
    path: '/slack/events',
    method: 'POST',
    headers: {
      'content-type': written === 'json' ? json : form,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': slackSignature(keys.signingSecret, timestamp, body),
    },
    body,
  };
}

export function larkRequest(clear: string, { encryptKey }: Keys, timestamp = seconds()): Request {
  const iv = createHash('md5').update(`${clear}${Math.random()}`).digest();
  const body = JSON.stringify({ encrypt: encrypt(encryptKey, iv, clear) });
  const once = nonce();
  return {
    path: '/lark/events',
    method: 'POST',
    headers: {
      'content-type': json,
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': once,
      'x-lark-signature': larkSignature(encryptKey, timestamp, once, body),
    },
    body,
  };
}

export function signed(template: Template, payload: JsonObject, keys: Keys): Request {
  return template.platform === 'slack'
    ? slackRequest(slackBody(template, payload), template.written, keys)
    : larkRequest(JSON.stringify(payload), keys);
}

const wrongKeys: Keys = { signingSecret: 'f'.repeat(32), encryptKey: 'f'.repeat(32) };
const names = {
  slack: { timestamp: 'x-slack-request-timestamp', signature: 'x-slack-signature' },
  lark: { timestamp: 'x-lark-request-timestamp', signature: 'x-lark-signature' },
} as const;

type Forge = (
  good: Request,
  platform: Platform,
  remake: (keys: Keys, timestamp?: string) => Request,
  keys: Keys,
) => Request;

const withHeader = (request: Request, name: string, change: (value: string) => string | undefined): Request => {
  const { [name]: value = '', ...rest } = request.headers;
  const changed = change(value);
  return { ...request, headers: changed === undefined ? rest : { ...rest, [name]: changed } };
};
const signature =
  (change: (value: string) => string | undefined): Forge =>
  (good, platform) =>
    withHeader(good, names[platform].signature, change);
const timestamp =
  (change: (value: string) => string | undefined): Forge =>
  (good, platform) =>
    withHeader(good, names[platform].timestamp, change);
const aged =
  (ageSeconds: number): Forge =>
  (_good, _platform, remake, keys) =>
    remake(keys, String(Math.floor(Date.now() / 1_000) - ageSeconds));

/** Each is something a stranger, or somebody on the way, could send; none may be heard. */
const forgeries: Readonly<Record<string, Forge>> = {
  'another secret': (_good, _platform, remake) => remake(wrongKeys),
  'no signature': signature(() => undefined),
  'an empty signature': signature(() => ''),
  'a shortened signature': signature((value) => value.slice(0, -1)),
  'a lengthened signature': signature((value) => `${value}0`),
  'a signature of zeros': signature((value) => value.replace(/[0-9a-f]{64}$/, '0'.repeat(64))),
  'one digit off': signature((value) => value.slice(0, -1) + (value.endsWith('0') ? '1' : '0')),
  'no timestamp': timestamp(() => undefined),
  'a moved timestamp': timestamp((value) => String(Number(value) + 1)),
  'a timestamp in words': timestamp(() => 'now'),
  'a negative timestamp': timestamp((value) => `-${value}`),
  'signed long ago': aged(400),
  // Far enough ahead that no wait on the way makes it fresh.
  'signed in the future': aged(-4_000),
  'a body that grew': (good) => ({ ...good, body: `${good.body} ` }),
  'a body that shrank': (good) => ({ ...good, body: good.body.slice(0, -1) }),
  'the other platform’s door': (good, platform) => ({
    ...good,
    path: platform === 'slack' ? '/lark/events' : '/slack/events',
  }),
  'another method': (good) => ({ ...good, method: 'PUT' }),
  'a path beside': (good) => ({ ...good, path: `${good.path}/../events/x` }),
};

export function forged(template: Template, payload: JsonObject, keys: Keys, draw: Draw, label: string): Request {
  const remake = (other: Keys, at?: string) =>
    template.platform === 'slack'
      ? slackRequest(slackBody(template, payload), template.written, other, at)
      : larkRequest(JSON.stringify(payload), other, at);
  const how = draw.pick(`${label}/forgery`, Object.keys(forgeries));
  return forgeries[how]?.(remake(keys), template.platform, remake, keys) ?? remake(wrongKeys);
}

/** Signed well by somebody who knows the key, and no payload at all. */
export function nonsense(platform: Platform, keys: Keys, draw: Draw, label: string): Request {
  const text = draw.pick(`${label}/nonsense`, [
    '',
    '{',
    '[]',
    'null',
    '"text"',
    '{"encrypt":1}',
    '{"encrypt":"%%%"}',
    `{"type":"url_verification","challenge":${'['.repeat(5_000)}`,
    `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    `{"x":"${'y'.repeat(300_000)}"}`,
    'payload=%7B%22type%22%3A%22block_actions%22%7D',
    'payload=%E0%A4%A',
    'command=%2Fline&text=%00',
    '\u0000\u0001\u0002',
    '{"type":"event_callback","event":null}',
    '{"schema":"2.0","header":{},"event":[]}',
  ]);
  if (platform === 'lark') return larkRequest(text, keys);
  return slackRequest(text, draw.chance(`${label}/written`) < 0.5 ? 'json' : 'fields', keys);
}

/** Bytes on the bare connection, closed after a moment whatever comes back. */
export function rawBytes(url: string, draw: Draw, label: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const bytes = draw.pick(`${label}/raw`, [
    'GET / HTTP/1.1\r\n\r\n',
    'POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n{',
    'POST /lark/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n',
    'POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: x\r\n${'X-Y: z\r\n'.repeat(3_000)}\r\n`,
    '\u0016\u0003\u0001\u0002\u0000\u0001',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'DELETE /metrics HTTP/1.1\r\nHost: x\r\n\r\n',
  ]);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    const end = () => {
      socket.destroy();
      resolve();
    };
    socket.on('data', end).on('error', end).on('close', end);
    setTimeout(end, 50);
  });
}
