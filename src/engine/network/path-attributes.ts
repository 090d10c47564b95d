/** Knows sets of path attributes and gives each distinct set, and each (set, next hop) route, one id; does not know who sent them. */

export const ORIGINS = ['igp', 'egp', 'incomplete'] as const;
export type Origin = (typeof ORIGINS)[number];

/** The next hop is deliberately not in here: two lines then share one set. */
export interface AttributeSet {
  readonly asPath: readonly number[];
  readonly origin: Origin;
  readonly med?: number;
  readonly localPref?: number;
  /** `asn:value`, sorted, unique. */
  readonly communities: readonly string[];
  /** Only to Customer, RFC 9234. */
  readonly onlyToCustomer?: number;
  /** RFC 4456, router ids as u32. */
  readonly originatorId?: number;
  readonly clusterList: readonly number[];
}

export interface Route {
  readonly attributes: AttributeSet;
  readonly nextHop: number;
}

/** What a network statement puts into BGP. */
export const ORIGINATED: AttributeSet = { asPath: [], origin: 'igp', communities: [], clusterList: [] };

export const DEFAULT_LOCAL_PREF = 100;

export function withCommunities(set: AttributeSet, added: readonly string[]): AttributeSet {
  return { ...set, communities: [...new Set([...set.communities, ...added])].sort() };
}

function keyOf(set: AttributeSet): string {
  return [
    set.asPath.join(' '),
    set.origin,
    set.med ?? '',
    set.localPref ?? '',
    set.communities.join(' '),
    set.onlyToCustomer ?? '',
    set.originatorId ?? '',
    set.clusterList.join(' '),
  ].join('|');
}

/** Route ids start at 1, so that 0 in a column is "no route". */
export class RouteTable {
  #sets: AttributeSet[] = [];
  #setIds = new Map<string, number>();
  #routes: Route[] = [];
  #routeIds = new Map<number, number>();

  intern(attributes: AttributeSet, nextHop: number): number {
    const key = keyOf(attributes);
    let set = this.#setIds.get(key);
    if (set === undefined) {
      set = this.#sets.push(attributes) - 1;
      this.#setIds.set(key, set);
    }
    // u32 next hop and a set id below 2^21 fit one exact number.
    const routeKey = set * 2 ** 32 + nextHop;
    const known = this.#routeIds.get(routeKey);
    if (known !== undefined) return known;
    const id = this.#routes.push({ attributes: this.#sets[set] ?? attributes, nextHop });
    this.#routeIds.set(routeKey, id);
    return id;
  }

  /** Undefined for 0 and for ids never given out. */
  at(id: number): Route | undefined {
    return this.#routes[id - 1];
  }
}
