/**
 * Who speaks on the terminal: a person's name, signed with the key of this installation. Knows no HTTP and no file.
 * Whoever can read the key may speak as anyone; the key file belongs to the operator's account alone.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const headerNames = {
  person: 'x-hostline-person',
  timestamp: 'x-hostline-timestamp',
  signature: 'x-hostline-signature',
} as const;

/** Requests older or newer than this are refused. */
export const windowMs = 5 * 60 * 1000;

/** Names a person can have on this platform; what a header, a room and a log can carry. */
export const personPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export interface Signed {
  readonly person: string;
  /** Milliseconds since the epoch, in decimal. */
  readonly timestamp: string;
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly body: string;
}

/** HMAC-SHA256 in hex. Line breaks part the signed text: none of the parts before the body can hold one. */
export function sign(key: string, { timestamp, person, method, path, body }: Signed): string {
  return createHmac('sha256', key).update([timestamp, person, method, path, body].join('\n')).digest('hex');
}

/** `undefined` when the request is what the key's holder signed, at `now` in milliseconds; otherwise why not. */
export function refusal(
  key: string,
  request: Signed,
  signature: string,
  now: number,
): 'unsigned' | 'stale' | 'signature' | undefined {
  if (!personPattern.test(request.person) || !/^\d{1,15}$/.test(request.timestamp)) return 'unsigned';
  if (!/^[0-9a-f]{64}$/.test(signature)) return 'unsigned';
  if (Math.abs(now - Number(request.timestamp)) > windowMs) return 'stale';
  const expected = Buffer.from(sign(key, request), 'hex');
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? undefined : 'signature';
}
