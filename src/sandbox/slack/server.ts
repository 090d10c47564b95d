/** Knows the sandbox's addresses and how they answer over HTTP, on the loopback only; decides nothing about Slack. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { argumentsOf, readBytes, uploadOf } from './body.ts';
import type { Changes } from './changes.ts';
import type { Core } from './core.ts';
import type { JsonObject } from './json.ts';
import type { Snapshot } from './records.ts';
import type { SocketMode } from './socket-mode.ts';
import type { WebApi } from './web-api.ts';

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

interface Parts {
  readonly core: Core;
  readonly webApi: WebApi;
  readonly sockets: SocketMode;
  readonly snapshot: () => Snapshot;
}

export interface Listening {
  readonly origin: string;
  close(): Promise<void>;
}

/** @throws Error for a host that is not this machine. */
export async function listen(server: Server, host: string, port: number): Promise<Listening> {
  if (!loopback.has(host)) throw new Error(`the sandbox listens on the loopback only, not on ${host}`);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    origin: `http://${host === '::1' ? '[::1]' : host}:${taken}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export function createFront({ core, webApi, sockets, snapshot }: Parts): Server {
  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      if (!response.headersSent) send(response, 400, { ok: false, error: 'unreadable_request' });
    });
  });
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    // A page from elsewhere that points a name at this machine must not read or drive the workspace.
    if (!isLocal(request.headers.host)) return send(response, 403, { ok: false, error: 'foreign_host' });
    const [, area = '', rest = ''] = /^\/([^/]*)\/?(.*)$/.exec(url.pathname) ?? [];
    switch (area) {
      case 'api':
        return call(rest, url, request, response);
      case 'actions':
        return respond(url, request, response);
      case 'upload':
        return upload(rest, request, response);
      case 'files':
        return download(rest, request, response);
      case 'state':
        return send(response, 200, snapshot());
      case 'changes':
        return stream(core.changes, response);
      case '':
        return send(response, 200, { name: 'Slack sandbox', api: '/api/', state: '/state', changes: '/changes' });
      default:
        return send(response, 404, { ok: false, error: 'not_found' });
    }
  }

  async function call(name: string, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const args = argumentsOf(url, request.headers['content-type'] ?? '', await readBytes(request));
    if (args === undefined) return send(response, 200, { ok: false, error: 'invalid_post_type' });
    const answer = webApi.call(name, request.headers.authorization, args);
    if (answer.kind === 'cut') response.destroy();
    if (answer.kind === 'answer') send(response, answer.status, answer.body, answer.headers);
  }

  async function respond(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = argumentsOf(url, request.headers['content-type'] ?? 'application/json', await readBytes(request));
    const answer = core.responseUrls.use(url.pathname, body ?? {});
    const error = typeof answer.body.error === 'string' ? { error: answer.body.error } : {};
    core.journal.note({ kind: 'response_url', ok: answer.status === 200, ...error });
    send(response, answer.status, answer.body);
  }

  async function upload(key: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await uploadOf(request.headers['content-type'] ?? '', await readBytes(request));
    if (!core.files.receive(key, bytes)) return send(response, 404, { ok: false, error: 'file_not_found' });
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`OK - ${bytes.length}`);
  }

  function download(id: string, request: IncomingMessage, response: ServerResponse): void {
    const bytes = core.files.bytesOf(id);
    const mayRead = request.headers.authorization === `Bearer ${core.tokens.bot}` && core.scopes.includes('files:read');
    if (bytes === undefined) {
      send(response, 404, { ok: false, error: 'file_not_found' });
      return;
    }
    if (!mayRead) {
      // Slack answers with its sign-in page.
      response.writeHead(302, { location: '/?redir=files' }).end();
      return;
    }
    response
      .writeHead(200, { 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' })
      .end(bytes);
  }

  return server;
}

function isLocal(host: string | undefined): boolean {
  return host !== undefined && loopback.has(host.replace(/:\d+$/, ''));
}

function send(
  response: ServerResponse,
  status: number,
  body: JsonObject | Snapshot,
  headers: Record<string, string> = {},
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
