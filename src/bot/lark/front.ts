/**
 * Guards Lark's HTTP address before the SDK sees an event: path, size, age, signature, seal, token. Knows no event
 * beyond its header.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Clock, Telemetry } from '../../app/ports.ts';
import { type JsonObject, objectOf, parseJson } from '../json.ts';
import { isFresh, one, readBody } from '../request.ts';
import { within } from '../within.ts';
import { isSame, isSigned, opened } from './cipher.ts';

export const eventsPath = '/lark/events';
const bodyLimitBytes = 256 * 1024;
const defaultReadWithinMs = 5000;

export type Refusal = keyof typeof refusals;
/** Status by reason. */
const refusals = {
  path: 404,
  method: 405,
  stopping: 503,
  slow: 408,
  size: 413,
  malformed: 400,
  timestamp: 401,
  signature: 401,
  /** Not encrypted, or not with our key. */
  seal: 401,
  token: 401,
  app: 401,
} as const;

export interface FrontParts {
  readonly appId: string;
  readonly encryptKey: string;
  /** Compared when given; the signature alone proves the sender too. */
  readonly verificationToken?: string | undefined;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly stopping: () => boolean;
  /** How long a sender may take for its body. */
  readonly readWithinMs?: number;
  /** The SDK's dispatcher, for events that passed. */
  readonly next: (event: JsonObject) => Promise<unknown>;
}

const sealed = z.object({ encrypt: z.string().min(1) });
const challenge = z.object({ type: z.literal('url_verification'), challenge: z.string() });
/** Version 2.0 says who it is for in a header, version 1.0 beside the event. */
const header = z.object({ token: z.string().default(''), app_id: z.string().optional() });

/** Mount on any `http.Server`; answers 404 outside its own path. */
export function larkFront(parts: FrontParts): RequestListener {
  const { appId, encryptKey, verificationToken, clock, telemetry, stopping, next } = parts;
  const readWithinMs = parts.readWithinMs ?? defaultReadWithinMs;

  function answer(response: ServerResponse, body: object): void {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
  }

  /** Lark checks a new address without signing: that it knows the key has to do. */
  function signatureProblem(request: IncomingMessage, body: Buffer): Refusal | 'unsigned' | undefined {
    const timestamp = one(request.headers['x-lark-request-timestamp']);
    const nonce = one(request.headers['x-lark-request-nonce']);
    const signature = one(request.headers['x-lark-signature']);
    if (signature === '') return 'unsigned';
    if (!isFresh(timestamp, clock.now())) return 'timestamp';
    return isSigned(encryptKey, { timestamp, nonce, signature }, body) ? undefined : 'signature';
  }

  function headerProblem(event: JsonObject): Refusal | undefined {
    const { token, app_id: app } = header.parse(objectOf(event.header) ?? event);
    if (verificationToken !== undefined && !isSame(token, verificationToken)) return 'token';
    return app !== undefined && app !== appId ? 'app' : undefined;
  }

  /** The reason to refuse, or `undefined` when the request was answered. */
  async function admit(request: IncomingMessage, response: ServerResponse): Promise<Refusal | undefined> {
    if (request.url?.split('?')[0] !== eventsPath) return 'path';
    if (request.method !== 'POST') return 'method';
    if (stopping()) return 'stopping';
    const body = (await within(readBody(request, bodyLimitBytes), readWithinMs)) ?? 'slow';
    if (typeof body === 'string') return body;
    const problem = signatureProblem(request, body);
    if (problem !== undefined && problem !== 'unsigned') return problem;
    const outer = objectOf(parseJson(body.toString('utf8')));
    if (outer === undefined) return 'malformed';
    const { data: envelope } = sealed.safeParse(outer);
    const text = envelope && opened(encryptKey, envelope.encrypt);
    if (text === undefined) return problem === undefined ? 'seal' : 'signature';
    const event = objectOf(parseJson(text));
    if (event === undefined) return 'malformed';
    const { data: asked } = challenge.safeParse(event);
    if (asked === undefined && problem === 'unsigned') return 'signature';
    const wrong = headerProblem(event);
    if (wrong !== undefined) return wrong;
    answer(response, asked ? { challenge: asked.challenge } : (objectOf(await next(event)) ?? {}));
    return undefined;
  }

  return (request, response) => {
    admit(request, response)
      .then((reason) => {
        if (reason === undefined) return;
        telemetry.count('http_refused', { reason });
        response.writeHead(refusals[reason], { connection: 'close' }).end();
      })
      .catch((error: unknown) => {
        // Not 200: Lark delivers it again.
        telemetry.log('error', 'lark_front_failed', { error: String(error) });
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
  };
}
