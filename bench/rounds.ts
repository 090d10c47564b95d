/** Knows how a bench is run: warm-up, rounds, medians, ratios; does not know where results are kept. */
import { cpus, loadavg } from 'node:os';
import type { Bar, BarSpec, Bench, Figure, Result, Round, Size } from './bench.ts';

export interface Plan {
  readonly size: Size;
  readonly warmUps: number;
  readonly rounds: number;
}

export const fullPlan: Plan = { size: 'full', warmUps: 1, rounds: 5 };

/** NaN for nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Ratios are taken inside each round: what disturbs the machine then disturbs both sides. */
export function judge(bar: BarSpec, rounds: readonly Round[]): Bar {
  const values = rounds.flatMap((round): number[] => {
    const of = round[bar.of];
    const over = bar.over === undefined ? 1 : round[bar.over];
    return of === undefined || over === undefined ? [] : [of / over];
  });
  if (values.length === 0) return bar;
  const measured = median(values);
  const held = measured >= (bar.atLeast ?? -Infinity) && measured <= (bar.atMost ?? Infinity);
  return { ...bar, measured, held };
}

function figuresOf(bench: Bench, rounds: readonly Round[]): Figure[] {
  return bench.figures.flatMap((spec): Figure[] => {
    const values = rounds.flatMap((round) => round[spec.key] ?? []);
    return values.length === 0 ? [] : [{ ...spec, median: median(values), rounds: values }];
  });
}

const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

export async function measure(bench: Bench, plan: Plan, at: Date): Promise<Result> {
  const before = loadNow();
  const running = await bench.open(plan.size);
  const rounds: Round[] = [];
  try {
    for (let count = 0; count < plan.warmUps; count += 1) await running.round();
    for (let count = 0; count < plan.rounds; count += 1) rounds.push(await running.round());
  } finally {
    await running.close();
  }
  return {
    bench: bench.name,
    title: bench.title,
    work: bench.work,
    at: at.toISOString(),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      load: [before, loadNow()],
    },
    warmUps: plan.warmUps,
    rounds: plan.rounds,
    figures: figuresOf(bench, rounds),
    bars: bench.bars.map((bar) => judge(bar, rounds)),
    notes: running.notes ?? [],
  };
}
