/**
 * Socket Mode with the defects of @slack/socket-mode 3.1.0 worked around at their source. Knows no payload beyond the
 * envelope.
 */
import { SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import type { Telemetry } from '../../app/ports.ts';
import { within } from '../within.ts';
import { parseJson } from './json.ts';
import { slackLogger } from './logger.ts';
import type { Transport } from './transport.ts';

/** The wait before a reconnect is this long times the failures in a row; the default of 5 s leaves people waiting. */
const clientPingTimeoutMs = 800;
/** After the SDK has given up on reconnecting, which it does for good. */
const restartAfterMs = 2000;
/** The SDK's default, except that its waits stop growing: after an hour's outage they would be a quarter of one. */
const retryConfig = { retries: 100, factor: 1.3, maxTimeout: 10_000 };
const closeWithinMs = 2000;

const eventless = z.object({
  type: z.literal('events_api'),
  payload: z.looseObject({ type: z.string().default('unknown'), event: z.undefined().optional() }),
});

/**
 * `app_rate_limited` comes as an event without an event, which the SDK fails on; it is given one, so that it is
 * acknowledged like any other.
 */
function mended(data: unknown, telemetry: Telemetry): unknown {
  const envelope = typeof data === 'string' ? parseJson(data) : undefined;
  const { data: found } = eventless.safeParse(envelope);
  if (found === undefined) return data;
  telemetry.log('warn', 'slack_eventless_envelope', { type: found.payload.type });
  const payload = { ...found.payload, event: { type: found.payload.type } };
  return JSON.stringify({ ...(envelope as object), payload });
}

export function socketTransport(
  { appToken, apiUrl }: { appToken: string; apiUrl: string | undefined },
  telemetry: Telemetry,
): Transport {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: slackLogger(telemetry),
    clientPingTimeout: clientPingTimeoutMs,
    // With retries off, one outage of the API at a reconnect ends the connection for good.
    installerOptions: {
      clientOptions: { timeout: 10_000, retryConfig, ...(apiUrl !== undefined && { slackApiUrl: apiUrl }) },
    },
  });
  const { client } = receiver;
  let stopped = false;
  let started = false;
  let connected = false;

  client.on('connected', () => {
    connected = true;
    // A reconnect that was under way while we stopped.
    if (stopped) void client.disconnect();
  });
  for (const event of ['close', 'disconnected', 'reconnecting']) {
    client.on(event, () => {
      connected = false;
    });
  }

  // The SDK's listener is async and nobody awaits it: what it throws would end the process.
  const listeners = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    for (const listener of listeners) {
      Promise.resolve(listener.call(client, mended(data, telemetry), isBinary)).catch(
        failedWith('slack_envelope_failed'),
      );
    }
  });

  function failedWith(event: string): (error: unknown) => void {
    return (error) => telemetry.log('error', event, { error: String(error) });
  }

  // Reconnecting calls `start` without a catch: a failure there would end the process and the reconnecting.
  const start = client.start.bind(client);
  client.start = async () => {
    try {
      return await start();
    } catch (error) {
      if (!started || stopped) throw error;
      failedWith('slack_reconnect_failed')(error);
      setTimeout(() => {
        if (!stopped) void client.start();
      }, restartAfterMs).unref();
      return {} as Awaited<ReturnType<typeof start>>;
    }
  };

  return {
    receiver,
    connected: () => connected,

    async open() {
      await client.start();
      started = true;
      return {};
    },

    async close() {
      stopped = true;
      // `receiver.stop()` does not wait for the close; the client does.
      await within(client.disconnect(), closeWithinMs);
    },
  };
}
