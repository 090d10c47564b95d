/** Starts a Lark sandbox and the real SDK on it, over HTTP or the long connection; holds no assertion. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as lark from '@larksuiteoapi/node-sdk';
import {
  type LarkSandbox,
  type LarkSandboxOptions,
  startLarkSandbox,
  unlimited,
} from '../../../src/sandbox/lark/index.ts';
import type { JsonObject } from '../../../src/sandbox/slack/json.ts';

export type Mode = 'http' | 'socket';
export const modes: readonly Mode[] = ['http', 'socket'];

export const secrets = {
  appId: 'cli_0123456789abcdef',
  appSecret: 'not-a-real-app-secret',
  encryptKey: 'not-a-real-encrypt-key',
  verificationToken: 'not-a-real-verification-token',
} as const;

const silent = () => undefined;
export const logger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent };

export type Handler = (event: JsonObject) => unknown;

/** A sandbox nobody listens to, without rate limits unless given. */
export function startBare(options: Partial<LarkSandboxOptions> = {}): Promise<LarkSandbox> {
  return startLarkSandbox({ ...secrets, pace: unlimited, ...options });
}

/** A client with a token cache of its own: the SDK shares one between all clients of an app. */
export function clientOf(sandbox: LarkSandbox, appSecret: string = secrets.appSecret): lark.Client {
  const kept = new Map<unknown, unknown>();
  const cache: lark.Cache = {
    // The SDK's cache is typed to return whatever the caller hopes for.
    get: async (key) => JSON.parse(JSON.stringify(kept.get(key) ?? null)),
    set: async (key, value) => {
      kept.set(key, value);
      return true;
    },
  };
  return new lark.Client({ appId: secrets.appId, appSecret, domain: sandbox.apiUrl, logger, cache });
}

export interface Rig {
  readonly sandbox: LarkSandbox;
  readonly client: lark.Client;
  stop(): Promise<void>;
}

export function dispatcherOf(handlers: Readonly<Record<string, Handler>>): lark.EventDispatcher {
  const { encryptKey, verificationToken } = secrets;
  return new lark.EventDispatcher({ encryptKey, verificationToken, logger }).register(handlers);
}

export async function startRig(
  mode: Mode,
  handlers: Readonly<Record<string, Handler>>,
  options: Partial<LarkSandboxOptions> = {},
): Promise<Rig> {
  const sandbox = await startBare(options);
  const client = clientOf(sandbox);
  const dispatcher = dispatcherOf(handlers);
  if (mode === 'http') {
    const server = await serve(sandbox, dispatcher);
    return { sandbox, client, stop: () => close(server, sandbox) };
  }
  const socket = await connect(sandbox, dispatcher);
  return {
    sandbox,
    client,
    async stop() {
      socket.close({ force: true });
      await sandbox.close();
    },
  };
}

/**
 * The SDK's own HTTP adapter at /webhook/event.
 * @param rejected gets what the adapter itself throws; left to itself, that would end the process.
 */
export async function serve(
  sandbox: LarkSandbox,
  dispatcher: lark.EventDispatcher,
  rejected: (error: unknown) => void = silent,
): Promise<Server> {
  const adapter = lark.adaptDefault('/webhook/event', dispatcher, { autoChallenge: true });
  const server = createServer((request, response) => {
    adapter(request, response).catch(rejected);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  sandbox.listenAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/event`);
  return server;
}

async function close(server: Server, sandbox: LarkSandbox): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await sandbox.close();
}

/** Resolves once the sandbox counts the connection. @throws Error when the SDK gives up. */
export async function connect(
  sandbox: LarkSandbox,
  dispatcher: lark.EventDispatcher,
  appSecret: string = secrets.appSecret,
): Promise<lark.WSClient> {
  const before = sandbox.socket.connections();
  let fail: (error: Error) => void = silent;
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  const { appId } = secrets;
  const socket = new lark.WSClient({
    appId,
    appSecret,
    domain: sandbox.apiUrl,
    logger,
    onError: (error) => fail(error),
  });
  await socket.start({ eventDispatcher: dispatcher });
  await Promise.race([sandbox.until(() => sandbox.socket.connections() > before), failed]);
  return socket;
}

/** For what changes without a word of the sandbox. */
export async function waitFor(look: () => boolean): Promise<void> {
  const until = Date.now() + 10_000;
  while (!look()) {
    if (Date.now() > until) throw new Error(`still not: ${look.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
