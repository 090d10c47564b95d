/** The API over real HTTP on a bench: real Redis, the application, people of the town, tokens. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { apiServer } from '../../../src/bot/api/server.ts';
import type { Bench } from '../../app/bench.ts';

interface Init {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function openApi(bench: Bench, counted: string[] = []) {
  const { world, app } = bench;
  const listener = apiServer({
    ...world,
    ...app,
    digest: world.entropy.digest,
    telemetry: { ...world.telemetry, count: (name, labels) => counted.push(`${name} ${labels?.code ?? ''}`) },
  });
  const server = createServer((request, response) => void listener(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/v1`;
  let keys = 0;

  async function ask(path: string, token: string | undefined, init: Init = {}) {
    const auth = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${url}${path}`, { ...init, headers: { ...auth, ...init.headers } });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body, headers: response.headers };
  }
  return {
    ask,
    command: (
      token: string,
      verb: string,
      args: Record<string, string | number | boolean> = {},
      more: { key?: string | null; resource?: string; revision?: number; language?: string } = {},
    ) => {
      const { key = `key-${++keys}`, language, ...about } = more;
      return ask('/commands', token, {
        method: 'POST',
        body: JSON.stringify({ verb, args, ...about }),
        headers: {
          ...(key === null ? {} : { 'idempotency-key': key }),
          ...(language === undefined ? {} : { 'accept-language': language }),
        },
      });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What `/line token new` shows the person, once. */
export async function tokenOf(bench: Bench, person: string, flags = ''): Promise<string> {
  const { text } = await bench.type(person, `token new ci ${flags}`);
  const token = /`(tok-[0-9a-z]+\.[0-9A-Z-]+)`/.exec(text)?.[1];
  if (token === undefined) throw new Error(`no token: ${text}`);
  return token;
}
