/** Payloads over HTTP: Bolt's receiver behind our own guard, on an own server or mounted on another. */
import { createServer, type Server } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import type { Clock, Telemetry } from '../../app/ports.ts';
import { within } from '../within.ts';
import { eventsPath, slackFront } from './front.ts';
import { slackLogger } from './logger.ts';
import type { Transport } from './transport.ts';

export interface HttpParts {
  readonly signingSecret: string;
  /** Absent: the listener is mounted elsewhere. */
  readonly listen: { readonly host?: string; readonly port: number } | undefined;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly stopping: () => boolean;
}

/** Bolt answers what nobody acknowledged after this long; the door has done so before. */
const boltTimeoutMs = 2900;
const closeWithinMs = 1000;

export function httpTransport({ signingSecret, listen, clock, telemetry, stopping }: HttpParts): Transport {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: eventsPath,
    logger: slackLogger(telemetry),
    unhandledRequestTimeoutMillis: boltTimeoutMs,
    // The door never fails: what Bolt fails on is a payload it cannot read.
    processEventErrorHandler: async ({ error, response }) => {
      telemetry.count('http_refused', { reason: 'malformed' });
      telemetry.log('warn', 'slack_payload_unread', { error: String(error) });
      if (!response.headersSent) response.writeHead(400).end();
      return false;
    },
  });
  const next = receiver.requestListener.bind(receiver);
  const requestListener = slackFront({ signingSecret, clock, telemetry, stopping, next });
  let server: Server | undefined;
  return {
    receiver,
    connected: () => !stopping(),

    async open() {
      if (listen === undefined) return { requestListener };
      server = createServer(requestListener);
      return { requestListener, port: await listening(server, listen.host ?? '127.0.0.1', listen.port) };
    },

    async close() {
      const open = server;
      if (open === undefined) return;
      const closed = new Promise<true>((resolve) => open.close(() => resolve(true)));
      open.closeIdleConnections();
      if ((await within(closed, closeWithinMs)) === undefined) open.closeAllConnections();
    },
  };
}

/** @returns the port, chosen by the system for 0. */
function listening(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
