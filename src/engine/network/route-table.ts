/**
 * Knows one id for every route seen, in two halves: its body, which travels unchanged from speaker to speaker (the AS path as
 * it entered the model, communities, MED), and its core, of which there are few (what was put in front of the path, the
 * other attributes, next hop, session). Decides nothing.
 */
import { Column } from './column.ts';
import { IdTable } from './id-table.ts';
import { type AttributeRest, ORIGINS, type Route } from './path-attributes.ts';
import { SequenceTable } from './sequence-table.ts';

export type CoreAttributes = Omit<AttributeRest, 'communities' | 'med'>;
export interface Core {
  readonly rest: CoreAttributes;
  /** ASNs in front of the body's path. */
  readonly before: readonly number[];
  readonly nextHop: number;
  /** Ordinal of the receiving peering among its speaker's, from 1; 0 for a route on the wire or of the speaker's own. */
  readonly from: number;
}
const NO_MED = 0;

/** Bodies of neighbouring prefixes are neighbours: routes with one core get their ids by the block. */
const BLOCK_BITS = 6;
const IN_BLOCK = 2 ** BLOCK_BITS - 1;

/** No id is 0, so that 0 in a column is "no route". */
export class RouteTable {
  /** Of ASNs. */
  readonly paths = new SequenceTable();
  /** Of numbers of communities, in rising order, each once. */
  readonly lists = new SequenceTable();
  /** (AS, value). */
  readonly #communities = new IdTable();
  /** (path, list of communities, number of the MED). */
  readonly #bodies = new IdTable(3);
  /** (MED, 0). */
  readonly #meds = new IdTable();
  /** A core is the end of a walk over its numbers. */
  readonly #coreSteps = new IdTable();
  readonly #cores: (Core | undefined)[] = [];
  /** (core, block of bodies). */
  readonly #blocks = new IdTable();
  /** By body: which ASNs its path may hold, see `mayHold`. */
  readonly #signs = new Column();

  /** Pairs of AS and value, one after the other, in any order. */
  communityList(pairs: readonly number[]): number {
    if (pairs.length === 0) return this.lists.intern([]);
    const numbers: number[] = [];
    for (let at = 0; at < pairs.length; at += 2)
      numbers.push(this.#communities.intern(pairs[at] ?? 0, pairs[at + 1] ?? 0));
    numbers.sort((left, right) => left - right);
    return this.lists.intern(numbers.filter((number, at) => number !== numbers[at - 1]));
  }

  listOf(communities: readonly string[]): number {
    return this.communityList(communities.flatMap((text) => text.split(':').map(Number)));
  }

  community(number: number): string {
    return `${this.#communities.first(number)}:${this.#communities.second(number)}`;
  }

  bodyOf(path: number, list: number, med: number | undefined): number {
    const body = this.#bodies.intern(path, list, med === undefined ? NO_MED : this.#meds.intern(med, 0));
    if (this.#signs.get(body) === 0) this.#sign(body, path);
    return body;
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

  /** False is certain, and saves a walk along the path of nearly every route. */
  mayHold(body: number, asn: number): boolean {
    return (this.#signs.get(body) & signOf(asn)) !== 0;
  }

  #sign(body: number, path: number): void {
    let sign = SIGNED;
    for (let at = 0; at < this.paths.lengthOf(path); at += 1) sign |= signOf(this.paths.at(path, at));
    this.#signs.set(body, sign);
  }

  coreOf(rest: CoreAttributes, before: readonly number[], nextHop: number, from: number): number {
    const { origin, localPref, onlyToCustomer, originatorId, clusterList } = rest;
    const steps = this.#coreSteps;
    const absent =
      (localPref === undefined ? 1 : 0) + (onlyToCustomer === undefined ? 2 : 0) + (originatorId === undefined ? 4 : 0);
    let core = steps.intern(0, ORIGINS.indexOf(origin) * 8 + absent);
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

  /** Whose route it is, see Core. */
  fromOf(route: number): number {
    return this.#cores[this.coreIn(route)]?.from ?? 0;
  }

  join(body: number, core: number): number {
    return (this.#blocks.intern(core, body >>> BLOCK_BITS) << BLOCK_BITS) | (body & IN_BLOCK);
  }

  bodyIn(route: number): number {
    return (this.#blocks.second(route >>> BLOCK_BITS) << BLOCK_BITS) | (route & IN_BLOCK);
  }

  coreIn(route: number): number {
    return this.#blocks.first(route >>> BLOCK_BITS);
  }

  /** A route whose whole path is the body's. */
  intern({ attributes, nextHop }: Route, from = 0): number {
    const body = this.bodyOf(this.paths.intern(attributes.asPath), this.listOf(attributes.communities), attributes.med);
    return this.join(body, this.coreOf(attributes, [], nextHop, from));
  }

  lengthIn(route: number): number {
    const before = this.#cores[this.coreIn(route)]?.before.length ?? 0;
    return before + this.paths.lengthOf(this.pathIn(this.bodyIn(route)));
  }

  /** 0 for the empty path. */
  neighborIn(route: number): number {
    const path = this.pathIn(this.bodyIn(route));
    return this.#cores[this.coreIn(route)]?.before[0] ?? (this.paths.lengthOf(path) > 0 ? this.paths.at(path, 0) : 0);
  }

  asPathIn(route: number): number[] {
    return [...(this.coreAt(this.coreIn(route))?.before ?? []), ...this.paths.listAt(this.pathIn(this.bodyIn(route)))];
  }

  /** Written out; undefined for 0. */
  at(route: number): (Route & Pick<Core, 'from'>) | undefined {
    const core = this.coreAt(this.coreIn(route));
    if (!core) return undefined;
    const body = this.bodyIn(route);
    const communities = this.lists.listAt(this.listIn(body)).map((number) => this.community(number));
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

/** One of 30 bits; AS 0 has one of its own (RFC 7607). */
const signOf = (asn: number): number => (asn === 0 ? 2 : 4 << ((Math.imul(asn, 0x9e3779b1) >>> 27) % 29));
/** So that the sign of a body is never 0. */
const SIGNED = 1;

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
