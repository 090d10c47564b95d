/** What Bolt itself fails on is answered at once, as what it is: a payload that cannot be read. */
import { createHmac } from 'node:crypto';
import type { App } from '@slack/bolt';
import { expect, it } from 'vitest';
import { httpTransport } from '../../../src/bot/slack/http.ts';
import { keptTelemetry } from './telemetry.ts';

it('a payload Bolt cannot read is refused with 400, not with 500', async () => {
  const telemetry = keptTelemetry();
  const signingSecret = 'test-secret';
  const transport = httpTransport({
    signingSecret,
    listen: { port: 0 },
    clock: { now: Date.now },
    telemetry,
    stopping: () => false,
  });
  transport.receiver.init({ processEvent: () => Promise.reject(new TypeError('no property team')) } as unknown as App);
  const { port } = await transport.open();
  try {
    const body = JSON.stringify({ type: 'event_callback', event: { type: 'message', item: null } });
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
      body,
    });
    expect(response.status).toBe(400);
    expect(telemetry.counts).toEqual(['http_refused malformed']);
    expect(telemetry.logs).toMatchObject([{ level: 'warn', event: 'slack_payload_unread' }]);
  } finally {
    await transport.close();
  }
});
