/** The border gateway's order of preference and every reason for a route not to be in effect, as rows (domain §4, §5.3, §5.10). Compares nothing. */

/** What a route points at; the lower number is preferred, before anything else is looked at. */
export const hopRank = { attachment: 100, interface: 120, vpn: 140 } as const;
export type HopKind = keyof typeof hopRank;

/** How a route came to the gateway. `learned` is eBGP from the line routers. */
export const kindRank = { static: 100, propagated: 120, learned: 150 } as const;
export type RouteKind = keyof typeof kindRank;

/** One route that asks to be in effect. */
export interface Candidate {
  /** Stable and unique on the gateway: `static <route>`, `<attachment> <subnet>` or `<interface> <range>`. */
  readonly id: string;
  readonly destination: string;
  readonly hop: HopKind;
  /** Attachment or virtual interface. */
  readonly nextHop: string;
  readonly kind: RouteKind;
  /** Length of the AS_PATH; 0 where there is none. */
  readonly metric: number;
  /** Log version of what brought it; among statics their place in the list. Older comes first. */
  readonly since: number;
  /** Only exports of attachments: their VPC. */
  readonly vpc?: string;
  /** Whether its next hop can carry traffic now. */
  readonly available: boolean;
  /** Line routers of the interface that carry it. */
  readonly over: readonly string[];
  /** Statics an engineer has not let in. */
  readonly standing?: 'pending-verification' | 'rejected';
}

/** The comparison among routes to one destination, in order; the lowest value stays. */
export const preference = [
  { reason: 'next-hop-type', value: (route: Candidate) => hopRank[route.hop] },
  { reason: 'route-type', value: (route: Candidate) => kindRank[route.kind] },
  { reason: 'metric', value: (route: Candidate) => route.metric },
] as const;

/** Why a route is not in effect, each with the fact behind it. */
export const lossClauses = {
  'pending-verification': 'domain §5.10',
  rejected: 'domain §5.10',
  'quota-blocked': 'domain §4',
  'next-hop-unavailable': 'domain §5.3 (4)',
  overlap: 'domain §5.3 (2)',
  'next-hop-type': 'domain §5.3 (1a)',
  'route-type': 'domain §5.3 (1b)',
  metric: 'domain §5.3 (1c)',
  'ecmp-limit': 'domain §5.4',
} as const;
export type LossReason = keyof typeof lossClauses;

export interface Loss {
  readonly reason: LossReason;
  readonly clause: string;
  /** Id of the candidate it lost to. */
  readonly by?: string;
  /** Its own value and the winning one, where numbers were compared. */
  readonly value?: number;
  readonly winning?: number;
}

export function lost(reason: LossReason, more: Omit<Loss, 'reason' | 'clause'> = {}): Loss {
  return { reason, clause: lossClauses[reason], ...more };
}
