/** Measures how soon a change is seen on the card of its room, many rooms at once. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Bench, Size } from '../bench.ts';
import { startFarSide } from '../chat/far-side-words.ts';
import { flow, flowOf } from '../chat/flow.ts';
import { startBenchService } from '../chat/service.ts';
import { roomId, team, userId } from '../chat/tenants.ts';

const SIZES: Readonly<Record<Size, { rooms: number }>> = { full: { rooms: 1000 }, tiny: { rooms: 5 } };
const offeredPerSecond = 1000;
const inFlight = 32;
const lookEveryMs = 20;
const patienceMs = 180_000;

export const notification: Bench = {
  name: 'notification',
  title: 'Notification: change to card',
  work:
    'In each of 1,000 rooms one order is changed, offered at 1,000 changes a second, and its card is updated by the workers of the ' +
    'same process over Slack’s Web API: log, two queues, drawing, call. The far side accepts everything at once and notes when each ' +
    'room’s update came; the pace that real Slack demands (50 updates a minute for a whole app) is lifted. Reached is rooms ÷ ' +
    'time from the first change to the last card.',
  figures: [
    { key: 'offered', label: 'offered', unit: 'changes/s' },
    { key: 'reached', label: 'reached', unit: 'cards/s' },
    { key: 'p50', label: 'change to card, p50', unit: 'ms' },
    { key: 'p99', label: 'change to card, p99', unit: 'ms' },
  ],
  bars: [],
  async open(size) {
    const { rooms } = SIZES[size];
    const far = await startFarSide();
    const { service, close } = await startBenchService(far, 'all', rooms);
    Object.assign(service.world.pace, { take: () => Promise.resolve(0) });
    let turn = 0;

    async function say(tenant: number, text: string): Promise<void> {
      turn += 1;
      const identity = { platform: 'slack', team: team.slack, user: userId.slack(tenant) } as const;
      const heard = { delivery: `turn-${turn}`, identity, what: { kind: 'typed', text } } as const;
      const { answer } = await service.app.ear.hear(heard);
      if (answer.kind === 'said' && answer.tone === 'bad') throw new Error(JSON.stringify(answer.text));
    }

    /** When each room's card was first posted or updated after `begun`. */
    async function updates(): Promise<Map<string, number>> {
      const seen = new Map<string, number>();
      const until = Date.now() + patienceMs;
      while (seen.size < rooms) {
        if (Date.now() > until) throw new Error(`${rooms - seen.size} cards were not updated`);
        for (const [room, at] of await far.updated()) if (!seen.has(room)) seen.set(room, at);
        await wait(lookEveryMs);
      }
      return seen;
    }

    await flow(rooms, inFlight, (tenant) => say(tenant, 'order --name dc1 --region cn-north-1 --port 1000BASE-LX'));
    // Posted with the checks' outcome, or before and then updated: a first round that is not counted hears the rest.
    await updates();

    return {
      async round() {
        await far.updated();
        const asked = new Map<string, number>();
        const begun = Date.now();
        const changes = Array.from({ length: rooms }, async (_, tenant) => {
          await wait((tenant * 1000) / offeredPerSecond);
          asked.set(roomId(tenant), Date.now());
          await say(tenant, `edit dc1 --description about-${turn}`);
        });
        const offered = Promise.all(changes).then(
          () => (rooms * 1000) / Math.max(1, Math.max(...asked.values()) - begun),
        );
        const seen = await updates();
        const took = [...seen].map(([room, at]) => at - (asked.get(room) ?? begun));
        const { perSecond, p50Ms, p99Ms } = flowOf((Math.max(...seen.values()) - begun) / 1000, took);
        return { offered: await offered, reached: perSecond, p50: p50Ms, p99: p99Ms };
      },
      async close() {
        await close();
        far.close();
      },
    };
  },
};
