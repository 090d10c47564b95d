/**
 * The API's front door under `/api/`, mounted on the one HTTP server. Knows who is let in, how often and with how much;
 * what is asked is decided behind the ear.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Language, t } from '../../app/text/phrase.ts';
import { openAllowance } from './allowance.ts';
import { type Result, refusal } from './answers.ts';
import type { ApiDoor } from './door.ts';
import { routes } from './routes.ts';
import { bodyLimit } from './wire.ts';

/** A token may ask ten times a second, thirty in a burst; an address may fail once a second, twenty in a burst. */
const rates = { token: { burst: 30, perSecond: 10 }, stranger: { burst: 20, perSecond: 1 } } as const;

interface Reply {
  readonly result: Result;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers every request under `/api/`, never throws; refusals before a command are counted as `http_refused`. */
export function apiServer(door: ApiDoor): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const ofTokens = openAllowance(door.clock, rates.token.burst, rates.token.perSecond);
  const ofStrangers = openAllowance(door.clock, rates.stranger.burst, rates.stranger.perSecond);

  async function admit(request: IncomingMessage): Promise<Reply> {
    const wanted = languageOf(header(request, 'accept-language'));
    const language = wanted ?? 'en';
    const url = new URL(`http://api${request.url?.startsWith('/') ? request.url : '/'}`);
    const there = routes.filter((row) => row.path.test(url.pathname));
    const route = there.find((row) => row.method === request.method);
    if (there.length === 0) return { result: refusal(t('api.not-found'), language) };
    const allowed = there.map((row) => row.method).join(', ');
    if (!route) return { result: refusal(t('api.method', { allowed }), language), headers: { allow: allowed } };
    const [scheme = '', token = ''] = header(request, 'authorization').split(' ');
    const identity = scheme.toLowerCase() === 'bearer' ? await door.reading.enter(token) : undefined;
    if (!identity && !route.open) {
      const wait = ofStrangers.take(request.socket.remoteAddress ?? '');
      if (wait > 0) return later(wait, language);
      return { result: refusal(t('api.unauthorized'), language), headers: { 'www-authenticate': 'Bearer' } };
    }
    const wait = ofTokens.take(identity?.user ?? `open ${request.socket.remoteAddress ?? ''}`);
    if (wait > 0) return later(wait, language);
    const body = await readBody(request);
    if (body === undefined) return { result: refusal(t('api.oversized', { limit: bodyLimit }), language) };
    const key = header(request, 'idempotency-key');
    const about = { url, body, language: wanted, idempotencyKey: key === '' ? undefined : key };
    return { result: await route.answer({ identity: identity ?? nobody, ...about }, door) };
  }

  return async (request, response) => {
    try {
      const { result, headers = {} } = await admit(request);
      if ('problem' in result) {
        const { status, code } = result.problem;
        door.telemetry.count('api_refused', { code });
        send(response, status, result.problem, { ...headers, 'content-type': 'application/problem+json' });
        request.resume();
      } else send(response, 200, result.answer, { 'content-type': 'application/json; charset=utf-8' });
    } catch (error) {
      const reference = randomUUID().slice(0, 8);
      door.telemetry.log('error', 'api.failed', { reference, path: request.url?.split('?')[0], error: String(error) });
      const result = refusal(t('api.broken', { reference }), languageOf(header(request, 'accept-language')) ?? 'en');
      if (response.headersSent || !('problem' in result)) response.destroy();
      else send(response, 500, result.problem, { 'content-type': 'application/problem+json' });
    }
  };
}

/** Open pages belong to nobody. */
const nobody = { platform: 'api', team: 'token', user: '' } as const;

function later(seconds: number, language: Language): Reply {
  const result = refusal(t('api.too-many-requests', { seconds }), language);
  return { result, headers: { 'retry-after': String(seconds) } };
}

/** The first of the wanted languages that Hostline speaks (RFC 9110 §12.5.4). */
export function languageOf(accepted: string): Language | undefined {
  const wanted = accepted
    .split(',')
    .map((part) => {
      const [tag = '', weight = 'q=1'] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      return { tag, weight: Number(weight.replace('q=', '')) || 0 };
    })
    .filter((row) => row.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const found = wanted.find(({ tag }) => /^(zh|en)\b/.test(tag));
  return found && (found.tag.startsWith('zh') ? 'zh' : 'en');
}

/** `undefined` beyond the limit; what is left is read and dropped, so that the sender stays for the answer. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return size > bodyLimit ? undefined : Buffer.concat(chunks).toString('utf8');
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string>): void {
  response.writeHead(status, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers });
  response.end(JSON.stringify(body));
}
