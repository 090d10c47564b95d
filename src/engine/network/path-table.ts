/** Knows every (session, accepted route) a speaker has seen, as a small id; does not know prefixes. */
import type { Route } from './path-attributes.ts';
import type { Peering } from './state.ts';

export interface Path {
  readonly peering: Peering;
  readonly route: Route;
}

/** Ids start at 1: 0 in a column is "no path". */
export class PathTable {
  #paths: Path[] = [];
  #ids = new Map<number, number>();

  intern(peering: Peering, routeId: number, route: Route): number {
    const key = peering.ordinal * 2 ** 32 + routeId;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#paths.push({ peering, route });
    this.#ids.set(key, id);
    return id;
  }

  at(id: number): Path | undefined {
    return this.#paths[id - 1];
  }
}
