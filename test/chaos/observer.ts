/** A second pair of eyes on the store: reads logs, marks, books and queues from the start, trusting no cache of the service. */
import { dirname } from 'node:path';
import { chineseCalendar } from '../../src/app/calendar.ts';
import { type Journal, openJournal } from '../../src/app/journal.ts';
import type { Clock, Entry } from '../../src/app/ports.ts';
import { openQueues } from '../../src/jobs/queues.ts';
import { openRedis } from '../../src/store/redis/open.ts';
import { type Store, storeOn } from '../../src/store/store.ts';

export interface Observer extends Store {
  readonly journal: Journal;
  readonly timing: { readonly tempo: 'demo'; readonly calendar: typeof chineseCalendar };
  readonly clock: Clock;
  entries(log: string): Promise<readonly Entry[]>;
  /** Jobs that ought to have run by now, or have failed for good: `queue/state: n`. */
  unfinished(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A delayed job may be this late before it counts as overdue. */
const graceMs = 1_000;

export async function observe(url: string, clock: Clock): Promise<Observer> {
  const redis = await openRedis({ url, dir: dirname(url), install: 'never', log: () => undefined });
  const store = storeOn(redis.connect('command'), 'hl');
  const queues = openQueues(redis.connect('command'), 'hl', () => clock.now());
  return {
    ...store,
    clock,
    timing: { tempo: 'demo', calendar: chineseCalendar },
    journal: openJournal(store.log, () => undefined),
    entries: (log) => store.log.read(log, 0),
    async unfinished() {
      const rows = await Promise.all(
        Object.entries(queues.all).map(async ([name, queue]) => {
          const counts = await queue.getJobCounts('wait', 'active', 'prioritized', 'failed');
          const [soonest] = await queue.getDelayed(0, 0);
          const dueAt = soonest ? soonest.timestamp + soonest.delay : Number.POSITIVE_INFINITY;
          const late = dueAt < Date.now() + graceMs ? [`${name}/due: ${soonest?.id}`] : [];
          const standing = Object.entries(counts).flatMap(([state, count]) =>
            count > 0 ? [`${name}/${state}: ${count}`] : [],
          );
          return [...standing, ...late];
        }),
      );
      return rows.flat();
    },
    async close() {
      await queues.close();
      await redis.close();
    },
  };
}
