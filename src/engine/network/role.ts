/** Knows RFC 9234: which BGP roles may meet and what the Only-to-Customer attribute allows; does not know other policy. */
import type { Role } from './network.ts';
import type { AttributeSet } from './path-attributes.ts';

/** The one role a peer may have, per local role (RFC 9234 §4.2). */
const COUNTERPART: Readonly<Record<Role, Role>> = {
  provider: 'customer',
  customer: 'provider',
  peer: 'peer',
  'rs-server': 'rs-client',
  'rs-client': 'rs-server',
};

/** Local roles whose peer sits above or beside: their routes must not come from below with OTC on (§5). */
const PEER_IS_BELOW: Readonly<Record<Role, boolean>> = {
  provider: true,
  'rs-server': true,
  peer: false,
  customer: false,
  'rs-client': false,
};

export function counterpartOf(role: Role): Role {
  return COUNTERPART[role];
}

/** Ingress: the set to keep, or undefined for a leaked route. */
export function receiveOnlyToCustomer(
  set: AttributeSet,
  role: Role | undefined,
  peerAs: number,
): AttributeSet | undefined {
  if (role === undefined) return set;
  const marked = set.onlyToCustomer !== undefined;
  if (PEER_IS_BELOW[role]) return marked ? undefined : set;
  if (role === 'peer' && marked && set.onlyToCustomer !== peerAs) return undefined;
  return marked ? set : { ...set, onlyToCustomer: peerAs };
}

/** Egress: the set to send, or undefined when the route must not go there. */
export function sendOnlyToCustomer(set: AttributeSet, role: Role | undefined, ownAs: number): AttributeSet | undefined {
  if (role === undefined) return set;
  const marked = set.onlyToCustomer !== undefined;
  const peerIsAboveOrBeside = !PEER_IS_BELOW[role];
  if (marked) return peerIsAboveOrBeside ? undefined : set;
  const peerIsBelowOrBeside = PEER_IS_BELOW[role] || role === 'peer';
  return peerIsBelowOrBeside ? { ...set, onlyToCustomer: ownAs } : set;
}
