/**
 * Knows the outcome for every distinct set of candidate routes a speaker has met, so that a million prefixes with the
 * same candidates are decided once; does not know the rules of the decision.
 */
import { Column, SparseColumn } from './column.ts';
import { IdTable } from './id-table.ts';
import type { RouteTable } from './route-table.ts';

/** What the speaker itself has for the prefix: nothing, a route it announces, or a route it uses but does not announce. */
export const LOCAL_ROUTE = { none: 1, originated: 2, inUse: 3 } as const;
export type LocalRoute = (typeof LOCAL_ROUTE)[keyof typeof LOCAL_ROUTE];

export interface Row {
  readonly local: LocalRoute;
  /** The route announced when `local` is originated, else 0. */
  readonly origin: number;
  /** Route ids in the order of peerings. */
  readonly candidates: readonly number[];
}
export interface Judge {
  /** Equal for routes that no decision tells apart while next hops resolve as they do. */
  classOf(route: number): number;
  /** The same for routes known to have one body. */
  classOfCore(core: number): number;
  /** Places among the candidates: the best, then the others to install. */
  decide(candidates: readonly number[]): readonly number[];
  /** Next hops may resolve differently now: whose routes changed class by that, see Core. */
  resolveAgain(): ReadonlySet<number>;
}

/** Choice ids: walk from a LocalRoute, through the route announced if there is one, through the candidates in order. */
export class ChoiceTable {
  readonly #rows = new IdTable();
  /** By LocalRoute: first route to choice. */
  readonly #firsts: SparseColumn[] = [];
  readonly #routes: RouteTable;
  readonly #judge: Judge;
  readonly #usedByText = new Map<string, number>();
  readonly #used: (readonly number[])[] = [];
  /** Choice id to number of a list in `used`, 0 before it was asked for. */
  #outcomes = new Column();
  /** The row walked last. */
  readonly #candidates: number[] = [];
  #local = 0;
  #origin = 0;
  /** The id before the first candidate. */
  #start = 0;
  readonly #outcomeByClasses = new Column();
  readonly #classLists = new IdTable();

  constructor(routes: RouteTable, judge: Judge) {
    this.#routes = routes;
    this.#judge = judge;
    for (const local of Object.values(LOCAL_ROUTE)) this.#rows.intern(0, local);
  }

  /** The id of "these routes and one more". */
  with(id: number, route: number): number {
    if (id > LOCAL_ROUTE.inUse) return this.#rows.intern(id, route);
    // The first route is nearly always another one: no hash for that.
    const column = this.#firsts[id] ?? new SparseColumn();
    this.#firsts[id] = column;
    const known = column.get(route);
    if (known !== 0) return known;
    const next = this.#rows.append(id, route);
    column.set(route, next);
    return next;
  }

  row(id: number): Row {
    const count = this.#walk(id);
    const local = this.#local as LocalRoute;
    return { local, origin: this.#origin, candidates: this.#candidates.slice(0, count).reverse() };
  }

  /** Candidates to install, best first, as places among the candidates. */
  used(id: number): readonly number[] {
    return this.#used[this.#outcome(id) - 1] ?? [];
  }

  /** The route id a peer may be told of: the speaker's own, or the best one learned. 0 for neither. */
  told(id: number): number {
    const count = this.#walk(id);
    if (this.#local === LOCAL_ROUTE.originated) return this.#origin;
    if (this.#local === LOCAL_ROUTE.inUse || count === 0) return 0;
    const [best] = this.used(id);
    // `used` walks the same row.
    return best === undefined ? 0 : (this.#candidates[count - 1 - best] ?? 0);
  }

  /** The id of the row without the routes of some peers, see Core. */
  without(id: number, isGone: (from: number) => boolean): number {
    const count = this.#walk(id);
    let left = this.#start;
    for (let at = count - 1; at >= 0; at -= 1) {
      const route = this.#candidates[at] ?? 0;
      if (!isGone(this.#routes.fromOf(route))) left = this.with(left, route);
    }
    return left;
  }

  /**
   * After next hops changed: takes decisions again. `isInUse`: whether any route of a peer (see Core) may be in a choice that a
   * prefix has now.
   */
  decideAgain(isInUse: (from: number) => boolean): ((id: number) => boolean) | undefined {
    const moved = this.#judge.resolveAgain();
    if (moved.size === 0) return undefined;
    const before = this.#outcomes;
    this.#outcomes = new Column();
    if (![...moved].some(isInUse)) return undefined;
    const same = new Uint8Array(this.#rows.size + 1);
    for (let id = 1; id <= this.#rows.size; id += 1) {
      const outcome = before.get(id);
      if (outcome === 0 ? this.#walk(id) === 0 : this.#outcome(id) === outcome) same[id] = 1;
    }
    return (id) => same[id] !== 1;
  }

  /** Reads a row into fields, candidates last to first, and returns their count: no list per row. */
  #walk(id: number): number {
    let count = 0;
    let [at, after] = [id, id];
    for (let before = this.#rows.first(at); before !== 0; before = this.#rows.first(at)) {
      this.#candidates[count] = this.#rows.second(at);
      count += 1;
      after = at;
      at = before;
    }
    this.#local = this.#rows.second(at);
    this.#origin = 0;
    this.#start = at;
    if (this.#local !== LOCAL_ROUTE.originated) return count;
    this.#start = after;
    this.#origin = this.#candidates[count - 1] ?? 0;
    return count - 1;
  }

  #outcome(id: number): number {
    const known = this.#outcomes.get(id);
    if (known !== 0) return known;
    const classes = this.#classesOf(this.#walk(id));
    const outcome = this.#outcomeByClasses.get(classes) || this.#numberOf(this.#judge.decide(this.row(id).candidates));
    this.#outcomeByClasses.set(classes, outcome);
    this.#outcomes.set(id, outcome);
    return outcome;
  }

  /** Mostly all candidates have one body, and what it holds beats or helps none of them: then only their cores decide. */
  #classesOf(count: number): number {
    const first = this.#candidates[0] ?? 0;
    const body = this.#routes.bodyIn(first);
    let isOneBody = true;
    for (let at = 1; at < count; at += 1)
      if (this.#routes.bodyIn(this.#candidates[at] ?? 0) !== body) isOneBody = false;
    let classes = isOneBody ? this.#classLists.intern(0, 0) : 0;
    for (let at = count - 1; at >= 0; at -= 1) {
      const route = this.#candidates[at] ?? 0;
      const one = isOneBody ? this.#judge.classOfCore(this.#routes.coreIn(route)) : this.#judge.classOf(route);
      classes = this.#classLists.intern(classes, one);
    }
    return classes;
  }

  #numberOf(used: readonly number[]): number {
    const text = used.join();
    const known = this.#usedByText.get(text) ?? this.#used.push(used);
    this.#usedByText.set(text, known);
    return known;
  }
}
