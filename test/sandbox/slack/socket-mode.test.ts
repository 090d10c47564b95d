/** Socket Mode with real Bolt: hello, frames, reconnecting, and the defects of socket-mode 3.1 the sandbox can bring out. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { manualClock, type SlackSandbox } from '../../../src/sandbox/slack/index.ts';
import { shown } from '../../../src/sandbox/slack/json.ts';
import { secrets, startApp } from './bolt.ts';
import { call, startBare } from './wire.ts';

let slack: SlackSandbox;
let stops: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  slack = await startBare();
});
afterEach(async () => {
  for (const stop of stops) await stop();
  stops = [];
  await slack.close();
});

async function connect(): Promise<App> {
  const wire = (app: App) => app.command('/line', async ({ ack }) => ack('here'));
  const { app } = await startApp('socket', slack, wire, 800);
  stops.push(async () => {
    const before = slack.socket.connections();
    await app.stop();
    await slack.until(() => slack.socket.connections() < before);
  });
  return app;
}

const openings = () => slack.eventsOf('socket').filter((entry) => entry.event === 'opened').length;

describe('connections', () => {
  it.each(['refresh_requested', 'warning', 'link_disabled', 'too_many_websockets'] as const)(
    'comes back after a disconnect frame: %s',
    async (reason) => {
      await connect();
      slack.socket.disconnect(reason);
      await slack.until(() => openings() === 2 && slack.socket.connections() === 1);
      expect((await slack.type('mei', 'lines', '/line')).ephemeral).toMatchObject([{ text: 'here' }]);
    },
  );

  it('lives on after frames that are no JSON, binary or of an unknown type', async () => {
    await connect();
    slack.socket.sendRaw('not json');
    slack.socket.sendRaw(new Uint8Array([1, 2, 3]));
    slack.socket.sendRaw({ type: 'surprise' });
    expect((await slack.type('mei', 'lines', '/line')).status).toBe('answered');
  });

  it('gives each envelope to one of several connections', async () => {
    await connect();
    await connect();
    expect(slack.socket.connections()).toBe(2);
    expect((await slack.type('mei', 'lines', '/line')).ephemeral).toHaveLength(1);
    expect(slack.eventsOf('delivery')).toHaveLength(1);
  });

  it('fails a delivery whose connection breaks before the acknowledgement', async () => {
    const { body } = await call(slack, 'apps.connections.open', {}, { token: secrets.appToken });
    const socket = new WebSocket(shown(body.url));
    await once(socket, 'message');
    socket.on('message', () => socket.close());
    expect(await slack.type('mei', 'lines', '/line')).toMatchObject({ status: 'failed', error: 'dispatch_failed' });
  });

  it('turns away the eleventh', async () => {
    const frames: string[] = [];
    for (let index = 0; index < 11; index += 1) {
      const { body } = await call(slack, 'apps.connections.open', {}, { token: secrets.appToken });
      const socket = new WebSocket(shown(body.url));
      const [frame] = await once(socket, 'message');
      frames.push(String(JSON.parse(String(frame)).type));
    }
    expect(frames.slice(0, 10).every((type) => type === 'hello')).toBe(true);
    expect(frames[10]).toBe('disconnect');
    await slack.until(() => slack.socket.connections() === 10);
  });
});

describe('an address for a connection', () => {
  const refusal = async (url: string) => {
    const socket = new WebSocket(url);
    const [error] = await once(socket, 'error');
    return String(error);
  };

  it('works once', async () => {
    const { body } = await call(slack, 'apps.connections.open', {}, { token: secrets.appToken });
    const socket = new WebSocket(shown(body.url));
    await once(socket, 'message');
    expect(await refusal(shown(body.url))).toContain('403');
    socket.close();
  });

  it('works for 30 s', async () => {
    const clock = manualClock(Date.now());
    const aged = await startBare({ clock });
    const { body } = await call(aged, 'apps.connections.open', {}, { token: secrets.appToken });
    clock.advance(30_001);
    expect(await refusal(shown(body.url))).toContain('403');
    await aged.close();
  });
});

describe('switching', () => {
  it('takes the socket when there is one, and HTTP when told so', async () => {
    await connect();
    const { app, server } = await startApp('http', slack, (one) =>
      one.command('/line', async ({ ack }) => ack('by HTTP')),
    );
    stops.push(async () => {
      server?.closeAllConnections();
      await app.stop();
    });
    const said = async () => (await slack.type('mei', 'lines', '/line')).ephemeral[0]?.text;
    expect(await said()).toBe('here');
    slack.deliverOver('http');
    expect(await said()).toBe('by HTTP');
    slack.deliverOver('socket');
    expect(await said()).toBe('here');
  });
});

/** These end the process they happen in, so that they get one of their own. */
describe('defects of socket-mode 3.1.0', () => {
  async function launch(retries: string): Promise<{ child: ChildProcess; errors: () => string }> {
    const script = fileURLToPath(new URL('socket-app.ts', import.meta.url));
    const args = ['--import', 'tsx', script, slack.apiUrl, secrets.appToken, secrets.botToken, retries];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr?.on('data', (bytes) => {
      errors += String(bytes);
    });
    stops.push(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
    await slack.until(() => slack.socket.connections() === 1, 25_000);
    return { child, errors: () => errors };
  }

  it('app_rate_limited, which has no inner event, kills the process', async () => {
    const { child, errors } = await launch('default');
    const payload = { type: 'app_rate_limited', team_id: 'T0SANDBOX', minute_rate_limited: 1, api_app_id: 'A0SANDBOX' };
    const exit = once(child, 'exit');
    slack.socket.sendRaw({ envelope_id: 'e1', type: 'events_api', accepts_response_payload: false, payload });
    const [code] = await exit;
    expect(code).toBe(1);
    expect(errors()).toContain('TypeError');
  });

  it('an outage at reconnect kills a process whose socket client does not retry', async () => {
    const { child, errors } = await launch('0');
    const exit = once(child, 'exit');
    slack.api.outage(true);
    slack.socket.disconnect('refresh_requested');
    const [code] = await exit;
    expect(code).toBe(1);
    expect(errors()).toContain('503');
  });

  it('an outage at reconnect is survived with the default retries', async () => {
    await launch('default');
    slack.api.outage(true);
    slack.socket.disconnect('refresh_requested');
    await slack.until(() => slack.eventsOf('call').some((entry) => entry.error === 'service_unavailable'));
    slack.api.outage(false);
    await slack.until(() => openings() === 2 && slack.socket.connections() === 1, 20_000);
    expect(slack.socket.connections()).toBe(1);
  });
});
