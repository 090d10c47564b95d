/**
 * The terminal's front door under `/terminal/`, mounted on the service's one HTTP server. Knows who may speak and what
 * is refused; what is asked is decided behind the ear.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './body.ts';
import type { Reason, Result, TerminalDoor } from './door.ts';
import { routes } from './routes.ts';
import { headerNames, refusal } from './signature.ts';
import { bodyLimit } from './wire.ts';

const statuses: Readonly<Record<Reason, number>> = {
  'not-found': 404,
  method: 405,
  oversized: 413,
  unsigned: 401,
  stale: 401,
  signature: 401,
  malformed: 400,
  room: 403,
};

/**
 * `listener` answers every request under `/terminal/` and never throws; `close` ends waiting requests. Every refusal
 * is counted as `http_refused`.
 */
export function terminalServer(door: TerminalDoor): {
  listener(request: IncomingMessage, response: ServerResponse): void;
  close(): void;
} {
  const closing = new AbortController();
  const work = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // The reader comes back when the next service listens.
    if (closing.signal.aborted) return void response.destroy();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const signal = AbortSignal.any([closing.signal, gone.signal]);
    const result = await admit(request, door, signal);
    if ('answer' in result) return send(response, 200, result.answer);
    door.telemetry.count('http_refused', { reason: result.refused });
    send(response, statuses[result.refused], { error: result.refused });
    // What is left of a refused body is dropped, so that the sender stays to read the answer.
    request.resume();
  };
  return {
    listener(request, response) {
      work(request, response).catch((error: unknown) => {
        const reference = randomUUID().slice(0, 8);
        door.telemetry.log('error', 'terminal.failed', { reference, path: pathOf(request), error });
        if (response.headersSent || response.destroyed) response.destroy();
        else send(response, 500, { error: 'broken', reference });
      });
    },
    close: () => closing.abort(),
  };
}

async function admit(request: IncomingMessage, door: TerminalDoor, signal: AbortSignal): Promise<Result> {
  const target = request.url ?? '/';
  const url = new URL(`http://terminal${target.startsWith('/') ? target : '/'}`);
  const route = Object.hasOwn(routes, url.pathname) ? routes[url.pathname] : undefined;
  if (!route) return { refused: 'not-found' };
  if (request.method !== route.method) return { refused: 'method' };
  const body = await readBody(request, bodyLimit);
  if (body === undefined) return { refused: 'oversized' };
  const person = header(request, headerNames.person);
  const timestamp = header(request, headerNames.timestamp);
  const signed = { person, timestamp, method: route.method, path: target, body };
  const refused = refusal(door.key, signed, header(request, headerNames.signature), door.clock.now());
  if (refused) return { refused };
  return route.answer({ person, url, body, signal }, door);
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

const pathOf = (request: IncomingMessage) => (request.url ?? '').split('?')[0];

function send(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(JSON.stringify(content));
}
