/** Knows the form of a bench: its figures, its bars, and how one round is run; measures nothing itself. */

/** `tiny` is only to see that a bench works. */
export type Size = 'full' | 'tiny';

export interface FigureSpec {
  readonly key: string;
  readonly label: string;
  /** As it stands in the table: `s`, `ms`, `MiB`, `lookups/s`. */
  readonly unit: string;
  /** Of a rival that may be absent on a machine. */
  readonly rival?: true;
}

/** A bar holds when `of` ÷ `over` (or `of` alone) is on the right side of the number. Both are figures of one round. */
export interface BarSpec {
  readonly label: string;
  readonly of: string;
  readonly over?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Figures of one round by key. One that could not be measured here is left out. */
export type Round = Readonly<Record<string, number>>;

export interface Running {
  /** Everything that is compared runs inside one round, side by side. */
  round(): Promise<Round>;
  close(): Promise<void>;
  /** What a reader of the figures must know, e.g. which rival was absent. */
  readonly notes?: readonly string[];
}

export interface Bench {
  /** Names the file, the result and the argument of `npm run bench`. */
  readonly name: string;
  readonly title: string;
  /** What is done, in a sentence or two. */
  readonly work: string;
  readonly figures: readonly FigureSpec[];
  readonly bars: readonly BarSpec[];
  open(size: Size): Promise<Running>;
}

export interface Figure extends FigureSpec {
  readonly median: number;
  /** One value per round, in order. */
  readonly rounds: readonly number[];
}

export interface Bar extends BarSpec {
  /** The median over the rounds of the ratio; absent when a figure is missing. */
  readonly measured?: number;
  readonly held?: boolean;
}

export interface Result {
  readonly bench: string;
  readonly title: string;
  readonly work: string;
  /** ISO 8601. */
  readonly at: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly node: string;
    /** One-minute load average before and after. */
    readonly load: readonly [number, number];
  };
  readonly warmUps: number;
  readonly rounds: number;
  readonly figures: readonly Figure[];
  readonly bars: readonly Bar[];
  readonly notes: readonly string[];
}
