/** Which of many things a picture shows when it cannot show all. */

/** More than these, and labels are too small to read. */
export const drawnAtMost = { tunnels: 4, vpcs: 5, instances: 4 } as const;

/** At most `count`, lower ranks before higher ones, shown in their own order. */
export function chosen<T>(things: readonly T[], count: number, rank: (thing: T) => number): readonly T[] {
  const kept = new Set(things.toSorted((a, b) => rank(a) - rank(b)).slice(0, count));
  return things.filter((thing) => kept.has(thing));
}
