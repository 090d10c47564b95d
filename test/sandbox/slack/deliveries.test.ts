/** The 3 s limit, redelivery and every fault on the way to a real Bolt app, over both wires. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock, type SlackSandbox } from '../../../src/sandbox/slack/index.ts';
import { type Mode, modes, type Rig, startRig } from './bolt.ts';
import { startBare } from './wire.ts';

let rig: Rig | undefined;
afterEach(async () => {
  await rig?.stop();
  rig = undefined;
});

interface Heard {
  readonly what: string;
  readonly id: string;
  readonly retry: string;
}

/** An app that notes every event and command it hears and acknowledges at once. */
function noting(heard: Heard[]): (app: App) => void {
  return (app) => {
    app.event('message', async ({ body, event, context }) => {
      const what = 'text' in event ? String(event.text) : '';
      heard.push({ what, id: body.event_id, retry: `${context.retryNum ?? 0} ${context.retryReason ?? ''}`.trim() });
    });
    app.command('/line', async ({ ack, command }) => {
      heard.push({ what: command.text, id: command.trigger_id, retry: '0' });
      await ack(`heard ${command.text}`);
    });
  };
}

async function startNoting(mode: Mode, clock?: ManualClock): Promise<{ slack: SlackSandbox; heard: Heard[] }> {
  const heard: Heard[] = [];
  rig = await startRig(mode, noting(heard), clock === undefined ? {} : { clock });
  return { slack: rig.slack, heard };
}

const whats = (heard: readonly Heard[]) => heard.map((one) => one.what);
const deliveries = (slack: SlackSandbox) => slack.eventsOf('delivery').map((one) => `${one.attempt} ${one.outcome}`);

describe.each(modes)('over %s', (mode) => {
  it.each([
    [2999, 'answered', undefined],
    [3000, 'failed', 'operation_timeout'],
  ])('an acknowledgement after %i ms: %s', async (milliseconds, status, error) => {
    const clock = manualClock(Date.now());
    let release: () => void = () => undefined;
    let called = false;
    rig = await startRig(
      mode,
      (app) => {
        app.command('/line', async ({ ack }) => {
          await new Promise<void>((resolve) => {
            release = resolve;
            called = true;
          });
          await ack('done');
        });
      },
      { clock },
    );
    const pending = rig.slack.type('mei', 'lines', '/line');
    await waitFor(() => called);
    clock.advance(milliseconds);
    release();
    const seen = await pending;
    expect(seen.status).toBe(status);
    expect(seen.error).toBe(error);
    expect(seen.ephemeral).toHaveLength(status === 'answered' ? 1 : 0);
  });

  it('repeats a command under the same trigger id; the person sees one answer', async () => {
    const { slack, heard } = await startNoting(mode);
    slack.faults.set({ delivery: { repeat: { rate: 1, most: 1 } } });
    const seen = await slack.type('mei', 'lines', '/line twice');
    await slack.until(() => deliveries(slack).length === 2);
    expect(whats(heard)).toEqual(['twice', 'twice']);
    expect(heard[0]?.id).toBe(heard[1]?.id);
    expect(seen.ephemeral.map((message) => message.text)).toEqual(['heard twice']);
    expect(slack.workspace.messagesIn('lines')).toHaveLength(1);
  });

  it.each([
    ['repeat', true],
    ['repeatAsNew', false],
  ])('%s: an event twice, same event_id: %s, without a sign of a retry', async (fault, same) => {
    const { slack, heard } = await startNoting(mode);
    slack.faults.set({ delivery: { [fault]: { rate: 1, most: 1 } } });
    await slack.say('mei', 'lines', 'hello');
    await slack.until(() => deliveries(slack).length === 2);
    await waitFor(() => heard.length === 2);
    expect(heard.map((one) => `${one.what} ${one.retry}`)).toEqual(['hello 0', 'hello 0']);
    expect(heard[0]?.id === heard[1]?.id).toBe(same);
    const envelopes = slack.eventsOf('delivery').map((one) => one.envelope);
    expect(envelopes[0] === envelopes[1]).toBe(same);
  });

  it('delays a delivery', async () => {
    const clock = manualClock(Date.now());
    const { slack, heard } = await startNoting(mode, clock);
    slack.faults.set({ delivery: { delay: { rate: 1, most: 1, milliseconds: [500, 500] } } });
    const pending = slack.type('mei', 'lines', '/line late');
    expect(heard).toEqual([]);
    clock.advance(499);
    expect(slack.eventsOf('delivery')).toEqual([]);
    clock.advance(1);
    expect((await pending).status).toBe('answered');
    expect(whats(heard)).toEqual(['late']);
  });

  it('delays a command so long that the person has given up and its trigger id is worth nothing', async () => {
    const clock = manualClock(Date.now());
    const opened: unknown[] = [];
    rig = await startRig(
      mode,
      (app) => {
        app.command('/line', async ({ ack, command, client }) => {
          await ack();
          const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Form' }, blocks: [] };
          opened.push(await client.views.open({ trigger_id: command.trigger_id, view }).catch((error) => error.data));
        });
      },
      { clock },
    );
    rig.slack.faults.set({ delivery: { delay: { rate: 1, milliseconds: [3500, 3500] } } });
    const pending = rig.slack.type('mei', 'lines', '/line late');
    clock.advance(3000);
    expect(await pending).toMatchObject({ status: 'failed', error: 'operation_timeout' });
    clock.advance(500);
    await waitFor(() => opened.length === 1);
    expect(opened).toMatchObject([{ ok: false, error: 'expired_trigger_id' }]);
  });

  it('lets a later delivery overtake', async () => {
    const { slack, heard } = await startNoting(mode, manualClock(Date.now()));
    slack.faults.set({ delivery: { reorder: { rate: 1, most: 1 } } });
    const first = slack.type('mei', 'lines', '/line first');
    const second = slack.type('mei', 'lines', '/line second');
    expect((await first).status).toBe('answered');
    expect((await second).status).toBe('answered');
    expect(whats(heard)).toEqual(['second', 'first']);
  });

  it('drops a command before or after the app got it; Slack does not try again', async () => {
    const { slack, heard } = await startNoting(mode);
    slack.faults.set({ delivery: { dropBefore: { rate: 1, most: 1 } } });
    expect(await slack.type('mei', 'lines', '/line lost')).toMatchObject({
      status: 'failed',
      error: 'dispatch_failed',
    });
    expect(whats(heard)).toEqual([]);
    slack.faults.set({ delivery: { dropAfter: { rate: 1, most: 1 } } });
    expect(await slack.type('mei', 'lines', '/line done')).toMatchObject({
      status: 'failed',
      error: 'operation_timeout',
    });
    expect(whats(heard)).toEqual(['done']);
    await slack.type('mei', 'lines', '/line next');
    expect(whats(heard)).toEqual(['done', 'next']);
  });

  it('sends a lost event again: at once, after a minute, after five more', async () => {
    const clock = manualClock(Date.now());
    const { slack, heard } = await startNoting(mode, clock);
    slack.faults.set({ delivery: { dropAfter: { rate: 1, most: 3 } } });
    await slack.say('mei', 'lines', 'hello');
    for (const [tries, milliseconds] of [0, 60_000, 300_000].entries()) {
      await waitFor(() => heard.length === tries + 1 && clock.waiting().includes(milliseconds));
      clock.advance(milliseconds);
    }
    await waitFor(() => heard.length === 4);
    expect(heard.map((one) => one.retry)).toEqual(['0', '1 http_timeout', '2 http_timeout', '3 http_timeout']);
    expect(new Set(heard.map((one) => one.id)).size).toBe(1);
  });

  it('meets the same faults again for the same seed', async () => {
    const run = async () => {
      const { slack, heard } = await startNoting(mode, manualClock(Date.now()));
      slack.faults.set({ delivery: { dropBefore: { rate: 0.4 }, repeat: { rate: 0.4 } } });
      const statuses: string[] = [];
      for (let index = 0; index < 12; index += 1) {
        statuses.push((await slack.type('mei', 'lines', `/line ${index}`)).status);
      }
      const struck = slack.faults.strikes();
      const repeats = struck.filter((one) => one.fault === 'repeat' && statuses[one.index] === 'answered').length;
      const answered = statuses.filter((status) => status === 'answered').length;
      await waitFor(() => heard.length === answered + repeats);
      await rig?.stop();
      rig = undefined;
      return JSON.stringify([statuses, struck]);
    };
    const first = await run();
    expect(first).toContain('failed');
    expect(await run()).toBe(first);
  });
});

it('reaches nobody when no app has connected', async () => {
  const slack = await startBare({ retryMilliseconds: [] });
  expect(await slack.type('mei', 'lines', '/line')).toMatchObject({ status: 'failed', error: 'dispatch_failed' });
  expect(slack.eventsOf('delivery')).toMatchObject([{ over: 'nothing', outcome: 'connection_failed' }]);
  await slack.close();
});

describe('over HTTP, to a server of its own', () => {
  let server: Server | undefined;
  let slack: SlackSandbox | undefined;
  afterEach(async () => {
    server?.close();
    await slack?.close();
    slack = undefined;
  });

  async function serve(status: number, headers: Record<string, string>): Promise<IncomingHttpHeaders[]> {
    const got: IncomingHttpHeaders[] = [];
    server = createServer((request, response) => {
      got.push(request.headers);
      request.resume().on('end', () => response.writeHead(status, headers).end());
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    slack = await startBare({ requestUrl: `http://127.0.0.1:${port}/`, retryMilliseconds: [0, 0, 0] });
    return got;
  }

  it('gives up after three redeliveries', async () => {
    const got = await serve(500, {});
    await slack?.say('mei', 'lines', 'hello');
    await slack?.until(() => got.length === 4);
    expect(got.map((headers) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ]);
    await slack?.until(() => slack?.eventsOf('delivery').length === 4);
  });

  it('stops when told so by x-slack-no-retry', async () => {
    const got = await serve(500, { 'x-slack-no-retry': '1' });
    await slack?.say('mei', 'lines', 'hello');
    await slack?.say('mei', 'lines', 'again');
    expect(got.map((headers) => headers['x-slack-retry-num'])).toEqual([undefined, undefined]);
  });

  it('names no charset, which Bolt would refuse', async () => {
    const got = await serve(200, {});
    await slack?.type('mei', 'lines', '/line');
    expect(got[0]?.['content-type']).toBe('application/x-www-form-urlencoded');
    expect(got[0]?.['x-slack-signature']).toMatch(/^v0=[0-9a-f]{64}$/);
  });
});

/** Waits for something outside the workspace, a turn of the event loop at a time, ten seconds at most. */
async function waitFor(look: () => boolean): Promise<void> {
  const until = Date.now() + 10_000;
  while (!look()) {
    if (Date.now() > until) throw new Error(`still not: ${look.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
