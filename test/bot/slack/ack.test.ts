import { expect, it } from 'vitest';
import { ackOnce } from '../../../src/bot/slack/ack.ts';
import { keptTelemetry } from './telemetry.ts';

it('sends once; a second is counted and not sent', async () => {
  const telemetry = keptTelemetry();
  const sent: (object | undefined)[] = [];
  const ack = ackOnce(async (body) => sent.push(body), telemetry, 10_000);
  expect([await ack({ text: 'a' }), await ack({ text: 'b' })]).toEqual([true, false]);
  expect(sent).toEqual([{ text: 'a' }]);
  expect(telemetry.counts).toEqual(['slack_second_ack']);
});

it('says when it could not be sent', async () => {
  const telemetry = keptTelemetry();
  const ack = ackOnce(() => Promise.reject(new Error('socket gone')), telemetry, 10_000);
  expect(await ack()).toBe(false);
  expect(telemetry.logs).toMatchObject([{ event: 'slack_ack_failed' }]);
});

it('is sent empty at the last moment when nobody sends it', async () => {
  const telemetry = keptTelemetry();
  const body = await new Promise((resolve) => ackOnce(async (sent) => resolve(sent), telemetry, 5));
  expect(body).toBeUndefined();
  expect(telemetry.counts).toEqual(['slack_forced_ack']);
});

it('events have none', async () => {
  expect(await ackOnce(undefined, keptTelemetry(), 5)()).toBe(false);
});
