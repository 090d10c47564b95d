/** One process of the service as in production, with a clock and a switch in the hands of the city that started it. */
import type { Config } from '../../src/config.ts';
import { startService } from '../../src/wire/running.ts';
import { openTelemetry } from '../../src/wire/telemetry.ts';
import { type Acknowledged, watchAnswers, withSwitch } from './crew.ts';

export interface Order {
  readonly aheadMs: number;
  readonly loses: boolean;
}

/** The only argument, as JSON. */
export interface Start extends Order {
  readonly config: Config;
  readonly log: string;
}

export type FromPart = { readonly url: string } | { readonly heard: Acknowledged } | { readonly stray: string };

const start = JSON.parse(process.argv[2] ?? '') as Start;
let { aheadMs, loses }: Order = start;
// Written into the pipe at once: what was told before a kill is still read.
const tell = (what: FromPart) => process.send?.(what);
const stray = (error: unknown) => tell({ stray: error instanceof Error ? (error.stack ?? '') : String(error) });

process.on('unhandledRejection', stray);
process.on('uncaughtException', stray);
process.on('message', (order: Order) => {
  ({ aheadMs, loses } = order);
});

const service = withSwitch(
  await startService({
    config: start.config,
    telemetry: openTelemetry(start.log),
    clock: { now: () => Date.now() + aheadMs },
  }),
  () => loses,
);
watchAnswers(service, (heard) => tell({ heard }));
process.once('SIGTERM', () => void service.close().then(() => process.exit(0)));
// The city is gone, and with it everything this process was for.
process.once('disconnect', () => process.exit(0));
tell({ url: service.url });
