/** Connecting, pings, pieces, acks and lost connections, with the SDK's own long-connection client. */
import type * as lark from '@larksuiteoapi/node-sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { decodeFrame, encodeFrame, methods, pieces } from '../../../src/sandbox/lark/frame.ts';
import { type LarkSandbox, type LarkSandboxOptions, manualClock } from '../../../src/sandbox/lark/index.ts';
import { isObject, objectOf, textOf } from '../../../src/sandbox/slack/json.ts';
import { connect, dispatcherOf, type Handler, secrets, startBare, waitFor } from './sdk.ts';

let sandbox: LarkSandbox | undefined;
const clients: lark.WSClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.close({ force: true });
  await sandbox?.close();
  sandbox = undefined;
});

async function start(hear: Handler, options: Partial<LarkSandboxOptions> = {}): Promise<LarkSandbox> {
  sandbox = await startBare(options);
  clients.push(await connect(sandbox, dispatcherOf({ 'im.message.receive_v1': hear })));
  return sandbox;
}

/** An address for a connection, as the endpoint gives it. */
async function addressOf(of: LarkSandbox, appSecret: string = secrets.appSecret) {
  const body = JSON.stringify({ AppID: secrets.appId, AppSecret: appSecret });
  const response = await fetch(`${of.apiUrl}/callback/ws/endpoint`, { method: 'POST', body });
  const answer: unknown = await response.json();
  const { code, data } = objectOf(isObject(answer) ? answer : {});
  return { code, url: textOf(objectOf(data).URL) ?? '' };
}

async function closed(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  await new Promise<void>((resolve) => {
    socket.on('close', () => resolve());
    socket.on('error', () => resolve());
  });
  return socket;
}

it('answers pings with the configuration of the client', async () => {
  const started = await start(() => undefined, { clientConfig: { PingInterval: 77 } });
  const { url } = await addressOf(started);
  const socket = new WebSocket(url);
  const answer = new Promise<Buffer>((resolve) => socket.on('message', (data: Buffer) => resolve(data)));
  await new Promise((resolve) => socket.on('open', resolve));
  socket.send(encodeFrame({ method: methods.control, headers: { type: 'ping' }, payload: Buffer.alloc(0) }, 7));
  const frame = decodeFrame(await answer);
  expect(frame?.headers).toEqual({ type: 'pong' });
  expect(JSON.parse(Buffer.from(frame?.payload ?? []).toString())).toMatchObject({
    PingInterval: 77,
    ReconnectNonce: 0,
  });
  socket.terminate();
});

it.each([1, 7, 64 * 1024])('delivers in pieces of %i bytes', async (pieceBytes) => {
  const heard: unknown[] = [];
  const started = await start(({ message }) => void heard.push(objectOf(message).content), { pieceBytes });
  expect((await started.say('mei', '@', '专线已开通')).status).toBe('answered');
  expect(heard).toEqual(['{"text":"专线已开通"}']);
});

it('takes a handler that throws for no answer, and pushes the event again', async () => {
  const clock = manualClock(Date.now());
  let tries = 0;
  const started = await start(
    () => {
      tries += 1;
      if (tries === 1) throw new Error('not now');
    },
    { clock },
  );
  expect((await started.say('mei', '@', 'hello')).status).toBe('failed');
  await waitFor(() => clock.waiting().includes(15_000));
  clock.advance(15_000);
  await started.until(() => started.eventsOf('delivery').length === 2);
  expect(started.eventsOf('delivery').map((one) => one.outcome)).toEqual(['status', 'answered']);
});

it('comes back at once after the connection is cut, and hears what it missed', async () => {
  const clock = manualClock(Date.now());
  let release: () => void = () => undefined;
  const heard: unknown[] = [];
  const started = await start(
    ({ event_id }) => {
      heard.push(event_id);
      return heard.length === 1 ? new Promise<void>((resolve) => (release = resolve)) : undefined;
    },
    { clock },
  );
  const pending = started.say('mei', '@', 'hello');
  await waitFor(() => heard.length === 1);
  started.socket.cut();
  expect((await pending).status).toBe('failed');
  release();
  await started.until(() => started.socket.connections() === 1);
  await waitFor(() => clock.waiting().includes(15_000));
  clock.advance(15_000);
  await started.until(() => started.eventsOf('delivery').length === 2);
  expect(heard).toHaveLength(2);
  expect(heard[0]).toBe(heard[1]);
});

it('gives each event to one of several connections', async () => {
  const heard: string[] = [];
  const started = await start(() => void heard.push('first'));
  clients.push(await connect(started, dispatcherOf({ 'im.message.receive_v1': () => void heard.push('second') })));
  for (let index = 0; index < 4; index += 1) await started.say('mei', '@', `${index}`);
  expect(heard.sort()).toEqual(['first', 'first', 'second', 'second']);
});

it('survives frames that are none', async () => {
  const heard: unknown[] = [];
  const started = await start(() => void heard.push(1));
  started.socket.sendRaw(Buffer.from('nonsense'));
  const { url } = await addressOf(started);
  const socket = new WebSocket(url);
  await new Promise((resolve) => socket.on('open', resolve));
  socket.send(Buffer.from([0xff, 0xff, 0xff]));
  socket.send('text');
  await started.until(() => started.socket.connections() === 2);
  socket.terminate();
  await started.until(() => started.socket.connections() === 1);
  expect((await started.say('mei', '@', 'still there?')).status).toBe('answered');
  expect(heard).toHaveLength(1);
});

describe('what is refused', () => {
  it('a wrong secret, at which the SDK gives up', async () => {
    sandbox = await startBare();
    await expect(connect(sandbox, dispatcherOf({}), 'wrong')).rejects.toThrow('code=514');
    expect(await addressOf(sandbox, 'wrong')).toEqual({ code: 514, url: '' });
  });

  it('an address that was used, and one that is too old', async () => {
    const clock = manualClock(Date.now());
    sandbox = await startBare({ clock });
    const { url } = await addressOf(sandbox);
    const first = new WebSocket(url);
    await new Promise((resolve) => first.on('open', resolve));
    expect((await closed(url)).readyState).toBe(WebSocket.CLOSED);
    const late = (await addressOf(sandbox)).url;
    clock.advance(30_001);
    await closed(late);
    await sandbox.until(() => sandbox?.socket.connections() === 1);
    first.terminate();
  });

  it('the fifty-first connection', async () => {
    const started = await startBare();
    sandbox = started;
    const sockets = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const { url } = await addressOf(started);
        const socket = new WebSocket(url);
        await new Promise((resolve) => socket.on('open', resolve));
        return socket;
      }),
    );
    expect((await addressOf(started)).code).toBe(1000040350);
    for (const socket of sockets) socket.terminate();
  });
});

it.each([
  [0, 4, [0]],
  [4, 4, [4]],
  [5, 4, [4, 1]],
  [9, 4, [4, 4, 1]],
])('%i bytes in pieces of at most %i', (length, most, lengths) => {
  expect(pieces(Buffer.alloc(length), most).map((piece) => piece.length)).toEqual(lengths);
});
