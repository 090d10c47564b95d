/** The page's addresses and how they answer, on the loopback only. Knows neither what a person sees nor what an act does. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readBytes } from '../slack/body.ts';
import { parseJson } from '../slack/json.ts';
import { type Listening, listen } from '../slack/server.ts';
import { readAct } from './act-shape.ts';
import type { Bundle } from './bundle.ts';
import type { Found } from './files.ts';
import { policy, refusal } from './guard.ts';
import type { Act, Outcome, Town, VerbRow } from './wire.ts';

export interface Parts {
  readonly bundle: Bundle;
  /** Letters of Chinese for machines that have none. */
  readonly font: Uint8Array;
  readonly town: Town;
  readonly verbs: (person: string) => Promise<readonly VerbRow[]>;
  readonly watch: (person: string, response: ServerResponse) => void;
  readonly act: (person: string, act: Act) => Promise<Outcome>;
  readonly file: (path: string) => Found | undefined;
}

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hostline</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/page.css">
</head>
<body><div id="page"></div><script type="module" src="/page.js"></script></body>
</html>
`;

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f6feb"/><path d="M5 16h6m10 0h6" stroke="#fff" stroke-width="3" stroke-linecap="round"/><circle cx="16" cy="16" r="5" fill="none" stroke="#fff" stroke-width="3"/></svg>`;

/** @throws Error when the port is taken or the host is not this machine. */
export function servePage(parts: Parts, host: string, port: number): Promise<Listening> {
  const known = new Set(parts.town.people.map(({ name }) => name));
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(policy)) response.setHeader(name, value);
    const refused = refusal(request);
    if (refused !== undefined) return tell(response, 403, { wrong: refused });
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) tell(response, 409, { wrong: error instanceof Error ? error.message : String(error) });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const person = url.searchParams.get('as') ?? '';
    if (request.method === 'POST' && url.pathname === '/act') return act(request, response);
    if (request.method !== 'GET') return tell(response, 405, { wrong: 'only GET, and POST /act' });
    const still = files[url.pathname];
    if (still !== undefined) return send(response, still.type, still.body);
    if (url.pathname.startsWith('/files/')) return file(url.pathname.slice('/files/'.length), response);
    if (url.pathname === '/town') return tell(response, 200, parts.town);
    if (url.pathname !== '/live' && url.pathname !== '/verbs') return tell(response, 404, { wrong: 'no such path' });
    if (!known.has(person)) return tell(response, 404, { wrong: `there is no person “${person}”` });
    if (url.pathname === '/verbs') return tell(response, 200, await parts.verbs(person));
    parts.watch(person, response);
  }

  const files: Readonly<Record<string, { readonly type: string; readonly body: string | Uint8Array }>> = {
    '/': { type: 'text/html; charset=utf-8', body: html },
    '/icon.svg': { type: 'image/svg+xml', body: icon },
    '/page.js': { type: 'text/javascript; charset=utf-8', body: parts.bundle.script },
    '/page.css': { type: 'text/css; charset=utf-8', body: parts.bundle.style },
    '/font.woff': { type: 'font/woff', body: parts.font },
  };

  async function act(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = readAct(parseJson((await readBytes(request)).toString('utf8')));
    if ('wrong' in read) return tell(response, 400, { wrong: read.wrong });
    if (!known.has(read.as)) return tell(response, 404, { wrong: `there is no person “${read.as}”` });
    tell(response, 200, await parts.act(read.as, read.act));
  }

  function file(path: string, response: ServerResponse): void {
    const found = parts.file(path);
    if (found === undefined) {
      tell(response, 404, { wrong: 'no such file' });
      return;
    }
    const kind = found.inline ? 'inline' : 'attachment';
    response.setHeader('content-disposition', `${kind}; filename*=UTF-8''${encodeURIComponent(found.name)}`);
    send(response, found.type, found.bytes);
  }

  return listen(server, host, port);
}

function tell(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

function send(response: ServerResponse, type: string, body: string | Uint8Array): void {
  response.writeHead(200, { 'content-type': type }).end(body);
}
