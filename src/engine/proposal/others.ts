/** Which lines of other tenants a change of the site would touch: their ports, their light, a line router they stand on. */
import type { SiteState } from '../site/index.ts';
import type { Ground } from './proposal.ts';

function holdings(site: SiteState | undefined): ReadonlyMap<string, readonly string[]> {
  const held = new Map<string, string[]>();
  for (const { id, router, heldBy } of Object.values(site?.ports ?? {})) {
    if (heldBy === undefined) continue;
    const down = site?.downRouters.includes(router) === true;
    held.set(heldBy, [...(held.get(heldBy) ?? []), `${id} ${down}`]);
  }
  return new Map([...held].map(([line, ports]) => [line, [...ports, ...(site?.dark[line] ?? [])]]));
}

/** Ids of connections, sorted. */
export function othersTouched(before: Ground, after: Ground, region: string): readonly string[] {
  const [old, now] = [holdings(before.sites[region]), holdings(after.sites[region])];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((line) => ![before, after].some(({ tenant }) => Object.hasOwn(tenant.connections, line)))
    .filter((line) => old.get(line)?.join() !== now.get(line)?.join())
    .sort();
}
