/** The application with a clock in hand, and real SDKs between it and both sandboxes, on the same clock. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LarkPlatform, startLark } from '../../src/bot/lark/start.ts';
import { type SlackPlatform, startSlack } from '../../src/bot/slack/start.ts';
import {
  type LarkSandbox,
  unlimited as larkUnlimited,
  type ManualClock,
  manualClock,
  startLarkSandbox,
} from '../../src/sandbox/lark/index.ts';
import { type SlackSandbox, startSlackSandbox, unlimited } from '../../src/sandbox/slack/index.ts';
import { larkChats, larkPeople, townChannels, townPeople } from '../../src/wire/town.ts';
import { type Bench, openBench, start } from '../app/bench.ts';
import { drawnPng, openBook, secrets } from '../bot/lark/bench.ts';
import { tokens } from '../bot/slack/bench.ts';
import type { RedisFixture } from '../store/redis-fixture.ts';

export interface Stage {
  readonly bench: Bench;
  readonly lark: LarkSandbox;
  readonly slack: SlackSandbox;
  readonly clock: ManualClock;
  /** Moves all clocks together; what falls due on the way is carried out in steps of so much. */
  readonly pass: (milliseconds: number, stepMs: number) => Promise<void>;
  close(): Promise<void>;
}

/** Redis paces by its own clock, which stands in no relation to this one. */
const unhurried = { take: async () => 0, pause: async () => undefined, allow: async () => true, admit: async () => 0 };

export async function openStage(redis: RedisFixture): Promise<Stage> {
  const clock = manualClock(start);
  const telemetry = { count: () => undefined, log: () => undefined };
  const png = () => Promise.resolve(drawnPng);
  let bench: Bench | undefined;
  const ears = () => {
    if (!bench) throw new Error('nobody listens yet');
    return bench.app.ear;
  };
  const ear = {
    hear: (heard: Parameters<Bench['app']['ear']['hear']>[0]) => ears().hear(heard),
    suggest: (heard: Parameters<Bench['app']['ear']['suggest']>[0]) => ears().suggest(heard),
  };
  const shared = { ear, telemetry, clock, png };

  const slack = await startSlackSandbox({
    ...tokens,
    clock,
    pace: unlimited,
    people: townPeople,
    channels: townChannels,
  });
  const lark = await startLarkSandbox({
    ...secrets,
    clock,
    pace: larkUnlimited,
    people: larkPeople,
    chats: larkChats,
  });
  const slackPlatform: SlackPlatform = await startSlack({
    ...shared,
    config: {
      botToken: tokens.botToken,
      apiUrl: slack.apiUrl,
      signingSecret: tokens.signingSecret,
      listen: { port: 0 },
    },
  });
  slack.listenAt(`http://127.0.0.1:${slackPlatform.port}/slack/events`);
  const larkPlatform: LarkPlatform = await startLark({
    ...shared,
    book: openBook(),
    config: { ...secrets, mode: 'http', domain: lark.apiUrl },
  });
  const server: Server = createServer(larkPlatform.requestListener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  lark.listenAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/lark/events`);
  const opened = await openBench(redis, { speakers: [slackPlatform.speaker, larkPlatform.speaker], pace: unhurried });
  bench = opened;

  return {
    bench: opened,
    lark,
    slack,
    clock,
    async pass(milliseconds, stepMs) {
      for (let left = milliseconds; left > 0; left -= stepMs) {
        const now = Math.min(stepMs, left);
        opened.pass(now);
        clock.advance(now);
        await opened.run();
      }
    },
    async close() {
      await Promise.all([slackPlatform.stop(), larkPlatform.stop()]);
      server.closeAllConnections();
      server.close();
      await Promise.all([slack.close(), lark.close()]);
    },
  };
}
