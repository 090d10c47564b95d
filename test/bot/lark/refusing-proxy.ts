/** An address of Lark's that passes everything on, except that it can answer for the long connection's endpoint itself. */
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RefusingProxy {
  readonly domain: string;
  /** From now on the endpoint answers with this code, or not at all; `undefined`: as Lark does. */
  refuse(code: number | 'silent' | undefined): void;
  /** How often it did. */
  refusals(): number;
  close(): Promise<void>;
}

export async function refusingProxy(apiUrl: string): Promise<RefusingProxy> {
  let refusing: number | 'silent' | undefined;
  let refusals = 0;
  const server = createServer((request, response) => {
    const { url = '/', method, headers } = request;
    if (refusing !== undefined && url.endsWith('/ws/endpoint')) {
      refusals += 1;
      if (refusing === 'silent') return;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ code: refusing, msg: 'refused', data: {} }));
      return;
    }
    const onward = ask(new URL(url, apiUrl), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    domain: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuse(code) {
      refusing = code;
    },
    refusals: () => refusals,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
