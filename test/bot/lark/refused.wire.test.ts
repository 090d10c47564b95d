import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLark } from '../../../src/bot/lark/start.ts';
import { type LarkSandbox, startLarkSandbox, unlimited } from '../../../src/sandbox/lark/index.ts';
import { scriptedEar } from '../slack/bench.ts';
import { keptTelemetry } from '../slack/telemetry.ts';
import { drawnPng, openBook, secrets } from './bench.ts';
import { type RefusingProxy, refusingProxy } from './refusing-proxy.ts';

/** Codes the SDK gives up on for good. */
const busy = 1;
const forbidden = 403;

let sandbox: LarkSandbox;
let proxy: RefusingProxy;
const telemetry = keptTelemetry();

beforeEach(async () => {
  sandbox = await startLarkSandbox({ ...secrets, pace: unlimited });
  proxy = await refusingProxy(sandbox.apiUrl);
});
afterEach(async () => {
  await proxy.close();
  await sandbox.close();
});

function start(connectWithinMs = 15_000) {
  return startLark({
    ear: scriptedEar(),
    telemetry,
    clock: { now: () => Date.now() },
    book: openBook(),
    png: () => Promise.resolve(drawnPng),
    config: { ...secrets, mode: 'socket', domain: proxy.domain, connectWithinMs, restartAfterMs: 20 },
  });
}

describe('the first connection', () => {
  it.each([busy, forbidden])('refused with code %i is told at the start', async (code) => {
    proxy.refuse(code);
    await expect(start()).rejects.toThrow(`code=${code}`);
    expect(proxy.refusals()).toBe(1);
  });

  it('that never comes is given up on', async () => {
    proxy.refuse('silent');
    await expect(start(50)).rejects.toThrow('no connection to Lark in 50 ms');
  });
});

it('what the SDK gives up on later is tried again until Lark takes it', async () => {
  const lark = await start();
  await sandbox.until(() => sandbox.socket.connections() === 1);
  proxy.refuse(busy);
  sandbox.socket.cut();
  await vi.waitFor(() => expect(proxy.refusals()).toBeGreaterThan(1), { timeout: 20_000 });
  expect(lark.connected()).toBe(false);
  proxy.refuse(undefined);
  await sandbox.until(() => sandbox.socket.connections() === 1);
  await vi.waitFor(() => expect(lark.connected()).toBe(true));
  await lark.stop();
});
