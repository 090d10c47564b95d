/**
 * Knows what a rule did to routes, so that it runs once for all with the same core; does not know the rule. The rule may
 * look at a body and a prefix only through `facts`, and may put ASNs in front, drop the MED and change the core; one that
 * does more to bodies has facts of its own for each.
 */
import { IdTable } from './id-table.ts';
import type { Route } from './path-attributes.ts';
import type { RouteTable } from './route-table.ts';
import { RuleFacts } from './rule-facts.ts';

interface Edit {
  readonly core: number;
  readonly keepsMed: boolean;
  /** Instead of the body that came in. */
  readonly body?: number;
}
const REFUSED = -1;

const endsWith = (path: readonly number[], end: readonly number[]): boolean =>
  path.length >= end.length && end.every((asn, at) => path[path.length - end.length + at] === asn);

export class RouteEdits {
  #facts = new RuleFacts();
  /** (facts, core), of which there are few. */
  #cases = new IdTable();
  /** By case; undefined before the rule was run. */
  #edits: (Edit | typeof REFUSED | undefined)[] = [];

  get facts(): RuleFacts {
    return this.#facts;
  }

  /** The rule itself is another one now. */
  forget(): void {
    this.#cases = new IdTable();
    this.#edits = [];
    this.#facts = new RuleFacts();
  }

  /** The id of the changed route, 0 for a refused one; undefined when the rule must be run. */
  apply(routes: RouteTable, route: number, facts: number): number | undefined {
    const edit = this.#edits[this.#cases.intern(facts, routes.coreIn(route))];
    if (edit === undefined) return undefined;
    if (edit === REFUSED) return 0;
    const body = edit.body ?? routes.bodyIn(route);
    if (edit.keepsMed || routes.medIn(body) === undefined) return routes.join(body, edit.core);
    return routes.join(routes.bodyOf(routes.pathIn(body), routes.listIn(body), undefined), edit.core);
  }

  /** Keeps what the rule made of the route: a text for a refusal. */
  learn(routes: RouteTable, route: number, facts: number, verdict: Route | string, from: number): number {
    this.#edits[this.#cases.intern(facts, routes.coreIn(route))] =
      typeof verdict === 'string' ? REFUSED : editOf(routes, route, verdict, from);
    return this.apply(routes, route, facts) ?? 0;
  }
}

function editOf(routes: RouteTable, route: number, { attributes, nextHop }: Route, from: number): Edit {
  const { asPath, communities, med } = attributes;
  const body = routes.bodyIn(route);
  const before = routes.asPathIn(route);
  const list = routes.listOf(communities);
  const path = before.slice(routes.coreAt(routes.coreIn(route))?.before.length ?? 0);
  const stays = endsWith(asPath, path) && list === routes.listIn(body);
  const keepsMed = med === routes.medIn(body);
  if (stays && (keepsMed || med === undefined)) {
    const front = asPath.slice(0, asPath.length - path.length);
    return { core: routes.coreOf(attributes, front, nextHop, from), keepsMed };
  }
  const other = routes.bodyOf(routes.paths.intern(asPath), list, med);
  return { core: routes.coreOf(attributes, [], nextHop, from), keepsMed: true, body: other };
}
