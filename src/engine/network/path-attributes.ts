/** Knows sets of path attributes as values, and the text that is equal for equal sets; does not know who sent them. */

export const ORIGINS = ['igp', 'egp', 'incomplete'] as const;
export type Origin = (typeof ORIGINS)[number];

/** Everything but the AS path: few of these serve many paths. */
export interface AttributeRest {
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

/** The next hop is deliberately not in here: two lines then share one set. */
export interface AttributeSet extends AttributeRest {
  readonly asPath: readonly number[];
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
