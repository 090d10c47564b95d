/** One test for each defect of @slack/socket-mode 3.1.0 that would otherwise reach people. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSlack } from '../../../src/bot/slack/start.ts';
import { png } from '../../../src/wire/png.ts';
import { type Bench, openBench, said, tokens } from './bench.ts';
import { refusingProxy } from './refusing-proxy.ts';
import { keptTelemetry } from './telemetry.ts';

let bench: Bench;
let escaped: unknown[];
const keep = (reason: unknown) => void escaped.push(reason);

beforeEach(async () => {
  escaped = [];
  process.on('unhandledRejection', keep);
  bench = await openBench('socket');
});
afterEach(async () => {
  await bench.close();
  process.off('unhandledRejection', keep);
  expect(escaped).toEqual([]);
});

const opened = () => bench.sandbox.eventsOf('socket').filter(({ event }) => event === 'opened').length;

const refusedOpens = () =>
  bench.sandbox.eventsOf('call').filter(({ method, ok }) => method === 'apps.connections.open' && !ok).length;

async function expectAnswer() {
  bench.ear.answer = said('Here');
  const { status, ephemeral } = await bench.sandbox.type('tom', 'lines', '/line x');
  expect({ status, text: ephemeral[0]?.text }).toEqual({ status: 'answered', text: 'Here' });
}

it('app_rate_limited, an event without an event, is acknowledged and harms nothing', async () => {
  bench.sandbox.socket.sendRaw({
    envelope_id: 'e-1',
    type: 'events_api',
    accepts_response_payload: false,
    payload: { type: 'app_rate_limited', team_id: 'T0SANDBOX', minute_rate_limited: 1 },
  });
  await expectAnswer();
  expect(bench.telemetry.logs).toContainEqual({
    level: 'warn',
    event: 'slack_eventless_envelope',
    fields: { type: 'app_rate_limited' },
  });
  expect(bench.telemetry.counts).toContain('slack_ignored');
});

it.each<[string, object | string | Uint8Array]>([
  ['an envelope without a payload', { envelope_id: 'e-2', type: 'events_api' }],
  ['an event that is null', { envelope_id: 'e-3', type: 'events_api', payload: { event: null } }],
  ['an empty interaction', { envelope_id: 'e-4', type: 'interactive', payload: {} }],
  ['a list', [1]],
  ['null', 'null'],
  ['broken JSON', '{'],
  ['bytes', new Uint8Array([1, 2, 3])],
])('%s harms nothing', async (_, frame) => {
  bench.sandbox.socket.sendRaw(frame);
  await expectAnswer();
});

it.each(['refresh_requested', 'warning', 'link_disabled', 'too_many_websockets'] as const)(
  'connects again when told to go because of %s, well before the 5 s of the default',
  async (reason) => {
    bench.sandbox.socket.disconnect(reason);
    await bench.sandbox.until(() => opened() === 2, 4000);
    await expectAnswer();
    expect(bench.slack.connected()).toBe(true);
  },
);

it('survives an outage of the API while it connects again', async () => {
  bench.sandbox.api.outage(true);
  bench.sandbox.socket.disconnect('refresh_requested');
  await bench.sandbox.until(() => refusedOpens() > 0);
  expect(bench.slack.connected()).toBe(false);
  bench.sandbox.api.outage(false);
  await bench.sandbox.until(() => opened() === 2);
  await expectAnswer();
  expect(bench.slack.connected()).toBe(true);
});

it('does not stay when a reconnect under way ends after it was stopped', async () => {
  bench.sandbox.api.outage(true);
  bench.sandbox.socket.disconnect('refresh_requested');
  await bench.sandbox.until(() => refusedOpens() > 0);
  await bench.slack.stop();
  expect(bench.slack.connected()).toBe(false);
  bench.sandbox.api.outage(false);
  await bench.sandbox.until(() => opened() === 2);
  await bench.sandbox.until(() => bench.sandbox.socket.connections() === 0);
});

it('a refused app token is told at the start', async () => {
  await expect(openBench('socket', { appToken: 'xapp-wrong' })).rejects.toThrow('invalid_auth');
});

it('keeps trying when Slack refuses its token for a while', async () => {
  await bench.slack.stop();
  const proxy = await refusingProxy(bench.sandbox.apiUrl);
  const telemetry = keptTelemetry();
  const config = { botToken: tokens.botToken, appToken: tokens.appToken, apiUrl: proxy.apiUrl };
  const slack = await startSlack({ ear: bench.ear, telemetry, clock: { now: () => Date.now() }, png, config });
  proxy.refuse(true);
  bench.sandbox.socket.disconnect('refresh_requested');
  await proxy.refusal;
  proxy.refuse(false);
  await bench.sandbox.until(() => opened() === 3);
  await expectAnswer();
  expect(telemetry.logs).toContainEqual(expect.objectContaining({ event: 'slack_reconnect_failed' }));
  await slack.stop();
  await proxy.close();
});
