/** The sandbox as a page or a test sees it: the loopback, the snapshot, changes, reading cards, one seed. */
import { request } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { type LarkSandbox, readCard } from '../../../src/sandbox/lark/index.ts';
import { button, cardWith, sendCard } from './calls.ts';
import { clientOf, startBare } from './sdk.ts';

let sandbox: LarkSandbox | undefined;
afterEach(() => sandbox?.close());

it('listens on the loopback only', async () => {
  await expect(startBare({ host: '0.0.0.0' })).rejects.toThrow('loopback');
  sandbox = await startBare();
  expect(sandbox.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

it('answers no page that came by another name', async () => {
  sandbox = await startBare();
  const { port } = new URL(sandbox.apiUrl);
  const status = await new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, path: '/state', headers: { host: 'evil.test' } };
    request(options, (response) => resolve(response.resume().statusCode)).end();
  });
  expect(status).toBe(403);
});

it('shows its state, without any secret', async () => {
  sandbox = await startBare();
  const client = clientOf(sandbox);
  await sendCard(client, 'oc_lines', cardWith(button('go', {})));
  const state = await (await fetch(`${sandbox.apiUrl}/state`)).text();
  expect(JSON.parse(state)).toEqual(JSON.parse(JSON.stringify(sandbox.workspace.snapshot())));
  expect(state).toContain('oc_lines');
  for (const secret of ['app-secret', 'encrypt-key', 'verification-token', '"t-']) expect(state).not.toContain(secret);
  expect(JSON.stringify(sandbox.eventsOf('call'))).not.toMatch(/secret|t-[0-9a-f]/);
});

it('tells of changes', async () => {
  sandbox = await startBare({ repushMilliseconds: [] });
  const changes: string[] = [];
  const stop = sandbox.onChange(({ kind }) => changes.push(kind));
  await sandbox.say('mei', 'lines', 'hello');
  stop();
  await sandbox.say('mei', 'lines', 'again');
  expect(changes).toEqual(['message']);
});

it('makes the same ids for the same seed, others for another', async () => {
  const ids = async (seed: number) => {
    sandbox = await startBare({ seed });
    await sandbox.say('mei', 'lines', 'hello');
    const id = sandbox.workspace.messages[0]?.message_id;
    await sandbox.close();
    return id;
  };
  expect(await ids(7)).toBe(await ids(7));
  expect(await ids(7)).not.toBe(await ids(8));
});

it('reads a card in the language of a person', () => {
  const card = cardWith(
    { tag: 'markdown', content: 'Bandwidth 100', i18n_content: { zh_cn: '带宽 100', en_us: 'Bandwidth 100' } },
    { tag: 'column_set', columns: [{ tag: 'column', elements: [button('approve', {})] }] },
    {
      tag: 'collapsible_panel',
      header: { title: { tag: 'plain_text', content: 'History' } },
      elements: [{ tag: 'hr' }],
    },
  );
  expect(readCard(card, 'zh_cn')).toEqual(['Line', '带宽 100', '[ approve ]', '▸ History', '────']);
  expect(readCard(card, 'en_us')[1]).toBe('Bandwidth 100');
});

it('takes names nobody has for a slip', async () => {
  const started = await startBare();
  sandbox = started;
  await expect(async () => started.say('nobody', 'lines', 'hello')).rejects.toThrow('no person nobody');
  await expect(async () => started.say('lei', 'lines', 'hello')).rejects.toThrow('lei is not in lines');
  await expect(async () => started.say('mei', 'nowhere', 'hello')).rejects.toThrow('no chat nowhere');
  await expect(async () => started.click('mei', 'om_nowhere', 'go')).rejects.toThrow('sees no message');
  await expect(async () => started.menu('mei', 'x'.repeat(31))).rejects.toThrow('1 to 30 characters');
});
