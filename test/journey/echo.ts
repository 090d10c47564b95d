/** A line between Slack and the service that carries every request several times at once. Changes no byte of them. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Echo {
  readonly url: string;
  /** What the service answered, every repeat by itself. */
  readonly answers: { readonly status: number; readonly body: string }[];
  close(): void;
}

/** Slack gets the first of the answers; `target` is asked anew for each request. */
export async function startEcho(target: () => string, times: number): Promise<Echo> {
  const answers: { status: number; body: string }[] = [];

  async function carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = Object.entries(request.headers)
      .filter(([name]) => name === 'content-type' || name.startsWith('x-slack-'))
      .map(([name, value]): [string, string] => [name, String(value)]);
    const send = async () => {
      const answer = await fetch(`${target()}${request.url ?? ''}`, {
        method: 'POST',
        headers,
        body: Buffer.concat(chunks),
      });
      return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
    };
    const all = await Promise.all(Array.from({ length: times }, send));
    answers.push(...all.map(({ status, body }) => ({ status, body })));
    const [first] = all;
    response.writeHead(first?.status ?? 500, first?.type ? { 'content-type': first.type } : {}).end(first?.body);
  }

  const server = createServer((request, response) => {
    carry(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    close: () => server.close(),
  };
}
