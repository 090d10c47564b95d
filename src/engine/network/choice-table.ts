/**
 * Knows the decision for every distinct set of candidate paths a speaker has met, so that a million prefixes
 * with the same candidates are decided once; does not know the rules of the decision.
 */
import type { Loss } from './decision.ts';
import type { Path } from './path-table.ts';

/** What the speaker itself has for the prefix: nothing, a network statement, or a route it uses but does not announce. */
export const LOCAL_ROUTE = { none: 1, originated: 2, inUse: 3 } as const;
export type LocalRoute = (typeof LOCAL_ROUTE)[keyof typeof LOCAL_ROUTE];

interface Row<T> {
  readonly local: LocalRoute;
  readonly pathIds: readonly number[];
  choice?: T;
}

/** Choice ids: walk from a LocalRoute through the candidates in order. */
export class ChoiceTable<T = Choices> {
  #rows: (Row<T> | undefined)[] = [
    undefined,
    { local: LOCAL_ROUTE.none, pathIds: [] },
    { local: LOCAL_ROUTE.originated, pathIds: [] },
    { local: LOCAL_ROUTE.inUse, pathIds: [] },
  ];
  #next = new Map<number, number>();
  #decide: (local: LocalRoute, pathIds: readonly number[]) => T;

  constructor(decide: (local: LocalRoute, pathIds: readonly number[]) => T) {
    this.#decide = decide;
  }

  /** The id of "these candidates and one more". */
  with(id: number, pathId: number): number {
    const key = id * 2 ** 26 + pathId;
    const known = this.#next.get(key);
    if (known !== undefined) return known;
    const row = this.#rows[id];
    const next =
      this.#rows.push({ local: row?.local ?? LOCAL_ROUTE.none, pathIds: [...(row?.pathIds ?? []), pathId] }) - 1;
    this.#next.set(key, next);
    return next;
  }

  /** Takes every decision again and returns the ids whose new outcome is not the `same`. */
  decideAgain(same: (before: T, after: T) => boolean): Set<number> {
    const changed = new Set<number>();
    this.#rows.forEach((row, id) => {
      if (!row?.choice) return;
      const after = this.#decide(row.local, row.pathIds);
      if (!same(row.choice, after)) changed.add(id);
      row.choice = after;
    });
    return changed;
  }

  /** Undefined for id 0: the prefix was never looked at. */
  at(id: number): T | undefined {
    const row = this.#rows[id];
    if (!row) return undefined;
    row.choice ??= this.#decide(row.local, row.pathIds);
    return row.choice;
  }
}

/** The outcome of one decision, in terms of paths. */
export interface Choices {
  readonly local: LocalRoute;
  /** The best learned path; a local route, if there is one, goes before it. */
  readonly best: Path | undefined;
  /** The paths to install, best first. */
  readonly used: readonly Path[];
  readonly candidates: readonly Path[];
  readonly lost: readonly Loss[];
}
