/**
 * A process that plays everything on the other side of the wire: it answers Slack's and Lark's API calls at once, sends
 * requests made ready by its parent, and notes when each room's card was posted or updated. Judges nothing.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool } from 'undici';
import type { Task, Told } from './far-side-words.ts';

const updated = new Map<string, number>();
let messages = 0;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function slackAnswer(method: string, body: string): object {
  messages += 1;
  const asked = new URLSearchParams(body);
  const channel = asked.get('channel') ?? 'C';
  const isCard = method === 'chat.update' || (method === 'chat.postMessage' && !asked.has('thread_ts'));
  if (isCard) updated.set(channel, Date.now());
  return {
    ok: true,
    bot_id: 'B0BENCH',
    user_id: 'U0BENCHBOT',
    channel,
    ts: `1700000000.${String(messages).padStart(6, '0')}`,
    user: { name: 'person', real_name: 'Person', locale: 'en-US' },
  };
}

function larkAnswer(): object {
  messages += 1;
  return {
    code: 0,
    msg: 'success',
    tenant_access_token: 't-bench',
    expire: 7200,
    bot: { open_id: 'ou_bot', app_name: 'Hostline' },
    data: { message_id: `om_${messages}`, chat_id: 'oc_bench', user: { name: 'Person' } },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  const [path = ''] = (request.url ?? '').split('?');
  const told = path.startsWith('/api/') ? slackAnswer(path.slice('/api/'.length), body) : larkAnswer();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
}

async function sendAll({ url, requests, inFlight }: Extract<Task, { do: 'send' }>): Promise<Told> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: inFlight });
  const took: number[] = [];
  let refused = 0;
  let next = 0;
  const begun = performance.now();
  const one = async (): Promise<void> => {
    for (let row = requests[next++]; row !== undefined; row = requests[next++]) {
      const sent = performance.now();
      const { statusCode, body } = await pool.request({ path: pathname, method: 'POST', ...row });
      await body.text();
      took.push(performance.now() - sent);
      if (statusCode !== 200) refused += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  const seconds = (performance.now() - begun) / 1000;
  await pool.close();
  return { seconds, took, refused };
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});

async function carryOut(task: Task): Promise<Told | readonly (readonly [string, number])[]> {
  if (task.do === 'send') return sendAll(task);
  const seen = [...updated];
  updated.clear();
  return seen;
}

process.on('message', (task: Task) => void carryOut(task).then((told) => process.send?.(told)));
process.on('disconnect', () => process.exit(0));
