/** The chat platforms that have credentials, each started the same way. */
import type { RequestListener } from 'node:http';
import type { App } from '../app/index.ts';
import type { PlatformName, Speaker } from '../app/ports.ts';
import type { World } from '../app/world.ts';
import { startLark } from '../bot/lark/start.ts';
import { startSlack } from '../bot/slack/start.ts';
import type { Config } from '../config.ts';
import { png } from './png.ts';
import { roles } from './roles.ts';

export interface ChatPlatform {
  readonly name: PlatformName;
  readonly speaker: Speaker;
  /** Over HTTP only: takes requests under `/<name>`. */
  readonly requestListener?: RequestListener;
  readonly connected: () => boolean;
  readonly stop: () => Promise<void>;
}

export async function openChats(
  { slack, lark, role }: Pick<Config, 'slack' | 'lark' | 'role'>,
  app: App,
  world: World,
): Promise<readonly ChatPlatform[]> {
  const { hears } = roles[role];
  const shared = { ear: app.ear, hears, telemetry: world.telemetry, clock: world.clock, png };
  const opened: ChatPlatform[] = [];
  if (slack) opened.push(named('slack', await startSlack({ ...shared, config: slack })));
  if (lark) opened.push(named('lark', await startLark({ ...shared, book: world.book, config: lark })));
  return opened;
}

type Started = Omit<ChatPlatform, 'name' | 'connected' | 'stop'> & { connected(): boolean; stop(): Promise<void> };

function named(name: PlatformName, platform: Started): ChatPlatform {
  const { speaker, requestListener } = platform;
  return {
    name,
    speaker,
    ...(requestListener ? { requestListener } : {}),
    connected: () => platform.connected(),
    stop: () => platform.stop(),
  };
}
