/** Requests that are not quite Lark's: what the SDK's own HTTP adapter makes of them, so that an app may do better. */
import { createDecipheriv, createHash } from 'node:crypto';
import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LarkSandbox, manualClock, type Tampering } from '../../../src/sandbox/lark/index.ts';
import { encrypt, signatureOf } from '../../../src/sandbox/lark/seal.ts';
import { dispatcherOf, serve, startBare, waitFor } from './sdk.ts';

let sandbox: LarkSandbox;
let server: Server;
let heard: unknown[];
let rejected: unknown[];
const clock = manualClock(Date.now());
beforeEach(async () => {
  heard = [];
  rejected = [];
  sandbox = await startBare({ clock });
  const dispatcher = dispatcherOf({ 'im.message.receive_v1': (event) => void heard.push(event.event_id) });
  server = await serve(sandbox, dispatcher, (error) => rejected.push(error));
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await sandbox.close();
});

// biome-ignore format: aligned rows
const rows: [string, Tampering, heard: boolean][] = [
  ['nothing wrong',                              {},                                    true],
  ['white space in the body',                    { spaced: true },                      false],
  ['a wrong signature',                          { signature: 'wrong' },                false],
  ['no signature',                               { signature: '' },                     false],
  ['a body in the clear, signed',                { plain: true },                       true],
  ['an hour old',                                { ageSeconds: 3600 },                  true],
  ['an hour ahead',                              { ageSeconds: -3600 },                 true],
  ['a wrong verification token',                 { verificationToken: 'wrong' },        true],
  ['a body that is no JSON',                     { body: 'nonsense' },                  false],
];

describe("the SDK's adapter answers HTTP 200 to all of these", () => {
  it.each(rows)('%s', async (_name, tampering, isHeard) => {
    const answer = await sandbox.forge('mei', '@', 'hello', tampering);
    expect(answer.status).toBe(200);
    expect(heard).toHaveLength(isHeard ? 1 : 0);
  });
});

it('throws at what it cannot decrypt, and never answers', async () => {
  const pending = sandbox.forge('mei', '@', 'hello', { encryptKey: 'another-key' });
  await waitFor(() => rejected.length === 1);
  clock.advance(3000);
  expect(await pending).toEqual({ status: 0, body: '' });
  expect(String(rejected[0])).toContain('bad decrypt');
});

it('hears the same event twice when it comes twice', async () => {
  sandbox.faults.set({ delivery: { repeat: { rate: 1, most: 1 } } });
  await sandbox.say('mei', '@', 'hello');
  await sandbox.until(() => sandbox.eventsOf('delivery').length === 2);
  expect(heard[0]).toBe(heard[1]);
});

describe('the check of the request URL', () => {
  it('passes when the challenge comes back', async () => {
    expect(await sandbox.verifyUrl()).toMatchObject({ ok: true, status: 200 });
  });

  it.each([
    ['in the clear', { plain: true }],
    ['unsigned', { signature: '' }],
    ['with a wrong token', { verificationToken: 'wrong' }],
  ])("passes %s, too: the SDK's adapter looks at nothing before", async (_name, tampering) => {
    expect((await sandbox.verifyUrl(tampering)).ok).toBe(true);
  });

  it('fails where nobody listens', async () => {
    sandbox.listenAt('http://127.0.0.1:9/');
    expect(await sandbox.verifyUrl()).toEqual({ ok: false, status: 0, body: '' });
  });
});

it('encrypts with the hash of the key, and signs the bytes as they are', () => {
  const sealed = Buffer.from(encrypt('key', Buffer.alloc(16, 1), '{"a":1}'), 'base64');
  const key = createHash('sha256').update('key').digest();
  const decipher = createDecipheriv('aes-256-cbc', key, sealed.subarray(0, 16));
  expect(decipher.update(sealed.subarray(16), undefined, 'utf8') + decipher.final('utf8')).toBe('{"a":1}');
  const signed = createHash('sha256').update('1700000000nonce').update('key').update('{"a": 1}').digest('hex');
  expect(signatureOf('key', '1700000000', 'nonce', '{"a": 1}')).toBe(signed);
});

it('sends everything in the clear and unsigned when the app has no key', async () => {
  const open = await startBare({ encryptKey: '' });
  open.listenAt(sandboxUrl());
  const answer = await open.forge('mei', '@', 'hello', {});
  // The adapter has a key, so it takes what is not signed for nothing.
  expect(answer.status).toBe(200);
  expect(heard).toEqual([]);
  await open.close();
});

function sandboxUrl(): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://127.0.0.1:${port}/webhook/event`;
}
