/** The cashier's webhook: signed, fresh, and taken once however often it calls. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { App } from '../app/index.ts';
import type { Clock, Telemetry } from '../app/ports.ts';
import { BodyTooLarge, readBody, reply } from './http.ts';

export const signatureHeader = 'x-hostline-signature';
const freshMs = 5 * 60_000;
const bodyLimit = 16 * 1024;

const report = z.strictObject({
  order: z.string().min(1).max(80),
  payment: z.string().min(1).max(80),
  paidFen: z.int().positive(),
});

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">` */
export function signPayment(secret: string, at: number, body: string): string {
  const t = String(Math.floor(at / 1_000));
  return `t=${t},v1=${digestOf(secret, t, body).toString('hex')}`;
}

function digestOf(secret: string, t: string, body: string): Buffer {
  return createHmac('sha256', secret).update(`${t}.${body}`).digest();
}

function refusal(secret: string, now: number, header: unknown, body: string): string | undefined {
  const match = typeof header === 'string' ? /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) : null;
  if (!match) return 'unsigned';
  const [, t = '', digest = ''] = match;
  if (Math.abs(now - Number(t) * 1_000) > freshMs) return 'stale';
  return timingSafeEqual(digestOf(secret, t, body), Buffer.from(digest, 'hex')) ? undefined : 'forged';
}

export interface PaymentsDoor {
  readonly app: App;
  readonly secret: string;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

export async function hearPayment(
  door: PaymentsDoor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { app, secret, clock, telemetry } = door;
  const refuse = (status: number, reason: string, detail: unknown = reason) => {
    telemetry.count('http_refused', { reason: `payment-${reason}` });
    reply(response, status, { error: detail });
  };
  if (request.method !== 'POST') return refuse(405, 'method');
  let body: string;
  try {
    body = await readBody(request, bodyLimit);
  } catch (error) {
    return refuse(error instanceof BodyTooLarge ? 413 : 400, 'body');
  }
  const bad = refusal(secret, clock.now(), request.headers[signatureHeader], body);
  if (bad) return refuse(401, bad);
  const parsed = report.safeParse(parseJson(body));
  if (!parsed.success) return refuse(400, 'malformed', z.prettifyError(parsed.error));
  const { order, payment, paidFen } = parsed.data;
  const outcome = await app.pay({ order, payment, fen: paidFen });
  if (!outcome.ok) return refuse(422, outcome.refusal.code, outcome.refusal);
  reply(response, 200, { taken: true, again: outcome.again });
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
