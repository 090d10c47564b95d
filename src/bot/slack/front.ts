/**
 * Guards Slack's HTTP address before Bolt sees a request: path, size, age, signature, shape. Knows of a payload only
 * its kind.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { z } from 'zod';
import type { Clock, Telemetry } from '../../app/ports.ts';
import { within } from '../within.ts';
import { parseJson } from './json.ts';

export const eventsPath = '/slack/events';
const bodyLimit = 256 * 1024;
/** Slack's own figure for staleness; a clock that runs ahead must not keep a request valid for longer either. */
const maxAgeSeconds = 300;
const defaultReadWithinMs = 15_000;
const formType = 'application/x-www-form-urlencoded';

export type Refusal = keyof typeof refusals;
/** Status by reason. */
const refusals = {
  path: 404,
  method: 405,
  stopping: 503,
  slow: 408,
  size: 413,
  timestamp: 401,
  signature: 401,
  malformed: 400,
} as const;

export interface FrontParts {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly stopping: () => boolean;
  /** How long a sender may take for its body. */
  readonly readWithinMs?: number;
  /** Bolt, for requests that passed. */
  readonly next: RequestListener;
}

type Read = Buffer | 'size' | 'slow' | 'malformed';

/** The whole body, or why not. What goes over the limit is drained, not kept: the sender still reads its answer. */
function readBody(request: IncomingMessage): Promise<Read> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > bodyLimit) resolve('size');
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve('malformed'));
  });
}

function one(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}

function isFresh(timestamp: string, nowMs: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(nowMs / 1000 - Number(timestamp)) <= maxAgeSeconds;
}

/** Slack's signature scheme v0. */
function isSigned(secret: string, timestamp: string, body: Buffer, signature: string): boolean {
  const expected = Buffer.from(
    `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
  );
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The payload object of a JSON or form body. */
function payloadOf(contentType: string, body: Buffer): Readonly<Record<string, unknown>> | undefined {
  const text = body.toString('utf8');
  if (contentType !== formType) return objectOf(parseJson(text));
  const form = parse(text);
  if (typeof form.payload === 'string') return objectOf(parseJson(form.payload));
  return Object.keys(form).length > 0 && form.payload === undefined ? form : undefined;
}

/** Kinds of payloads Slack has, by what makes them one. On any other Bolt would stay silent until time is up. */
const known = z.union([
  z.object({ command: z.string() }),
  z.object({ ssl_check: z.string() }),
  z.object({ type: z.literal('url_verification'), challenge: z.string() }),
  z.object({ type: z.literal('app_rate_limited') }),
  z.object({
    type: z.literal('event_callback'),
    event: z.looseObject({ type: z.string() }),
    authorizations: z.array(z.looseObject({})).optional(),
  }),
  z.object({ type: z.literal('block_actions'), actions: z.array(z.looseObject({ type: z.string() })).min(1) }),
  z.object({ type: z.enum(['view_submission', 'view_closed']), view: z.looseObject({}) }),
  z.object({ type: z.enum(['block_suggestion', 'shortcut', 'message_action']), user: z.looseObject({}) }),
]);

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
}

/** Mount on any `http.Server`; answers 404 outside its own path. */
export function slackFront(parts: FrontParts): RequestListener {
  const { signingSecret, clock, telemetry, stopping, next, readWithinMs = defaultReadWithinMs } = parts;

  function refuse(response: ServerResponse, reason: Refusal): void {
    telemetry.count('http_refused', { reason });
    response.writeHead(refusals[reason], { connection: 'close' }).end();
  }

  /** The reason to refuse, or `undefined` when the request was answered or handed on. */
  async function admit(request: IncomingMessage, response: ServerResponse): Promise<Refusal | undefined> {
    if (request.url?.split('?')[0] !== eventsPath) return 'path';
    if (request.method !== 'POST') return 'method';
    if (stopping()) return 'stopping';
    const body = (await within(readBody(request), readWithinMs)) ?? 'slow';
    if (typeof body === 'string') return body;
    const timestamp = one(request.headers['x-slack-request-timestamp']);
    if (!isFresh(timestamp, clock.now())) return 'timestamp';
    if (!isSigned(signingSecret, timestamp, body, one(request.headers['x-slack-signature']))) return 'signature';
    // Bolt compares the whole header: a charset after it would be refused.
    const contentType = one(request.headers['content-type']).split(';')[0]?.trim().toLowerCase() ?? '';
    const payload = payloadOf(contentType, body);
    if (payload === undefined || !known.safeParse(payload).success) return 'malformed';
    if (payload.type === 'app_rate_limited') {
      // Bolt knows no such payload and would let it time out.
      telemetry.log('warn', 'slack_app_rate_limited');
      response.writeHead(200).end();
      return undefined;
    }
    request.headers['content-type'] = contentType;
    next(Object.assign(request, { rawBody: body }), response);
    return undefined;
  }

  return (request, response) => {
    admit(request, response)
      .then((reason) => reason && refuse(response, reason))
      .catch((error: unknown) => {
        telemetry.log('error', 'slack_front_failed', { error: String(error) });
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
  };
}
