/**
 * Knows one id for every route seen, in two halves: its body, which travels unchanged from speaker to speaker (the AS path as
 * it entered the model, communities, MED), and its core, of which there are few (what was put in front of the path, the
 * other attributes, next hop, session). Decides nothing.
 */
import { SparseColumn } from './column.ts';
import { IdTable } from './id-table.ts';
import { type AttributeRest, ORIGINS, type Route } from './path-attributes.ts';

export type CoreAttributes = Omit<AttributeRest, 'communities' | 'med'>;
export interface Core {
  readonly rest: CoreAttributes;
  /** ASNs in front of the body's path. */
  readonly before: readonly number[];
  readonly nextHop: number;
  /** Ordinal of the receiving peering among its speaker's, from 1; 0 for a route on the wire or of the speaker's own. */
  readonly from: number;
}
/** The empty AS path, list of communities, or body. */
export const EMPTY = 0;
const NO_MED = 0;

/** Ids start at 1, so that 0 in a column is "no route". */
export class RouteTable {
  /** (ASN, rest of the path). */
  readonly #paths = new IdTable();
  /** (number of a community, rest of the list), highest number first. */
  readonly #lists = new IdTable();
  /** (AS, value). */
  readonly #communities = new IdTable();
  /** (path, list of communities, number of the MED). */
  readonly #bodies = new IdTable(3);
  /** (MED, 0). */
  readonly #meds = new IdTable();
  /** A core is the end of a walk over its numbers. */
  readonly #coreSteps = new IdTable();
  readonly #cores: (Core | undefined)[] = [];
  /** By core: body to route. Bodies of neighbouring prefixes are neighbours, so no hash is needed. */
  readonly #routeOf: (SparseColumn | undefined)[] = [];
  #halves = new Int32Array(64);
  #size = 0;

  pathOf(asPath: readonly number[]): number {
    let path = EMPTY;
    for (let index = asPath.length - 1; index >= 0; index -= 1) path = this.#paths.intern(asPath[index] ?? 0, path);
    return path;
  }

  /** The first ASN of a path, 0 for the empty one, and what follows it. */
  head(path: number): number {
    return this.#paths.first(path) >>> 0;
  }

  next(path: number): number {
    return this.#paths.second(path);
  }

  /** Pairs of AS and value, one after the other, in any order. */
  communityList(pairs: readonly number[]): number {
    if (pairs.length === 0) return EMPTY;
    const numbers: number[] = [];
    for (let at = 0; at < pairs.length; at += 2)
      numbers.push(this.#communities.intern(pairs[at] ?? 0, pairs[at + 1] ?? 0));
    numbers.sort((left, right) => left - right);
    let list = EMPTY;
    let last = 0;
    for (const number of numbers) {
      if (number !== last) list = this.#lists.intern(number, list);
      last = number;
    }
    return list;
  }

  listOf(communities: readonly string[]): number {
    return this.communityList(communities.flatMap((text) => text.split(':').map(Number)));
  }

  firstInList(list: number): number {
    return this.#lists.first(list);
  }

  nextInList(list: number): number {
    return this.#lists.second(list);
  }

  community(number: number): string {
    return `${this.#communities.first(number)}:${this.#communities.second(number)}`;
  }

  bodyOf(path: number, list: number, med: number | undefined): number {
    return this.#bodies.intern(path, list, med === undefined ? NO_MED : this.#meds.intern(med, 0));
  }

  pathIn(body: number): number {
    return this.#bodies.first(body);
  }

  listIn(body: number): number {
    return this.#bodies.second(body);
  }

  medIn(body: number): number | undefined {
    const number = this.#bodies.third(body);
    return number === NO_MED ? undefined : this.#meds.first(number) >>> 0;
  }

  coreOf(rest: CoreAttributes, before: readonly number[], nextHop: number, from: number): number {
    const { origin, localPref, onlyToCustomer, originatorId, clusterList } = rest;
    const steps = this.#coreSteps;
    const absent =
      (localPref === undefined ? 1 : 0) + (onlyToCustomer === undefined ? 2 : 0) + (originatorId === undefined ? 4 : 0);
    let core = steps.intern(EMPTY, ORIGINS.indexOf(origin) * 8 + absent);
    core = steps.intern(steps.intern(core, localPref ?? 0), onlyToCustomer ?? 0);
    core = steps.intern(steps.intern(core, originatorId ?? 0), nextHop);
    core = steps.intern(steps.intern(core, from), clusterList.length);
    for (const one of clusterList) core = steps.intern(core, one);
    core = steps.intern(core, before.length);
    for (const one of before) core = steps.intern(core, one);
    this.#cores[core] ??= { rest: coreAttributes(rest), before, nextHop, from };
    return core;
  }

  coreAt(core: number): Core | undefined {
    return this.#cores[core];
  }

  join(body: number, core: number): number {
    let column = this.#routeOf[core];
    if (!column) {
      column = new SparseColumn();
      this.#routeOf[core] = column;
    }
    const known = column.get(body);
    if (known !== 0) return known;
    this.#size += 1;
    const at = this.#size * 2;
    if (at + 2 > this.#halves.length) {
      const wider = new Int32Array(this.#halves.length * 2);
      wider.set(this.#halves);
      this.#halves = wider;
    }
    this.#halves[at] = body;
    this.#halves[at + 1] = core;
    column.set(body, this.#size);
    return this.#size;
  }

  bodyIn(route: number): number {
    return this.#halves[route * 2] ?? 0;
  }

  coreIn(route: number): number {
    return this.#halves[route * 2 + 1] ?? 0;
  }

  /** A route whose whole path is the body's. */
  intern({ attributes, nextHop }: Route, from = 0): number {
    const body = this.bodyOf(this.pathOf(attributes.asPath), this.listOf(attributes.communities), attributes.med);
    return this.join(body, this.coreOf(attributes, [], nextHop, from));
  }

  lengthIn(route: number): number {
    let length = this.#cores[this.coreIn(route)]?.before.length ?? 0;
    for (let at = this.pathIn(this.bodyIn(route)); at !== EMPTY; at = this.next(at)) length += 1;
    return length;
  }

  neighborIn(route: number): number {
    return this.#cores[this.coreIn(route)]?.before[0] ?? this.head(this.pathIn(this.bodyIn(route)));
  }

  asPathIn(route: number): number[] {
    const asns = [...(this.coreAt(this.coreIn(route))?.before ?? [])];
    for (let at = this.pathIn(this.bodyIn(route)); at !== EMPTY; at = this.next(at)) asns.push(this.head(at));
    return asns;
  }

  /** Written out; undefined for 0 and for ids never given out. */
  at(route: number): (Route & Pick<Core, 'from'>) | undefined {
    const core = this.coreAt(this.coreIn(route));
    if (!core || route > this.#size) return undefined;
    const body = this.bodyIn(route);
    const communities: string[] = [];
    for (let list = this.listIn(body); list !== EMPTY; list = this.nextInList(list))
      communities.push(this.community(this.firstInList(list)));
    const med = this.medIn(body);
    const attributes = {
      asPath: this.asPathIn(route),
      communities: communities.sort(),
      ...(med !== undefined && { med }),
      ...core.rest,
    };
    return { attributes, nextHop: core.nextHop, from: core.from };
  }
}

function coreAttributes({
  origin,
  localPref,
  onlyToCustomer,
  originatorId,
  clusterList,
}: CoreAttributes): CoreAttributes {
  return {
    origin,
    ...(localPref !== undefined && { localPref }),
    ...(onlyToCustomer !== undefined && { onlyToCustomer }),
    ...(originatorId !== undefined && { originatorId }),
    clusterList,
  };
}
