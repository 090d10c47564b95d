/** What the process does about signals and about promises nobody awaited. */
import type { Telemetry } from '../app/ports.ts';

/** Long enough for jobs at work, short enough for an orchestrator's patience. */
const closeWithinMs = 20_000;

/**
 * SIGTERM and SIGINT drain once; a second signal leaves at once. A stray rejection is logged and survived: the
 * Socket Mode client has one we cannot catch (`app_rate_limited` without an inner event).
 */
export function installGuards(telemetry: Telemetry, close: () => Promise<void>): void {
  process.on('unhandledRejection', (reason) => {
    telemetry.count('unhandled_rejections');
    telemetry.log('error', 'unhandled rejection', {
      error: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason),
    });
  });
  let closing = false;
  const leave = (signal: string) => {
    if (closing) process.exit(1);
    closing = true;
    telemetry.log('info', 'draining', { signal });
    const late = setTimeout(() => process.exit(1), closeWithinMs);
    late.unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        telemetry.log('error', 'drain failed', { error: String(error) });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => leave('SIGTERM'));
  process.on('SIGINT', () => leave('SIGINT'));
}
