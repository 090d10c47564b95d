/** A Web API that passes calls on, except that it can refuse new Socket Mode connections as Slack does for a bad token. */
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RefusingProxy {
  readonly apiUrl: string;
  refuse(refusing: boolean): void;
  /** Resolves at the first refusal. */
  readonly refusal: Promise<void>;
  close(): Promise<void>;
}

export async function refusingProxy(apiUrl: string): Promise<RefusingProxy> {
  let refusing = false;
  let refused: () => void = () => undefined;
  const refusal = new Promise<void>((resolve) => {
    refused = resolve;
  });
  const server = createServer((request, response) => {
    const { url = '/', method, headers } = request;
    if (refusing && url.endsWith('apps.connections.open')) {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":false,"error":"invalid_auth"}');
      refused();
      return;
    }
    const onward = ask(new URL(url.slice(1), apiUrl), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    refuse(value) {
      refusing = value;
    },
    refusal,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
