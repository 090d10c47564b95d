/** Asks again and again for logs whose effects a crash may have swallowed. */
import type { App } from '../app/index.ts';
import type { Telemetry } from '../app/ports.ts';

export interface Sweeper {
  close(): Promise<void>;
}

/** `graceMs`: a mark this young belongs to a decision still being settled by its author. */
export function startSweeper(app: Pick<App, 'sweep'>, telemetry: Telemetry, everyMs = 1_000, graceMs = 3_000): Sweeper {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = app
      .sweep(graceMs)
      .then((count) => {
        if (count > 0) telemetry.log('info', 'settled what a crash left', { count });
      })
      .catch((error: unknown) => telemetry.log('warn', 'sweep failed', { error: String(error) }))
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  return {
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
