/**
 * How much of a tenant's network hangs on single things. Every range behind the lines earns one point for each of the two
 * doubles it has (line routers, lines); the score is the earned share in hundredths. Devices are named, not counted: two
 * lines into one device are one tunnel.
 */
import type { Path, Reach } from '../fleet/index.ts';
import type { Resilience, Weakness } from '../tenant/drill/model.ts';

const kinds = [
  ['line-router', ({ router }: Path) => router],
  ['line', ({ line }: Path) => line],
  ['device', ({ vif }: Path) => vif],
] as const;
const scored: readonly Weakness['kind'][] = ['line-router', 'line'];

export function resilienceOf({ prefixes }: Reach): Resilience {
  const found = new Map<string, Weakness>();
  let earned = 0;
  for (const { paths } of prefixes) {
    for (const [kind, read] of kinds) {
      const [only, ...others] = new Set(paths.map(read));
      if (others.length > 0) earned += scored.includes(kind) ? 1 : 0;
      else if (only !== undefined) {
        const key = `${kind} ${only}`;
        found.set(key, { kind, id: only, prefixes: (found.get(key)?.prefixes ?? 0) + 1 });
      }
    }
  }
  const most = prefixes.length * scored.length;
  return {
    score: most === 0 ? 0 : Math.round((100 * earned) / most),
    weaknesses: [...found.values()].sort((a, b) => b.prefixes - a.prefixes || (a.id < b.id ? -1 : 1)),
  };
}
