/** Events over the SDK's long connection, with what it leaves to its user: waiting, giving up, coming back. */
import { type EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk';
import type { Telemetry } from '../../app/ports.ts';
import { type App, httpInstance } from './client.ts';
import { larkLogger } from './logger.ts';

export interface Socket {
  /** Rejects when Lark refuses, or when there is no connection in time. */
  open(): Promise<void>;
  connected(): boolean;
  close(): void;
}

const handshakeTimeoutMs = 5000;
/** Seconds without an answer to a ping after which a connection is given up; without it the SDK waits for ever. */
const pingTimeout = 10;
export interface SocketTimes {
  readonly connectWithinMs: number;
  /** After the SDK has given up for good: on any code but "internal error", such as "busy". */
  readonly restartAfterMs: number;
}

/** The SDK starts with no other app id, and says nothing: asked before anything else. */
export function mustBeAppId(appId: string): void {
  if (!/^cli_[0-9a-f]{16}$/i.test(appId)) {
    throw new Error(`a Lark app id is cli_ and 16 hexadecimal digits, not ${JSON.stringify(appId)}`);
  }
}

export function larkSocket(
  app: App,
  eventDispatcher: EventDispatcher,
  telemetry: Telemetry,
  { connectWithinMs, restartAfterMs }: SocketTimes,
): Socket {
  let closed = false;
  let first: { ready: () => void; failed: (error: Error) => void } | undefined;

  const client = new WSClient({
    ...app,
    httpInstance: httpInstance(),
    logger: larkLogger(telemetry),
    loggerLevel: LoggerLevel.warn,
    handshakeTimeoutMs,
    wsConfig: { pingTimeout },
    onReady: () => first?.ready(),
    onReconnecting: () => telemetry.count('lark_reconnecting'),
    onError: (error) => {
      telemetry.log('error', 'lark_socket_failed', { error: error.message });
      if (first !== undefined) first.failed(error);
      else setTimeout(restart, restartAfterMs).unref();
    },
  });

  function restart(): void {
    if (closed) return;
    client
      .start({ eventDispatcher })
      .catch((error: unknown) => telemetry.log('error', 'lark_socket_failed', { error: String(error) }));
  }

  return {
    async open() {
      let timer: NodeJS.Timeout | undefined;
      try {
        await new Promise<void>((ready, failed) => {
          first = { ready, failed };
          timer = setTimeout(
            () => failed(new Error(`no connection to Lark in ${connectWithinMs} ms`)),
            connectWithinMs,
          );
          // Resolves before anything is connected.
          client.start({ eventDispatcher }).catch(failed);
        });
      } catch (error) {
        client.close({ force: true });
        throw error;
      } finally {
        clearTimeout(timer);
        first = undefined;
      }
    },

    connected: () => !closed && client.getConnectionStatus().state === 'connected',

    close() {
      closed = true;
      client.close();
    },
  };
}
