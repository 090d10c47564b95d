/** Knows the sandbox's addresses and how they answer over HTTP, on the loopback only; decides nothing about Lark. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readBytes } from '../slack/body.ts';
import type { Changes } from '../slack/changes.ts';
import { isObject, type JsonObject, parseJson } from '../slack/json.ts';
import type { Core } from './core.ts';
import type { LongConnection } from './long-connection.ts';
import type { OpenApi } from './open-api.ts';
import type { Snapshot } from './records.ts';
import { type Upload, uploadOf } from './upload.ts';

const local = new Set(['127.0.0.1', 'localhost', '[::1]']);

interface Parts {
  readonly core: Core;
  readonly api: OpenApi;
  readonly sockets: LongConnection;
  readonly snapshot: () => Snapshot;
}

export function createFront({ core, api, sockets, snapshot }: Parts): Server {
  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      if (!response.headersSent) send(response, 400, { code: 9499, msg: 'Bad Request' });
    });
  });
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    // A page from elsewhere that points a name at this machine must not read or drive the tenant.
    if (!local.has((request.headers.host ?? '').replace(/:\d+$/, ''))) {
      return send(response, 403, { code: 403, msg: 'foreign host' });
    }
    switch (url.pathname) {
      case '/':
        return send(response, 200, { name: 'Lark sandbox', state: '/state', changes: '/changes' });
      case '/state':
        return send(response, 200, snapshot());
      case '/changes':
        return stream(core.changes, response);
      default:
        return call(url, request, response);
    }
  }

  async function call(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await readBytes(request);
    const { body, upload } = argumentsOf(request.headers['content-type'] ?? '', bytes);
    const query = Object.fromEntries(url.searchParams);
    const { authorization } = request.headers;
    const answer = api.call(request.method ?? 'GET', url.pathname, authorization, { query, body, upload });
    if (answer.kind === 'cut') response.destroy();
    if (answer.kind !== 'answer') return;
    if (answer.bytes === undefined) return send(response, answer.status, answer.body, answer.headers);
    response.writeHead(answer.status, { 'content-type': 'application/octet-stream' }).end(answer.bytes);
  }

  return server;
}

/** @throws Error for a body that is not what its content type says. */
function argumentsOf(contentType: string, bytes: Buffer): { body: JsonObject; upload: Upload | undefined } {
  if (bytes.length === 0) return { body: {}, upload: undefined };
  if (contentType.startsWith('multipart/form-data')) return { body: {}, upload: uploadOf(contentType, bytes) };
  const value = parseJson(bytes.toString('utf8'));
  if (!isObject(value)) throw new Error('the body is not a JSON object');
  return { body: value, upload: undefined };
}

function send(
  response: ServerResponse,
  status: number,
  body: JsonObject | Snapshot,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** Server-sent events: one for each change, without its content. */
function stream(changes: Changes, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': listening\n\n');
  const off = changes.listen((change) => response.write(`data: ${JSON.stringify(change)}\n\n`));
  response.on('close', off);
}
