/** Knows how the parts of a Lark sandbox are put together and what a test or page may do with it; holds no rule. */
import { type Clock, realClock } from '../clock.ts';
import { createFaults, type FaultSettings, type Faults } from '../faults.ts';
import { type Change, createChanges } from '../slack/changes.ts';
import { listen } from '../slack/server.ts';
import { createCardTokens } from './card-tokens.ts';
import type { ClientConfig, Core } from './core.ts';
import { createDeliveries, type Route } from './deliveries.ts';
import { createForge, type Forge } from './forge.ts';
import { createHttpDelivery } from './http-delivery.ts';
import { createIds } from './ids.ts';
import { createJournal, type Entry } from './journal.ts';
import { timeLimits } from './limits.ts';
import { createLongConnection, type LongConnection } from './long-connection.ts';
import { lookInto, type WorkspaceView } from './look.ts';
import { createOpenApi, type OpenApi } from './open-api.ts';
import { createPress, type Press } from './people/press.ts';
import { createSpeak, type Speak } from './people/speak.ts';
import { createRates, type Pace, realPace } from './rates.ts';
import type { Chat, Person } from './records.ts';
import { botName, botOpenId, chats as firstChats, people as firstPeople, tenantKey } from './roster.ts';
import { createSealer } from './seal.ts';
import { createSentUuids } from './sent-uuids.ts';
import { createFront } from './server.ts';
import { createStoredFiles } from './stored-files.ts';
import { createTenantTokens } from './tenant-tokens.ts';
import { createWorkspace } from './workspace.ts';

export { type Clock, type ManualClock, manualClock } from '../clock.ts';
export { type CardProblem, cardBytes, checkCard, checkEphemeralCard } from './card/check.ts';
export { worded } from './card/problem.ts';
export { codes } from './codes.ts';
export type { ClientConfig } from './core.ts';
export { cardLimits, rateLimits, sizeLimits, timeLimits } from './limits.ts';
export type { WorkspaceView } from './look.ts';
export type { Target, Values } from './people/operate.ts';
export type { Seen } from './people/seen.ts';
export { type Pace, realPace, unlimited } from './rates.ts';
export { readCard } from './read.ts';
export type { Chat, Message, Person, Snapshot, Toast } from './records.ts';
export type { Tampering } from './seal.ts';

export interface LarkSandboxOptions {
  /** "cli_" and 16 hexadecimal digits, or the SDK's long connection will not start. */
  readonly appId: string;
  readonly appSecret: string;
  /** Empty, and events go out in the clear and unsigned, as with an app that sets no key. */
  readonly encryptKey: string;
  readonly verificationToken: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Loopback only; 127.0.0.1 when absent. */
  readonly host?: string;
  readonly clock?: Clock;
  /** Ids and faults repeat for the same seed. */
  readonly seed?: string | number;
  readonly faults?: FaultSettings;
  /** Where deliveries go over HTTP; may be given later with `listenAt`. */
  readonly requestUrl?: string;
  readonly pace?: Pace;
  readonly people?: readonly Person[];
  readonly chats?: readonly Chat[];
  /** Waits before each further push of an event. */
  readonly repushMilliseconds?: readonly number[];
  readonly clientConfig?: Partial<ClientConfig>;
  /** Payloads beyond that travel over the long connection in pieces. */
  readonly pieceBytes?: number;
}

export interface LarkSandbox extends Speak, Press, Forge {
  /** For `domain`: "http://127.0.0.1:P", without a slash at the end. */
  readonly apiUrl: string;
  readonly workspace: WorkspaceView;
  readonly faults: Faults;
  readonly api: Pick<OpenApi, 'outage' | 'revokeTokens'>;
  readonly socket: Pick<LongConnection, 'connections' | 'cut' | 'sendRaw'>;
  /** What crossed the wire, of one kind, in order. */
  eventsOf<K extends Entry['kind']>(kind: K): readonly Extract<Entry, { kind: K }>[];
  /** The returned function stops the listening. */
  onChange(listener: (change: Change) => void): () => void;
  /** Waits until `look` finds something in the workspace; tried after every change. */
  until<T>(look: (workspace: WorkspaceView) => T | undefined | false | null, patienceMilliseconds?: number): Promise<T>;
  /** Where the app listens for HTTP deliveries from now on. */
  listenAt(requestUrl: string): void;
  deliverOver(route: Route): void;
  close(): Promise<void>;
}

/** Reconnects at once, unlike Lark, which spreads clients over half a minute. */
const localConfig: ClientConfig = { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0 };

/** Starts a tenant on this machine. @throws Error when the port is taken or the host is not the loopback. */
export async function startLarkSandbox(options: LarkSandboxOptions): Promise<LarkSandbox> {
  const { appId, appSecret, encryptKey, verificationToken } = options;
  const clock = options.clock ?? realClock;
  const seed = String(options.seed ?? 1);
  const secrets = { appSecret, encryptKey, verificationToken };
  const clientConfig = { ...localConfig, ...options.clientConfig };
  let requestUrl = options.requestUrl;
  let origin = '';

  const changes = createChanges();
  const ids = createIds(seed);
  const journal = createJournal(clock, changes);
  const pieceBytes = options.pieceBytes ?? 64 * 1024;
  const sockets = createLongConnection({ clock, ids, journal, changes, clientConfig, pieceBytes });
  const core: Core = {
    clock,
    ids,
    changes,
    journal,
    secrets,
    clientConfig,
    workspace: createWorkspace({
      identity: { appId, tenantKey, botOpenId, botName },
      people: options.people ?? firstPeople,
      chats: options.chats ?? firstChats,
      ids,
      clock,
      changes,
    }),
    faults: createFaults(seed, options.faults),
    rates: createRates(clock, options.pace ?? realPace),
    tenantTokens: createTenantTokens(ids, clock),
    cardTokens: createCardTokens(ids, clock),
    sentUuids: createSentUuids(clock),
    files: createStoredFiles(ids),
    openSocketUrl() {
      const ticket = sockets.ticket();
      return ticket === undefined ? undefined : `${origin.replace(/^http/, 'ws')}${ticket}`;
    },
  };
  const api = createOpenApi(core);
  const http = createHttpDelivery(() => requestUrl ?? '', createSealer(secrets, ids, clock));
  const deliveries = createDeliveries({
    core,
    http,
    socket: sockets,
    reachable: () => ({ http: requestUrl !== undefined, socket: sockets.connections() > 0 }),
    repushMilliseconds: options.repushMilliseconds ?? timeLimits.repushMilliseconds,
  });
  const view = lookInto(core);
  const front = createFront({ core, api, sockets, snapshot: () => view.snapshot() });
  const listening = await listen(front, options.host ?? '127.0.0.1', options.port ?? 0);
  origin = listening.origin;
  return {
    ...createSpeak(core, deliveries),
    ...createPress(core, deliveries),
    ...createForge(core, http),
    apiUrl: origin,
    workspace: view,
    faults: core.faults,
    api,
    socket: sockets,
    eventsOf: (kind) =>
      journal.entries().filter((entry): entry is Extract<Entry, { kind: typeof kind }> => entry.kind === kind),
    onChange: (listener) => changes.listen(listener),
    until: (look, patienceMilliseconds) => changes.until(() => look(view), patienceMilliseconds, look.toString()),
    listenAt(url) {
      requestUrl = url;
    },
    deliverOver: (route) => deliveries.route(route),
    close() {
      deliveries.close();
      sockets.close();
      return listening.close();
    },
  };
}
