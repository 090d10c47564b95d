import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lineFor } from '../../src/app/cards/lines.ts';
import { type Language, say } from '../../src/app/text/phrase.ts';
import type { TenantEvent } from '../../src/engine/tenant/messages.ts';
import { readCard } from '../../src/sandbox/lark/index.ts';
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { bare } from '../contract/surface.ts';
import { startServer, temporaryFolder } from '../store/redis-fixture.ts';
import { ops } from './look.ts';
import { until, withTown } from './town.ts';

const events = 10_000;
const customers = [
  { tenant: 'acme', person: 'tom', room: 'acme-line', language: 'en' },
  { tenant: 'globex', person: 'mei', room: 'globex-line', language: 'zh' },
] as const;

type Counts = ReadonlyMap<string, number>;
const sum = (counts: Counts) => [...counts.values()].reduce((all, one) => all + one, 0);

/** Lines with how often each was told; a row of a digest says how often. */
function told(rows: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const [, times, line = row] = /^(\d+) (?:×|次：) ?(.*)$/.exec(row) ?? [];
    counts.set(bare(line), (counts.get(bare(line)) ?? 0) + Number(times ?? 1));
  }
  return counts;
}

/** Both sandboxes at the platforms' own pace: a call beyond it is refused. */
describe('a storm of 10,000 status events', () => {
  // What is tried here is telling: a Redis that waits for no disk makes ten thousand entries in reasonable time.
  const dir = temporaryFolder();
  const socket = join(dir, 'r.sock');
  const redis = startServer(dir, ['--port', '0', '--unixsocket', socket, '--maxmemory-policy', 'noeviction']);
  // Hooks after all run last first: the service goes before its Redis.
  afterAll(async () => {
    await redis.stop();
    rmSync(dir, { recursive: true });
  });
  const town = withTown('http', { REDIS_URL: `unix://${socket}` });

  function underSlack(channel: string, id: string): readonly string[] {
    const all = town.service.slack.workspace.messagesIn(channel);
    const root = all.find((row) => !row.thread_ts && !row.ephemeral_to && JSON.stringify(row.blocks).includes(id));
    return all
      .filter((row) => row.thread_ts === root?.ts && row.ts !== root?.ts)
      .flatMap((row) => readBlocks(row.blocks, row.text).flatMap((text) => text.split('\n')));
  }

  function underLark(chat: string, id: string, language: 'zh_cn' | 'en_us'): readonly string[] {
    const { workspace } = town.service.lark;
    const root = workspace
      .messagesIn(chat)
      .find((row) => !row.root_id && !row.ephemeral_to && JSON.stringify(row.content).includes(id));
    return workspace.repliesTo(root?.message_id ?? '').flatMap((row) => readCard(row.content, language));
  }

  /** Checks that fail and pass by turns, each a decision of its own in the tenant's log. */
  async function storm(tenant: string, ids: readonly string[], count: number): Promise<void> {
    const { app, world } = town.service;
    const actor = { person: 'system:storm', movers: ['system'] as const };
    const facts = () => ({ at: world.clock.now(), actor, pace: world.tempo, calendar: world.calendar, realName: true });
    for (let index = 0; index < count; index++) {
      const checks = [{ check: 'port-capacity', pass: Math.floor(index / ids.length) % 2 === 1 }] as const;
      const command = { do: 'record-checks', connection: ids[index % ids.length] ?? '', checks } as const;
      const cause = { by: 'system:storm', cause: `storm-${index}`, at: world.clock.now() };
      await app.journal.act('tenant', tenant, command, facts, cause);
    }
  }

  it('loses none, tells nobody twice, and stays within both platforms’ limits', { timeout: 240_000 }, async () => {
    const { app, world, slack, lark } = town.service;
    const lines = await Promise.all(
      customers.map(async ({ person }) => [
        await town.order(`${person}-1`, person),
        await town.order(`${person}-2`, person),
      ]),
    );
    const ids = lines.map((rows) => rows.map(({ id }) => id));
    await Promise.all(customers.map(({ tenant }, index) => storm(tenant, ids[index] ?? [], events / customers.length)));

    let told10k = 0;
    for (const [index, { tenant, room, language }] of customers.entries()) {
      const [state, roster] = [await town.tenant(tenant), await app.journal.load('roster', '')];
      const log = (await app.journal.entries('tenant', tenant, 0)).flatMap((entry) => entry.events as TenantEvent[]);
      told10k += log.filter(({ type }) => type === 'connection.checked').length;
      const lark_ = language === 'zh' ? 'zh_cn' : 'en_us';
      const places = [
        ['en', (id: string) => underSlack(ops, id)],
        [language, (id: string) => underSlack(room, id)],
        ['en', (id: string) => underLark(ops, id, 'en_us')],
        [language, (id: string) => underLark(room, id, lark_)],
      ] as const;
      /** Read anew each time: a reminder may ring meanwhile, and is told like the rest. */
      const spoken = async (id: string, viewer: Language) => {
        const entries = await app.journal.entries('tenant', tenant, 0);
        const lines = entries.flatMap((entry) =>
          (entry.events as TenantEvent[]).flatMap((event) => {
            const mine = 'connection' in event && event.connection === id;
            return (mine && lineFor(event, { state, roster, timing: world })) || [];
          }),
        );
        return told(lines.map((line) => say(line, viewer).replace(/@|<[^>]*>/g, '')));
      };
      for (const id of ids[index] ?? []) {
        for (const [viewer, rows] of places) {
          const { now, wanted } = await until(
            `all lines of ${id} are told, none twice`,
            async () => {
              const [wanted, now] = [await spoken(id, viewer), told(rows(id))];
              return sum(now) === sum(wanted) ? { now, wanted } : undefined;
            },
            90_000,
          );
          const checked = (counts: Counts) =>
            [...counts]
              .filter(([line]) => /check|检查|审核/i.test(line))
              .map(([, count]) => count)
              .toSorted((a, b) => a - b);
          expect(checked(now)).toEqual(checked(wanted));
        }
      }
    }
    expect(told10k).toBeGreaterThanOrEqual(events);

    const tooMany = [
      ...slack.eventsOf('call').filter((row) => row.error === 'ratelimited'),
      ...lark.eventsOf('call').filter((row) => row.status === 429 || row.code === 230_020),
    ];
    expect(tooMany).toEqual([]);
  });
});
