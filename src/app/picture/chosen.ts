/** Which of many things a picture shows when it cannot show all. */

/** More than these, and labels are too small to read. */
export const drawnAtMost = { tunnels: 4, vpcs: 5, instances: 4 } as const;

/** At most `count`, those that matter before others, in their own order. */
export function chosen<T>(things: readonly T[], count: number, matters: (thing: T) => boolean): readonly T[] {
  const [first, rest] = [things.filter(matters), things.filter((thing) => !matters(thing))];
  const kept = new Set([...first, ...rest].slice(0, count));
  return things.filter((thing) => kept.has(thing));
}
