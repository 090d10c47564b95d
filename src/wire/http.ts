/** The one HTTP server of the service: health, metrics, and the doors others mount on it. Nothing here decides. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Telemetry } from '../app/ports.ts';

export type Door = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * The whole body as text; throws `BodyTooLarge` beyond `limit` bytes. The rest is taken in and dropped: hanging up on a
 * sender who is still sending resets the connection before it hears why.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) throw new BodyTooLarge();
  return Buffer.concat(chunks).toString('utf8');
}

/** Nothing of this server is a page, kept by a cache, or guessed to be something else. */
const quietHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** A door that is only looked at. */
export function readOnly(door: Door): Door {
  return (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') return door(request, response);
    response.setHeader('allow', 'GET, HEAD');
    reply(response, 405, { error: 'only GET and HEAD' });
  };
}

export function reply(response: ServerResponse, status: number, body: unknown): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response
    .writeHead(status, {
      ...quietHeaders,
      'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json',
    })
    .end(text);
}

export interface Http {
  readonly url: string;
  readonly server: Server;
  /** No new requests; open ones are finished. */
  close(): Promise<void>;
}

/** `doors`: the longest path prefix that matches takes the request. */
export async function startHttp(
  host: string,
  port: number,
  doors: ReadonlyMap<string, Door>,
  telemetry: Telemetry,
): Promise<Http> {
  const prefixes = [...doors.keys()].sort((a, b) => b.length - a.length);
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 },
    (request, response) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      const prefix = prefixes.find((candidate) => path === candidate || path.startsWith(`${candidate}/`));
      const door = prefix === undefined ? undefined : doors.get(prefix);
      if (!door) {
        telemetry.count('http_refused', { reason: 'no-such-path' });
        reply(response, 404, { error: 'no such path' });
        return;
      }
      // A door may fail before it waits for anything: that is a failed request, too, and no crash.
      const enter = async () => door(request, response);
      enter().catch((error: unknown) => {
        telemetry.log('error', 'request failed', { path, error: String(error) });
        if (!response.headersSent) reply(response, 500, { error: 'internal error' });
        else response.destroy();
      });
    },
  );
  server.maxHeadersCount = 100;
  // Longer than clients keep a connection they mean to use again: none is closed under a request on its way.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // A storm of clicks arrives at once: none of them is turned away at the door.
    server.listen({ port, host, backlog: 2_048 }, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
