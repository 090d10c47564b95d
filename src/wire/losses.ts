/** A store that forgot: when to look for it, and whom to tell. What was lost is found out elsewhere. */
import type { Loss, WatchedLog } from '../app/audit/witness.ts';
import type { App } from '../app/index.ts';
import type { Telemetry } from '../app/ports.ts';
import { t } from '../app/text/phrase.ts';
import { tellEngineers } from '../app/work/notice.ts';
import type { World } from '../app/world.ts';
import type { Connection } from '../store/redis/open.ts';

const everyMs = 10_000;

/** Looks when the store comes back, and now and then: a store that lost its end comes back first of all. */
export function watchTheStore(
  connection: Connection,
  log: WatchedLog,
  telemetry: Telemetry,
): { readonly stop: () => void } {
  let looking = false;
  const look = () => {
    if (looking) return;
    looking = true;
    log
      .look()
      .catch((error: unknown) => telemetry.log('warn', 'looking for lost entries failed', { error: String(error) }))
      .finally(() => {
        looking = false;
      });
  };
  const timer = setInterval(look, everyMs);
  connection.on('ready', look);
  return {
    stop: () => {
      clearInterval(timer);
      connection.off('ready', look);
    },
  };
}

/** An error for operators, a count for alarms, a line for the engineers. */
export function tellOfLoss(
  { log, from, to, restored }: Loss,
  { world, app }: { readonly world: Pick<World, 'queues' | 'telemetry'>; readonly app: Pick<App, 'journal'> },
): void {
  const { telemetry } = world;
  telemetry.count('log_entries_lost', { restored: String(restored) });
  telemetry.log('error', restored ? 'lost entries were restored' : 'acknowledged entries are lost', { log, from, to });
  const said = t(restored ? 'line.entries-restored' : 'line.entries-lost', { log, from, to });
  tellEngineers(world, app.journal, `lost-${log}-${from}-${to}-${restored ? 'back' : 'gone'}`, said).catch(
    (error: unknown) =>
      telemetry.log('error', 'engineers were not told of lost entries', { log, error: String(error) }),
  );
}
