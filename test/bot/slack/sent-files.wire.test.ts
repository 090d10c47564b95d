/** Files people send on Slack: heard, fetched with the token from Slack alone, and refused for a reason. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileText, Heard } from '../../../src/app/ports.ts';
import { isSlackAddress } from '../../../src/bot/slack/sent-files.ts';
import { shown } from '../../../src/sandbox/slack/json.ts';
import { type Bench, openBench, said } from './bench.ts';

const bytes = Buffer.from('sysname edge\n#\nbgp 65001\n');
const file = { name: 'edge.cfg', bytes };
const most = 100;

let bench: Bench;
const read: FileText[] = [];
beforeEach(async () => {
  bench = await openBench('http');
  read.length = 0;
  bench.ear.answer = async (heard, files) => {
    for (const { ref } of heard.files ?? [])
      read.push((await files?.read(ref, most)) ?? { ok: true, text: 'no files' });
    return said('read');
  };
});
afterEach(() => bench.close());

const heard = (): Heard | undefined => bench.ear.heard.at(-1);
/** The event is acknowledged before it is answered. */
const answered = () => bench.sandbox.until((workspace) => read.length > 0 && workspace.messages.length > 1);

describe('a file', () => {
  it('in the direct conversation is read as it is', async () => {
    await bench.sandbox.share('mei', '@', [file], 'check vif-1');
    await answered();
    expect(heard()).toMatchObject({ files: [{ name: 'edge.cfg' }], what: { kind: 'typed', text: 'check vif-1' } });
    expect(read).toEqual([{ ok: true, text: bytes.toString() }]);
  });

  it('in a room is heard with the mention, once', async () => {
    await bench.sandbox.share('mei', 'lines', [file], '<@U0HOSTLINE> check vif-1');
    await answered();
    expect(bench.ear.heard).toHaveLength(1);
    expect(heard()).toMatchObject({ files: [{ name: 'edge.cfg' }], what: { text: 'check vif-1' } });
    expect(read).toMatchObject([{ ok: true }]);
  });

  it('in a form is its value', async () => {
    bench.ear.answer = {
      kind: 'form',
      form: {
        verb: 'check',
        fixed: { vif: 'vif-1' },
        title: 'Check',
        submit: 'Send',
        fields: [{ kind: 'file', name: 'file', label: 'File', required: false }],
      },
    };
    await bench.sandbox.type('mei', 'lines', '/line check');
    const modal = await bench.sandbox.until((workspace) => workspace.modalsOf('mei').at(-1));
    bench.ear.answer = said('read', 'good');
    const given = bench.sandbox.upload('mei', file);
    expect((await bench.sandbox.submit('mei', modal.id, { file: [given] })).status).toBe('answered');
    expect(heard()?.what).toEqual({ kind: 'submitted', verb: 'check', values: { vif: 'vif-1', file: given.id } });
  });

  // biome-ignore format: aligned rows
  it.each<[string, object, string]>([
    ['said to be too large',       { size: most + 1 },                    'too-large'],
    ['that is larger than it says', { bytes: Buffer.alloc(101, 'a'), size: 5 }, 'too-large'],
    ['that is no text',            { bytes: Buffer.from([1, 0, 2]) },      'binary'],
  ])('%s is not read', async (_name, change, problem) => {
    await bench.sandbox.share('mei', '@', [{ ...file, ...change }]);
    await answered();
    expect(read).toEqual([{ ok: false, problem }]);
  });

  it('of somebody else is not read', async () => {
    const { id } = bench.sandbox.upload('tom', file);
    bench.ear.answer = async (_heard, files) => {
      read.push((await files?.read(shown(id), most)) ?? { ok: true, text: 'no files' });
      return said('read');
    };
    await bench.sandbox.type('mei', 'lines', '/line check');
    expect(read).toEqual([{ ok: false, problem: 'not-yours' }]);
  });

  it('that is not there is not read', async () => {
    bench.ear.answer = async (_heard, files) => {
      read.push((await files?.read('F0NONE', most)) ?? { ok: true, text: 'no files' });
      return said('read');
    };
    await bench.sandbox.type('mei', 'lines', '/line check');
    expect(read).toEqual([{ ok: false, problem: 'gone' }]);
  });
});

it('without the scope says so', async () => {
  await bench.close();
  bench = await openBench('http', {}, { scopes: ['commands', 'chat:write', 'users:read', 'im:write', 'im:history'] });
  bench.ear.answer = async (asked, files) => {
    for (const { ref } of asked.files ?? []) read.push((await files?.read(ref, most)) ?? { ok: true, text: '' });
    return said('read');
  };
  await bench.sandbox.share('mei', '@', [file]);
  await answered();
  expect(read).toEqual([{ ok: false, problem: 'no-access' }]);
});

describe('a file on another host', () => {
  let stranger: Server;
  const asked: IncomingHttpHeaders[] = [];
  beforeEach(async () => {
    asked.length = 0;
    stranger = createServer((request, response) => {
      asked.push(request.headers);
      response.end('sysname edge\n');
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => stranger.close(resolve)));

  it('is not fetched, and never sees the token', async () => {
    const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/files/F1`;
    await bench.sandbox.share('mei', '@', [{ ...file, url }]);
    await answered();
    expect(read).toEqual([{ ok: false, problem: 'foreign-host' }]);
    expect(asked).toEqual([]);
  });
});

// biome-ignore format: aligned rows
it.each<[string | undefined, string | undefined, boolean]>([
  ['https://files.slack.com/files-pri/T1-F1/a.cfg',   undefined,                     true],
  ['https://slack.com/files/F1',                      undefined,                     true],
  ['https://files.slack.com/files-pri/T1-F1/a.cfg',   'https://slack.com/api/',      true],
  ['https://files.slack-gov.com/F1',                  'https://slack-gov.com/api/',  true],
  ['http://127.0.0.1:3001/files/F1',                  'http://127.0.0.1:3001/api/',  true],
  ['http://files.slack.com/F1',                       undefined,                     false],
  ['https://files.slack.com:8443/F1',                 undefined,                     false],
  ['https://slack.com.evil.example/F1',               undefined,                     false],
  ['https://evilslack.com/F1',                        undefined,                     false],
  ['https://files.slack.com@evil.example/F1',         undefined,                     false],
  ['https://user:word@files.slack.com/F1',            undefined,                     false],
  ['http://127.0.0.1:3002/files/F1',                  'http://127.0.0.1:3001/api/',  false],
  ['http://sub.localhost:3001/F1',                    'http://localhost:3001/api/',  false],
  ['https://files.slack.com/F1',                      'http://127.0.0.1:3001/api/',  false],
  ['F1',                                              undefined,                     false],
  [undefined,                                         undefined,                     false],
])('%s with the API at %s: %s', (address, api, may) => expect(isSlackAddress(address, api)).toBe(may));
