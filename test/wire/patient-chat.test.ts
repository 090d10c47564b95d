/** A platform that is away at the start is waited for, said to be away, and spoken through once it answers. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { OutcomeUnknown, RateLimited, type Speaker } from '../../src/app/ports.ts';
import { type PatientParts, patiently, type Started } from '../../src/wire/patient-chat.ts';
import { openChat } from '../app/chat.ts';
import { keptTelemetry } from '../bot/slack/telemetry.ts';

function platform(): Started & { stopped: boolean } {
  return {
    speaker: openChat('slack').speaker,
    requestListener: (_request, response) => void response.end('heard'),
    connected: () => true,
    stopped: false,
    async stop() {
      this.stopped = true;
    },
  };
}

/** Fails as told, then starts. */
function rig(...failures: readonly Error[]) {
  const started = platform();
  const left = [...failures];
  const speakers: Speaker[] = [];
  const telemetry = keptTelemetry();
  const parts: PatientParts = {
    name: 'slack',
    start: () => {
      const failure = left.shift();
      return failure ? Promise.reject(failure) : Promise.resolve(started);
    },
    speaks: (speaker) => void speakers.push(speaker),
    telemetry,
    pauseMs: 1,
  };
  return { started, speakers, telemetry, parts, left };
}

async function asked(listener: Parameters<typeof createServer>[1]): Promise<number> {
  const server = createServer(listener ?? (() => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { status } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return status;
}

it('that answers at once is there at once', async () => {
  const { parts, started, speakers } = rig();
  const chat = await patiently(parts);
  expect(chat.connected()).toBe(true);
  expect(speakers.at(-1)).toBe(started.speaker);
  expect(await asked(chat.requestListener)).toBe(200);
  await chat.stop();
  expect(started.stopped).toBe(true);
});

it('that is away holds nobody up: sends wait, Slack is asked to come again, and it is tried again', async () => {
  const { parts, started, speakers, telemetry } = rig(new OutcomeUnknown('away'), new RateLimited(1));
  const chat = await patiently({ ...parts, pauseMs: 50 });
  expect(chat.connected()).toBe(false);
  await expect(speakers.at(-1)?.direct('U1')).rejects.toThrow(RateLimited);
  expect(await asked(chat.requestListener)).toBe(503);
  await expect.poll(() => chat.connected()).toBe(true);
  expect(speakers.at(-1)).toBe(started.speaker);
  expect(await asked(chat.requestListener)).toBe(200);
  expect(telemetry.logs.map(({ event }) => event)).toEqual([
    'chat platform does not answer yet',
    'chat platform does not answer yet',
    'chat platform answers now',
  ]);
  await chat.stop();
});

it('that refuses ends the start with what it said', async () => {
  await expect(patiently(rig(new Error('invalid_auth')).parts)).rejects.toThrow('invalid_auth');
});

it('that refuses later is not asked again, and says so', async () => {
  const { parts, telemetry } = rig(new OutcomeUnknown('away'), new Error('invalid_auth'));
  const chat = await patiently(parts);
  await expect.poll(() => telemetry.logs.at(-1)?.event).toBe('chat platform refused the start');
  expect(chat.connected()).toBe(false);
  await chat.stop();
});

it('is not started any more once the service stops', async () => {
  const { parts, left } = rig(new OutcomeUnknown('away'), new OutcomeUnknown('still'));
  const chat = await patiently({ ...parts, pauseMs: 60_000 });
  await chat.stop();
  expect(left).toHaveLength(1);
});
