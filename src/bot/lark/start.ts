/** Starts the Lark platform, over HTTP or the long connection. Wires parts together and contains no rule of its own. */
import type { RequestListener } from 'node:http';
import type { Clock, Ear, MessageBook, Speaker, Telemetry } from '../../app/ports.ts';
import { listener } from '../listen.ts';
import { profiles } from '../profile.ts';
import { remembered } from '../remembered.ts';
import { rooms } from '../rooms.ts';
import { readingFiles } from '../sent-files.ts';
import { within } from '../within.ts';
import { larkClient } from './client.ts';
import { desk } from './desk.ts';
import { dispatcher } from './dispatch.ts';
import { larkDoor } from './door.ts';
import { larkFront } from './front.ts';
import { larkInbox } from './inbox.ts';
import { larkMessages } from './messages.ts';
import type { Png } from './picture.ts';
import { larkFileReader } from './sent-files.ts';
import { larkSocket, mustBeAppId, type Socket, type SocketTimes } from './socket.ts';
import { larkSpeaker } from './speak.ts';

export interface LarkConfig {
  readonly appId: string;
  readonly appSecret: string;
  /** `socket`: the long connection, no public address is needed. */
  readonly mode: 'http' | 'socket';
  /** HTTP only, and needed there: without it nothing proves who sends. */
  readonly encryptKey?: string;
  readonly verificationToken?: string;
  /** Feishu's by default; `https://open.larksuite.com`, or the sandbox's. */
  readonly domain?: string;
  readonly ackWithinMs?: number;
  readonly connectWithinMs?: number;
  readonly restartAfterMs?: number;
  readonly stopWithinMs?: number;
}

export interface LarkPlatform {
  readonly speaker: Speaker;
  /** HTTP only: serves `POST /lark/events`. */
  readonly requestListener?: RequestListener;
  /** Whether people can be heard right now. */
  connected(): boolean;
  /** Hears nothing new, finishes what is in hand, then closes. */
  stop(): Promise<void>;
}

export interface LarkStart {
  readonly ear: Ear;
  /** `false`: speaks only, for a process that works and listens to nobody. */
  readonly hears?: boolean;
  readonly config: LarkConfig;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** Where personal overviews stand. */
  readonly book: Pick<MessageBook, 'get' | 'put'>;
  readonly png: Png;
}

const feishu = 'https://open.feishu.cn';
const ackWithinMs = 2300;
const socketTimes: SocketTimes = { connectWithinMs: 15_000, restartAfterMs: 5000 };
const stopWithinMs = 10_000;
const rememberRooms = 10_000;

/** Rejects when the app's credentials are refused, or the first connection fails. */
export async function startLark({
  ear,
  hears = true,
  config,
  telemetry,
  clock,
  book,
  png,
}: LarkStart): Promise<LarkPlatform> {
  const { appId, appSecret, mode, encryptKey, verificationToken } = config;
  if (hears && mode === 'http' && !encryptKey)
    throw new Error('Lark over HTTP needs the encrypt key: it proves who sends');
  if (mode === 'socket') mustBeAppId(appId);
  const app = { appId, appSecret, domain: (config.domain ?? feishu).replace(/\/+$/, '') };
  const messages = larkMessages(larkClient(app, clock, telemetry));
  const botUser = await messages.botUser();
  const directRooms = remembered<true>(rememberRooms);
  const around = {
    profiles: profiles((user) => messages.profile(user), clock),
    rooms: rooms(
      { isShared: (room) => messages.isShared(room), isDirect: (room) => directRooms.get(room) === true },
      clock,
    ),
  };
  const reading = readingFiles(ear, larkFileReader(messages, telemetry));
  const listening = listener('lark', reading, around, telemetry);
  const inbox = larkInbox({ messages, listener: listening, clock, book, telemetry });
  const speaker = larkSpeaker(messages, inbox, png);
  if (!hears) return { speaker, connected: () => true, stop: () => Promise.resolve() };
  const door = larkDoor(
    {
      ...desk({ ...listening, messages, telemetry, png, clock, directRooms }),
      inbox,
      ackWithinMs: config.ackWithinMs ?? ackWithinMs,
    },
    botUser,
  );
  let stopping = false;
  const events = dispatcher(
    (event) => {
      // Failing on purpose: Lark gives it to another instance, or sends it again.
      if (stopping) throw new Error('stopping');
      return door.hear(event);
    },
    clock,
    telemetry,
  );
  let socket: Socket | undefined;
  let requestListener: RequestListener | undefined;
  if (mode === 'socket') {
    socket = larkSocket(app, events, telemetry, {
      connectWithinMs: config.connectWithinMs ?? socketTimes.connectWithinMs,
      restartAfterMs: config.restartAfterMs ?? socketTimes.restartAfterMs,
    });
    await socket.open();
  } else {
    requestListener = larkFront({
      appId,
      encryptKey: encryptKey ?? '',
      verificationToken,
      clock,
      telemetry,
      stopping: () => stopping,
      next: (event) => events.invoke(event, { needCheck: false }),
    });
  }
  return {
    speaker,
    ...(requestListener && { requestListener }),
    connected: () => !stopping && (socket === undefined || socket.connected()),
    async stop() {
      if (stopping) return;
      stopping = true;
      await within(door.idle(), config.stopWithinMs ?? stopWithinMs);
      socket?.close();
    },
  };
}
