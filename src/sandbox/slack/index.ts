/** Knows how the parts of a Slack sandbox are put together and what a test or page may do with it; holds no rule. */

import { type Clock, realClock } from '../clock.ts';
import { createFaults, type FaultSettings, type Faults } from '../faults.ts';
import { type Change, createChanges } from './changes.ts';
import type { Core } from './core.ts';
import { createDeliveries, type Route } from './deliveries.ts';
import { createFiles } from './files.ts';
import { createHttpDelivery } from './http-delivery.ts';
import { createIds } from './ids.ts';
import { createJournal, type Entry } from './journal.ts';
import { timeLimits } from './limits.ts';
import { lookInto, type WorkspaceView } from './look.ts';
import { createPress, type Press } from './people/press.ts';
import { createShare, type Share } from './people/share.ts';
import { createSpeak, type Speak } from './people/speak.ts';
import { createSubmit, type Submit } from './people/submit.ts';
import { createRates, type Pace, realPace } from './rates.ts';
import type { Channel, Person } from './records.ts';
import { createResponseUrls } from './response-urls.ts';
import { allScopes, bot, channels as firstChannels, people as firstPeople, identity } from './roster.ts';
import { createFront, listen } from './server.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import { createTriggers } from './triggers.ts';
import { createViews } from './views.ts';
import { createWebApi, type WebApi } from './web-api.ts';
import { createWorkspace } from './workspace.ts';

export { type Clock, type ManualClock, manualClock } from '../clock.ts';
export type { BlockProblem } from './blocks/check.ts';
export { blocksSize, blocksTooLong, checkBlocks, checkView } from './blocks/check.ts';
export { blockLimits, rateLimits, sizeLimits, timeLimits } from './limits.ts';
export type { WorkspaceView } from './look.ts';
export type { Seen } from './people/seen.ts';
export { type Pace, realPace, unlimited } from './rates.ts';
export type { Channel, Message, Person, Snapshot, View } from './records.ts';

export interface SandboxOptions {
  readonly signingSecret: string;
  readonly botToken: string;
  readonly appToken: string;
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
  readonly channels?: readonly Channel[];
  readonly scopes?: readonly string[];
  /** Waits before each redelivery of an event. */
  readonly retryMilliseconds?: readonly number[];
  /** Whether the app also hears of its own messages, as with a real `message` subscription. Off by default. */
  readonly ownMessageEvents?: boolean;
}

export interface SlackSandbox extends Speak, Share, Press, Submit {
  /** For `slackApiUrl`: "http://127.0.0.1:P/api/". */
  readonly apiUrl: string;
  readonly workspace: WorkspaceView;
  readonly faults: Faults;
  readonly api: Pick<WebApi, 'outage'>;
  readonly socket: Pick<SocketMode, 'connections' | 'disconnect' | 'sendRaw'>;
  /** What crossed the wire, of one kind or all, in order. */
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

/** Starts a workspace on this machine. @throws Error when the port is taken or the host is not the loopback. */
export async function startSlackSandbox(options: SandboxOptions): Promise<SlackSandbox> {
  const clock = options.clock ?? realClock;
  const seed = String(options.seed ?? 1);
  let requestUrl = options.requestUrl;
  let origin = '';

  const changes = createChanges();
  const ids = createIds(seed, clock);
  const journal = createJournal(clock, changes);
  const people = [...(options.people ?? firstPeople), bot];
  const workspace = createWorkspace({ identity, people, channels: options.channels ?? firstChannels, ids, changes });
  const views = createViews(ids, changes);
  const sockets = createSocketMode({ clock, ids, journal, changes, appId: identity.appId });
  const core: Core = {
    clock,
    ids,
    changes,
    journal,
    workspace,
    views,
    faults: createFaults(seed, options.faults),
    rates: createRates(clock, options.pace ?? realPace),
    triggers: createTriggers(ids, clock),
    responseUrls: createResponseUrls({ ids, clock, workspace }),
    files: createFiles(ids, identity.botUserId),
    scopes: options.scopes ?? allScopes,
    tokens: { bot: options.botToken, app: options.appToken },
    origin: () => origin,
    openSocketUrl: () => `${origin.replace(/^http/, 'ws')}${sockets.ticket()}`,
  };
  const webApi = createWebApi(core);
  const deliveries = createDeliveries({
    core,
    http: createHttpDelivery(() => requestUrl ?? '', options.signingSecret, clock),
    socket: sockets,
    reachable: () => ({ http: requestUrl !== undefined, socket: sockets.connections() > 0 }),
    retryMilliseconds: options.retryMilliseconds ?? timeLimits.eventRetryMilliseconds,
  });
  const view = lookInto(core);
  const listening = await listen(
    createFront({ core, webApi, sockets, snapshot: () => view.snapshot() }),
    options.host ?? '127.0.0.1',
    options.port ?? 0,
  );
  origin = listening.origin;
  const press = createPress(core, deliveries);
  return {
    ...createSpeak(core, deliveries, options.ownMessageEvents ?? false),
    ...createShare(core, deliveries),
    ...createSubmit(core, deliveries, press),
    ...press,
    apiUrl: `${origin}/api/`,
    workspace: view,
    faults: core.faults,
    api: webApi,
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
