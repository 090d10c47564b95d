/** Knows which routes of one speaker no decision can tell apart: all ranks of decision.ts are equal; decides nothing. */

import { SparseColumn } from './column.ts';
import { IdTable } from './id-table.ts';
import { DEFAULT_LOCAL_PREF } from './path-attributes.ts';
import type { RouteTable } from './route-table.ts';

/** What the speaker knows beyond the route itself. */
export interface Surroundings {
  isExternal(from: number): boolean;
  isResolvable(nextHop: number): boolean;
}

export class DecisionClasses {
  readonly #routes: RouteTable;
  readonly #around: Surroundings;
  readonly #pathClasses = new IdTable(3);
  readonly #classes = new IdTable();
  readonly #ofCores = new IdTable();
  readonly #coreNumbers = new Map<string, number>();
  /** Core to its class, doubled, plus 1 for an external one. */
  readonly #coreClasses = new SparseColumn();
  /** Those that have a class. */
  readonly #cores: number[] = [];

  constructor(routes: RouteTable, around: Surroundings) {
    this.#routes = routes;
    this.#around = around;
  }

  /** For routes of one body: a core, and what the speaker thinks of it now. */
  ofCore(core: number): number {
    return this.#ofCores.intern(core, this.#coreClasses.get(core) || this.#learn(core));
  }

  classOf(route: number): number {
    const core = this.#routes.coreIn(route);
    const coreClass = this.#coreClasses.get(core) || this.#learn(core);
    const med = this.#routes.medIn(this.#routes.bodyIn(route)) ?? 0;
    // Length and neighbour AS are all that counts of an external path; an internal one shares only with an equal one.
    const pathClass =
      coreClass % 2 === 1
        ? this.#pathClasses.intern(this.#routes.lengthIn(route), this.#routes.neighborIn(route), med)
        : this.#pathClasses.intern(-1, this.#routes.paths.intern(this.#routes.asPathIn(route)), med);
    return this.#classes.intern(pathClass, coreClass);
  }

  /** Next hops may resolve differently now: the ordinals of those whose routes changed class by that, see Core. */
  resolveAgain(): ReadonlySet<number> {
    const changed = new Set<number>();
    for (const core of this.#cores) {
      const before = this.#coreClasses.get(core);
      if (this.#classify(core) !== before) changed.add(this.#routes.coreAt(core)?.from ?? 0);
    }
    return changed;
  }

  #learn(core: number): number {
    this.#cores.push(core);
    return this.#classify(core);
  }

  #classify(core: number): number {
    const { rest, nextHop, from } = this.#routes.coreAt(core) ?? { rest: undefined, nextHop: 0, from: 0 };
    const ranks = [
      from,
      this.#around.isResolvable(nextHop),
      rest?.localPref ?? DEFAULT_LOCAL_PREF,
      rest?.origin,
      rest?.originatorId,
      rest?.clusterList.length,
    ].join();
    const number = this.#coreNumbers.get(ranks) ?? this.#coreNumbers.size + 1;
    this.#coreNumbers.set(ranks, number);
    const coreClass = number * 2 + (this.#around.isExternal(from) ? 1 : 0);
    this.#coreClasses.set(core, coreClass);
    return coreClass;
  }
}
