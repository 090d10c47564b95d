/** Knows how many things are done so many at a time, and how long each takes. */

export interface Flow {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** @param milliseconds of each, unordered. */
export function flowOf(seconds: number, milliseconds: readonly number[]): Flow {
  const sorted = [...milliseconds].sort((left, right) => left - right);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: milliseconds.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** Does `act` for 0 … count − 1 with `inFlight` under way at any time. */
export async function flow(count: number, inFlight: number, act: (index: number) => Promise<unknown>): Promise<Flow> {
  const took: number[] = [];
  let next = 0;
  const start = performance.now();
  const one = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      const begun = performance.now();
      await act(index);
      took.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  return flowOf((performance.now() - start) / 1000, took);
}
