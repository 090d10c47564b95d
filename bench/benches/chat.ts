/** Measures a command from the signed request to its acknowledgement, against handlers that do nothing. */
import type { Bench, Round, Size } from '../bench.ts';
import { bareBolt, bareLark } from '../chat/bare.ts';
import { startFarSide } from '../chat/far-side-words.ts';
import { flowOf } from '../chat/flow.ts';
import { startBenchService } from '../chat/service.ts';
import { larkCommand, slackCommand } from '../chat/signed.ts';
import { copyFirstTenant, team, tenantId, userId } from '../chat/tenants.ts';

const SIZES: Readonly<Record<Size, { tenants: number; commands: number }>> = {
  full: { tenants: 200, commands: 300 },
  tiny: { tenants: 3, commands: 6 },
};
const inFlight = 16;

export const chat: Bench = {
  name: 'chat',
  title: 'Chat: command to acknowledgement',
  work:
    'Signed requests over HTTP from another process, 16 under way at a time: a command that changes an order, heard, authorized, ' +
    'decided on the newest state and appended to the log before it is acknowledged; its effects are put into the queues in the same ' +
    'process. Beside it, with the same requests, Bolt and the Lark SDK’s dispatcher around handlers that do nothing.',
  figures: [
    { key: 'slack', label: 'Hostline on Slack', unit: 'commands/s' },
    { key: 'slackP50', label: 'Hostline on Slack, p50', unit: 'ms' },
    { key: 'slackP99', label: 'Hostline on Slack, p99', unit: 'ms' },
    { key: 'bolt', label: 'bare Bolt', unit: 'requests/s' },
    { key: 'boltP99', label: 'bare Bolt, p99', unit: 'ms' },
    { key: 'lark', label: 'Hostline on Lark', unit: 'commands/s' },
    { key: 'larkP50', label: 'Hostline on Lark, p50', unit: 'ms' },
    { key: 'larkP99', label: 'Hostline on Lark, p99', unit: 'ms' },
    { key: 'dispatcher', label: 'bare Lark dispatcher', unit: 'requests/s' },
    { key: 'dispatcherP99', label: 'bare Lark dispatcher, p99', unit: 'ms' },
  ],
  bars: [
    { label: 'Slack, throughput against bare Bolt', of: 'slack', over: 'bolt', atLeast: 1 / 3 },
    { label: 'Slack, p99 under load, ms', of: 'slackP99', atMost: 100 },
    { label: 'Lark, throughput against the bare dispatcher', of: 'lark', over: 'dispatcher', atLeast: 1 / 3 },
    { label: 'Lark, p99 under load, ms', of: 'larkP99', atMost: 100 },
  ],
  async open(size) {
    const { tenants, commands } = SIZES[size];
    const far = await startFarSide();
    const { service, close } = await startBenchService(far, 'bot', tenants);
    const [bolt, dispatcher] = [await bareBolt(), await bareLark()];
    const identity = { platform: 'slack', team: team.slack, user: userId.slack(0) } as const;
    const text = 'order --name dc1 --region cn-north-1 --port 1000BASE-LX';
    await service.app.ear.hear({ delivery: 'first', identity, what: { kind: 'typed', text } });
    await service.app.drain();
    await copyFirstTenant(service.world, tenants);
    let asked = 0;
    const urls = { slack: `${service.url}/slack/events`, lark: `${service.url}/lark/events` };

    async function decided(): Promise<number> {
      const ends = await Promise.all(
        Array.from({ length: tenants }, (_, index) => service.app.journal.head('tenant', tenantId(index))),
      );
      return ends.reduce((sum, { version }) => sum + version, 0);
    }

    /** Every request a new one: what was sent before would be recognized and only answered again. */
    async function sent(name: string, url: string, platform: 'slack' | 'lark', decides: boolean): Promise<Round> {
      const requests = Array.from({ length: commands }, () => {
        asked += 1;
        const [tenant, words] = [asked % tenants, `edit dc1 --description about-${asked}`];
        return platform === 'slack'
          ? slackCommand(tenant, words, `${far.origin}/api/response`)
          : larkCommand(tenant, words);
      });
      const before = decides ? await decided() : 0;
      const { seconds, took, refused } = await far.send(url, requests, inFlight);
      const missing = decides ? before + commands - (await decided()) : 0;
      if (refused > 0 || missing !== 0) throw new Error(`${name}: ${refused} refused, ${missing} not decided`);
      const { perSecond, p50Ms, p99Ms } = flowOf(seconds, took);
      return { [name]: perSecond, [`${name}P50`]: p50Ms, [`${name}P99`]: p99Ms };
    }

    return {
      async round() {
        const parts = [
          await sent('bolt', bolt.url, 'slack', false),
          await sent('slack', urls.slack, 'slack', true),
          await sent('dispatcher', dispatcher.url, 'lark', false),
          await sent('lark', urls.lark, 'lark', true),
        ];
        await service.app.drain();
        return Object.assign({}, ...parts) as Round;
      },
      async close() {
        bolt.close();
        dispatcher.close();
        await close();
        far.close();
      },
    };
  },
};
