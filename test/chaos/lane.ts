/** One of several processes that perform runs, one after another, as `run.ts` hands them out. Prints nothing. */
import { type Figures, perform } from './perform.ts';

export interface Task {
  readonly run: number;
  readonly seed: string;
  readonly log: string;
}

export type FromLane =
  | { readonly hand: string; readonly does: string }
  | { readonly run: number; readonly figures: Figures }
  | { readonly run: number; readonly failed: string };

const tell = (what: FromLane) => process.send?.(what);

process.on('message', ({ run, seed, log }: Task) => {
  perform(seed, log, (hand, does) => tell({ hand, does })).then(
    (figures) => tell({ run, figures }),
    (error: unknown) => tell({ run, failed: error instanceof Error ? (error.stack ?? '') : String(error) }),
  );
});
process.once('disconnect', () => process.exit(0));
