/** The front door: loopback only, state and change stream for a page. */
import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { SlackSandbox } from '../../../src/sandbox/slack/index.ts';
import { secrets } from './bolt.ts';
import { answer, startBare } from './wire.ts';

let slack: SlackSandbox | undefined;
afterEach(async () => {
  await slack?.close();
  slack = undefined;
});

const at = (path: string) => new URL(path, slack?.apiUrl).href;

describe('where it listens', () => {
  it.each(['0.0.0.0', '::', '192.0.2.1', 'example.com'])('refuses %s', async (host) => {
    await expect(startBare({ host })).rejects.toThrow('loopback only');
  });

  it('listens on 127.0.0.1', async () => {
    slack = await startBare();
    expect(slack.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/$/);
  });

  it('turns away a request under a foreign name, as a rebound page would send it', async () => {
    slack = await startBare();
    const { port } = new URL(slack.apiUrl);
    const status = await new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path: '/state', headers: { host: 'evil.example' } });
      sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
      sent.end();
    });
    expect(status).toBe(403);
  });
});

describe('for a page', () => {
  it('has an index and a state without secrets', async () => {
    slack = await startBare();
    await slack.say('mei', 'lines', 'hello');
    expect(await (await fetch(at('/'))).json()).toMatchObject({ state: '/state', changes: '/changes' });
    const text = await (await fetch(at('/state'))).text();
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(slack.workspace.snapshot())));
    expect(JSON.parse(text)).toMatchObject({ messages: [{ user: 'U0MEI', text: 'hello' }] });
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
    expect((await fetch(at('/nowhere'))).status).toBe(404);
  });

  it('streams a line for every change', async () => {
    slack = await startBare();
    const response = await fetch(at('/changes'));
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const heard = onceChanged(slack);
    const { ts } = await answer(slack, 'chat.postMessage', { channel: 'lines', text: 'x' });
    expect(await heard).toEqual({ kind: 'message', id: ts });
    let streamed = '';
    for await (const bytes of response.body ?? []) {
      streamed += Buffer.from(bytes).toString('utf8');
      if (streamed.includes('"message"')) break;
    }
    expect(streamed).toContain(`data: ${JSON.stringify({ kind: 'message', id: ts })}`);
  });
});

function onceChanged(sandbox: SlackSandbox): Promise<object> {
  return new Promise((resolve) => {
    const off = sandbox.onChange((change) => {
      off();
      resolve(change);
    });
  });
}
