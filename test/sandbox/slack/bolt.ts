/** Starts a sandbox and a real Bolt app on it, over HTTP or Socket Mode; holds no assertion. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { type SandboxOptions, type SlackSandbox, startSlackSandbox } from '../../../src/sandbox/slack/index.ts';

export type Mode = 'http' | 'socket';
export const modes: readonly Mode[] = ['http', 'socket'];

export const secrets = {
  signingSecret: 'not-a-real-signing-secret',
  botToken: 'xoxb-sandbox-bot',
  appToken: 'xapp-sandbox-app',
} as const;

export interface Rig {
  readonly slack: SlackSandbox;
  readonly app: App;
  /** What Bolt handed to its error handler. */
  readonly errors: unknown[];
  stop(): Promise<void>;
}

/**
 * @param wire registers the listeners.
 * @param options pace is unlimited and faults are off unless given.
 */
export async function startRig(
  mode: Mode,
  wire: (app: App) => void,
  options: Partial<SandboxOptions> = {},
): Promise<Rig> {
  const slack = await startSlackSandbox({ ...secrets, ...options });
  const { app, server } = await startApp(mode, slack, wire);
  const errors: unknown[] = [];
  app.error(async (error) => void errors.push(error));
  return {
    slack,
    app,
    errors,
    async stop() {
      await app.stop();
      // Bolt's stop() does not wait for its socket to close.
      await slack.until(() => slack.socket.connections() === 0);
      server?.closeAllConnections();
      await slack.close();
    },
  };
}

/**
 * A further app on the same sandbox.
 * @param pingMilliseconds how long Bolt waits for a pong, and before it reconnects.
 */
export async function startApp(
  mode: Mode,
  slack: SlackSandbox,
  wire: (app: App) => void,
  pingMilliseconds = 5000,
): Promise<{ app: App; server: Server | undefined }> {
  const slackApiUrl = slack.apiUrl;
  const receiver =
    mode === 'http'
      ? new HTTPReceiver({ signingSecret: secrets.signingSecret, logLevel: LogLevel.ERROR })
      : new SocketModeReceiver({
          appToken: secrets.appToken,
          logLevel: LogLevel.ERROR,
          clientPingTimeout: pingMilliseconds,
          installerOptions: { clientOptions: { slackApiUrl } },
        });
  const app = new App({
    token: secrets.botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 5000 },
    convoStore: false,
    deferInitialization: true,
  });
  wire(app);
  await app.init();
  if (mode === 'socket') {
    await app.start();
    return { app, server: undefined };
  }
  const server = (await app.start({ port: 0, host: '127.0.0.1' })) as Server;
  slack.listenAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return { app, server };
}
