/** A drill in a service that is killed in the middle of it: what was cut is given back in time, once, and the room is told. */
import { expect, it } from 'vitest';
import { openJournal } from '../../src/app/journal.ts';
import type { EventLog } from '../../src/app/ports.ts';
import { minutesAfter } from '../../src/engine/catalog/durations.ts';
import type { TenantEvent } from '../../src/engine/tenant/messages.ts';
import { build, type Ground } from '../app/standing.ts';
import { cards, textOf, thread, waitForCard } from './look.ts';
import { withSeparateService } from './separate-process.ts';
import { until } from './town.ts';

const room = 'acme-line';
/** Long enough that the service dies and lives again in the middle of it. */
const minutes = 300;
const lastsMs = minutesAfter(minutes, 0, 'demo');
/** What a start takes on a busy machine. */
const startMs = 45_000;

/** Everything is left marked as unsettled: the service's own sweep takes it up. */
const groundOn = (log: EventLog): Ground => ({
  journal: openJournal(log, () => undefined),
  clock: { now: Date.now },
  async append(name, entries) {
    for (const entry of entries) {
      await log.unsettled(name, entry.version, Date.now());
      await log.append(name, entry);
    }
  },
});

const service = withSeparateService({ HOSTLINE_PACE: 'demo' });

it('kill -9 in the middle of a drill still gives back in time', { timeout: 300_000 }, async () => {
  const { slack } = service;
  await service.withLog((log) => build(groundOn(log), { tenant: 'acme', announces: [['10.0.0.0/16']] }));
  const happened = async (type: TenantEvent['type'], id?: string) =>
    (await service.entries('tenant:acme')).filter((entry) =>
      (entry.events as TenantEvent[]).some(
        (event) => event.type === type && (id === undefined || ('id' in event && event.id === id)),
      ),
    );
  await until('the interface is up', async () => ((await happened('vif.up')).length > 0 ? true : undefined), 60_000);

  await slack.type('tom', room, `/line drill --vif vif-acme-1 --router lr-bj-a --minutes ${minutes}`);
  const started = await until('the drill runs', async () => (await happened('drill.started')).at(-1), 60_000);
  await service.crash();

  const restored = await until('it is given back', async () => (await happened('drill.restored')).at(-1), 150_000);
  expect(restored.at - started.at).toBeGreaterThanOrEqual(lastsMs);
  expect(restored.at - started.at).toBeLessThan(lastsMs + startMs);
  await until('the report is there', async () => (await happened('drill.finished')).at(-1), 60_000);
  for (const type of ['drill.started', 'drill.restored', 'drill.finished'] as const)
    expect(await happened(type)).toHaveLength(1);

  const card = await waitForCard(slack, room, 'drill-', /Completed/);
  expect(textOf(card)).toContain('Everything that worked before works again');
  await until('the room is told', () =>
    thread(slack, room, 'drill-').some((line) => line.includes('Drill completed')) ? true : undefined,
  );
  expect(cards(slack, room, 'drill-')).toHaveLength(1);
  const told = thread(slack, room, 'drill-');
  expect(new Set(told).size).toBe(told.length);
});
