/**
 * Knows everything accept.ts and advertise.ts look at in a route's AS path, communities and prefix, as one number; routes
 * with one core and one number share one verdict. Decides nothing.
 */
import { allowedOwnAs } from './accept.ts';
import { SparseColumn } from './column.ts';
import { isWellKnown } from './communities.ts';
import { IdTable } from './id-table.ts';
import type { CompiledPolicy } from './policy.ts';
import type { RouteTable } from './route-table.ts';
import type { Peering } from './state.ts';

const MATTERS = 1;
const IGNORED = 2;
export const REWRITES = -1;

/** A loop and an AS 0. */
export function receivedPathFacts(at: Peering, routes: RouteTable, route: number): number {
  const { asn } = at.speaker;
  const before = routes.coreAt(routes.coreIn(route))?.before ?? [];
  const body = routes.bodyIn(route);
  let zero = false;
  let own = 0;
  for (const one of before) {
    if (one === asn) own += 1;
    if (one === 0) zero = true;
  }
  if (routes.mayHold(body, asn) || routes.mayHold(body, 0)) {
    const path = routes.pathIn(body);
    for (let place = 0; place < routes.paths.lengthOf(path); place += 1) {
      const one = routes.paths.at(path, place);
      if (one === asn) own += 1;
      else if (one === 0) zero = true;
    }
  }
  return (zero ? 2 : 0) + (own > allowedOwnAs(at) ? 1 : 0);
}

/** Of one direction of one side, as long as its policy stays. */
export class RuleFacts {
  readonly #numbers = new IdTable();
  /** By community: whether a rule asks for it. */
  readonly #asked = new SparseColumn();

  /** `path` is what the rule sees of the AS path, REWRITES when it changes more than what stands in front. */
  of(routes: RouteTable, route: number, policy: CompiledPolicy | undefined, prefixClass: number, path: number): number {
    const body = routes.bodyIn(route);
    const isOwnCase =
      path === REWRITES || policy?.changesBodies === true || this.#asksFor(routes, routes.listIn(body), policy);
    const hasMed = routes.medIn(body) === undefined ? 0 : 1;
    const seen = isOwnCase ? this.#numbers.intern(-1, body) : 0;
    if (seen === 0 && path === 0 && prefixClass === 0) return hasMed;
    return this.#numbers.intern(this.#numbers.intern(-2 - seen, path), prefixClass) * 2 + hasMed;
  }

  #asksFor(routes: RouteTable, list: number, policy: CompiledPolicy | undefined): boolean {
    for (let place = 0; place < routes.lists.lengthOf(list); place += 1) {
      const community = routes.lists.at(list, place);
      if ((this.#asked.get(community) || this.#ask(community, routes.community(community), policy)) === MATTERS)
        return true;
    }
    return false;
  }

  #ask(community: number, text: string, policy: CompiledPolicy | undefined): number {
    const answer = isWellKnown(text) || policy?.asksFor.has(text) === true ? MATTERS : IGNORED;
    this.#asked.set(community, answer);
    return answer;
  }
}
