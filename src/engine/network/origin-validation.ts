/** Knows RFC 6811 route origin validation against a list of authorised prefixes; does not know where the list comes from. */
import { contains, type Prefix } from './prefix.ts';

/** A validated ROA payload: `asn` may announce `prefix` and anything inside it up to `maxLength`. */
export interface Authorisation {
  readonly prefix: Prefix;
  readonly maxLength: number;
  readonly asn: number;
}
export type OriginValidity = 'valid' | 'invalid' | 'not-found';

/** `originAs` is undefined for a path that ends in an AS_SET (RFC 6811 §2, origin NONE). AS 0 authorises nobody (RFC 6483 §4). */
export function validateOrigin(
  authorisations: readonly Authorisation[],
  prefix: Prefix,
  originAs: number | undefined,
): OriginValidity {
  const covering = authorisations.filter((one) => contains(one.prefix, prefix));
  if (covering.length === 0) return 'not-found';
  const allowed = covering.some((one) => one.asn !== 0 && one.asn === originAs && prefix.length <= one.maxLength);
  return allowed ? 'valid' : 'invalid';
}
