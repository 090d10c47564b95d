/** Starts the Slack platform, over HTTP or Socket Mode. Wires parts together and contains no rule of its own. */
import { App, webApi } from '@slack/bolt';
import type { Clock, Ear, Speaker, Telemetry } from '../../app/ports.ts';
import { listener } from '../listen.ts';
import { readingFiles } from '../sent-files.ts';
import { within } from '../within.ts';
import { slackDoor } from './door.ts';
import { type Png, sendingFiles } from './files.ts';
import { httpTransport } from './http.ts';
import { slackLogger } from './logger.ts';
import { outcome } from './outcome.ts';
import { slackPicture } from './picture.ts';
import { slackProfiles } from './profile.ts';
import { slackRooms } from './rooms.ts';
import { slackFileReader } from './sent-files.ts';
import { socketTransport } from './socket.ts';
import { slackSpeaker } from './speak.ts';
import type { Opened, Transport } from './transport.ts';

export interface SlackConfig {
  readonly botToken: string;
  /** Socket Mode when given; no public address is needed. */
  readonly appToken?: string;
  /** HTTP otherwise. */
  readonly signingSecret?: string;
  /** Another Web API than Slack's own, such as the sandbox's. */
  readonly apiUrl?: string;
  /** HTTP only: an own server, on the loopback unless told otherwise. Absent: mount `requestListener`. */
  readonly listen?: { readonly host?: string; readonly port: number };
  readonly ackWithinMs?: number;
  readonly stopWithinMs?: number;
}

export interface SlackPlatform extends Opened {
  readonly speaker: Speaker;
  /** Whether people can be heard right now. */
  connected(): boolean;
  /** Hears nothing new, finishes what is in hand, then closes. */
  stop(): Promise<void>;
}

export interface SlackStart {
  readonly ear: Ear;
  /** `false`: speaks only, for a process that works and listens to nobody. */
  readonly hears?: boolean;
  readonly config: SlackConfig;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly png: Png;
}

const ackWithinMs = 2300;
const stopWithinMs = 10_000;

/** Own retries would repeat posts whose outcome is unknown: the sender decides. */
function clientOptions(config: SlackConfig, telemetry: Telemetry): webApi.WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 5000,
    logger: slackLogger(telemetry),
    ...(config.apiUrl !== undefined && { slackApiUrl: config.apiUrl }),
  };
}

function transportOf({ config, telemetry, clock }: SlackStart, stopping: () => boolean): Transport {
  const { appToken, signingSecret, apiUrl, listen } = config;
  if (appToken !== undefined) return socketTransport({ appToken, apiUrl }, telemetry);
  if (signingSecret !== undefined) return httpTransport({ signingSecret, listen, clock, telemetry, stopping });
  throw new Error('Slack needs an app token (Socket Mode) or a signing secret (HTTP)');
}

/** Rejects when the token is refused or the first connection fails. */
export async function startSlack(start: SlackStart): Promise<SlackPlatform> {
  const { ear, config, telemetry, clock } = start;
  let stopping = false;
  const options = clientOptions(config, telemetry);
  const client = new webApi.WebClient(config.botToken, options);
  const { bot_id: botId, user_id: botUserId } = await outcome(() => client.auth.test());
  if (botId === undefined || botUserId === undefined) throw new Error('the Slack token is not a bot token');
  const speaker: Speaker = { ...slackSpeaker(client, botId), picture: slackPicture(client, start.png) };
  if (start.hears === false) return { speaker, connected: () => true, stop: () => Promise.resolve() };
  const transport = transportOf(start, () => stopping);
  const app = new App({
    token: config.botToken,
    botId,
    botUserId,
    tokenVerificationEnabled: false,
    receiver: transport.receiver,
    clientOptions: options,
    logger: slackLogger(telemetry),
    convoStore: false,
  });
  const { botToken, apiUrl } = config;
  const reading = readingFiles(ear, slackFileReader({ client, botToken, apiUrl, telemetry }));
  const around = { profiles: slackProfiles(client, clock), rooms: slackRooms(client, clock) };
  const listening = listener('slack', sendingFiles(reading, client, start.png), around, telemetry);
  const door = slackDoor({ ...listening, client, telemetry, ackWithinMs: config.ackWithinMs ?? ackWithinMs });
  app.use(async (heard) => {
    // Unacknowledged on purpose: Slack gives it to another instance, or sends it again.
    if (stopping) return;
    const ack = 'ack' in heard ? (heard.ack as (body?: object) => Promise<unknown>) : undefined;
    await door.hear(heard.body, ack, botUserId);
  });
  const opened = await transport.open();
  return {
    ...opened,
    speaker,
    connected: () => transport.connected(),
    async stop() {
      if (stopping) return;
      stopping = true;
      await within(door.idle(), config.stopWithinMs ?? stopWithinMs);
      await transport.close();
    },
  };
}
