/** Knows how Lark encrypts and signs what it sends over HTTP, and how a forger would; sends nothing. */
import { createCipheriv, createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { JsonObject } from '../slack/json.ts';
import type { Secrets } from './core.ts';
import type { Ids } from './ids.ts';

/** What is not as it should be; nothing when empty. */
export interface Tampering {
  /** White space in the body, signed as it is: as good a JSON as any. */
  readonly spaced?: boolean;
  /** How old the signed timestamp says the request is; negative for the future. */
  readonly ageSeconds?: number;
  /** Sent in the clear, though correctly signed. */
  readonly plain?: boolean;
  /** In place of the right signature; an empty one leaves the three headers away. */
  readonly signature?: string;
  /** Seals with another key. */
  readonly encryptKey?: string;
  /** In place of the right `header.token`. */
  readonly verificationToken?: string;
  /** In place of the whole body, signed. */
  readonly body?: string;
}

export interface Sealed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** AES-256-CBC under the SHA-256 of the key; base64 of the IV and the cipher text. */
export function encrypt(encryptKey: string, iv: Uint8Array, clear: string): string {
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(clear, 'utf8'), cipher.final()]).toString('base64');
}

/** Hexadecimal SHA-256 of timestamp, nonce, key and the body as it is on the wire. */
export function signatureOf(encryptKey: string, timestamp: string, nonce: string, body: string): string {
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey + body)
    .digest('hex');
}

export function createSealer(secrets: Secrets, ids: Ids, clock: Clock) {
  return (payload: JsonObject, tampering: Tampering = {}): Sealed => {
    const encryptKey = tampering.encryptKey ?? secrets.encryptKey;
    const clear = JSON.stringify(withToken(payload, tampering.verificationToken));
    const iv = Buffer.from(ids.digits('iv'), 'hex');
    const inClear = encryptKey === '' || tampering.plain === true;
    const outer: unknown = inClear ? JSON.parse(clear) : { encrypt: encrypt(encryptKey, iv, clear) };
    const body = tampering.body ?? JSON.stringify(outer, null, tampering.spaced === true ? 2 : undefined);
    const headers: Record<string, string> = { 'content-type': 'application/json;charset=utf-8' };
    if (encryptKey === '' || tampering.signature === '') return { body, headers };
    const timestamp = String(Math.floor(clock.now() / 1000) - (tampering.ageSeconds ?? 0));
    const nonce = ids.digits('nonce').slice(0, 10);
    headers['x-lark-request-timestamp'] = timestamp;
    headers['x-lark-request-nonce'] = nonce;
    headers['x-lark-signature'] = tampering.signature ?? signatureOf(encryptKey, timestamp, nonce, body);
    return { body, headers };
  };
}

/** The token is in the header of events and callbacks, and at the top of a challenge. */
function withToken(payload: JsonObject, token: string | undefined): JsonObject {
  if (token === undefined) return payload;
  const { header } = payload;
  const inHeader = typeof header === 'object' && header !== null && !Array.isArray(header);
  return inHeader ? { ...payload, header: { ...header, token } } : { ...payload, token };
}
