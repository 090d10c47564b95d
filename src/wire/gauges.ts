/** What can only be known by looking: how full the queues are, what waits to be settled, how late the event loop is. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { queueNames } from '../app/ports.ts';
import type { World } from '../app/world.ts';
import type { OpenQueues } from '../jobs/queues.ts';
import type { Reading, ServiceTelemetry } from './telemetry.ts';

const states = ['waiting', 'active', 'delayed', 'failed'] as const;
/** Younger marks belong to decisions still being settled by their author. */
const graceMs = 3_000;
const looked = 1_000;

export function openGauges(telemetry: ServiceTelemetry, world: Pick<World, 'log' | 'clock'>, queues: OpenQueues) {
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  telemetry.gauge('event_loop_lag_seconds', () => {
    const value = loop.count === 0 ? 0 : loop.percentile(99) / 1e9;
    loop.reset();
    return [{ value }];
  });
  telemetry.gauge('unsettled_logs', async () => [
    { value: (await world.log.unsettledBefore(world.clock.now() - graceMs, looked)).length },
  ]);
  telemetry.gauge('queue_jobs', async () => {
    const rows = queueNames.map(async (queue): Promise<Reading[]> => {
      const counts = await queues.all[queue].getJobCounts(...states);
      return states.map((state) => ({ value: counts[state] ?? 0, labels: { queue, state } }));
    });
    return (await Promise.all(rows)).flat();
  });
  return { close: () => loop.disable() };
}
