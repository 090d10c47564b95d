/** The chat platforms that have credentials, each started the same way. */
import type { App } from '../app/index.ts';
import type { PlatformName, Speaker } from '../app/ports.ts';
import type { World } from '../app/world.ts';
import { startLark } from '../bot/lark/start.ts';
import { startSlack } from '../bot/slack/start.ts';
import type { Config } from '../config.ts';
import { type ChatPlatform, patiently, type Started } from './patient-chat.ts';
import { png } from './png.ts';
import { roles } from './roles.ts';

export type { ChatPlatform };

/** @param speaks told whom to speak through, and again once a platform answers that did not at first. */
export async function openChats(
  { slack, lark, role }: Pick<Config, 'slack' | 'lark' | 'role'>,
  app: App,
  world: World,
  speaks: (name: PlatformName, speaker: Speaker) => void,
): Promise<readonly ChatPlatform[]> {
  const { hears } = roles[role];
  const { telemetry, clock, book } = world;
  const shared = { ear: app.ear, hears, telemetry, clock, png };
  const open = (name: PlatformName, start: () => Promise<Started>) =>
    patiently({ name, start, telemetry, speaks: (speaker) => speaks(name, speaker) });
  const opened: ChatPlatform[] = [];
  if (slack) opened.push(await open('slack', () => startSlack({ ...shared, config: slack })));
  if (lark) opened.push(await open('lark', () => startLark({ ...shared, book, config: lark })));
  return opened;
}
