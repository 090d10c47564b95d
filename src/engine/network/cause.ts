/**
 * Knows the form of a named cause: a code, the field at fault, its value and the smallest change that helps;
 * contains no sentence for people.
 */

import type { AcceptRefusal } from './accept.ts';
import type { AdvertiseRefusal } from './advertise.ts';

export type CauseCode = SessionCauseCode | RouteCauseCode;
/** Why routes or packets do not get through although sessions may be up. */
export type RouteCauseCode =
  | AcceptRefusal
  | AdvertiseRefusal
  | 'not-announced'
  | 'next-hop-unreachable'
  | 'outside-propagation'
  | 'gateway-unreachable'
  | 'nobody-has-route'
  | 'blackhole-route'
  | 'address-missing'
  | 'links-isolated'
  | 'forwarding-loop'
  | 'ttl-exceeded';
export type SessionCauseCode =
  | 'node-down'
  | 'daemon-stopped'
  | 'shutdown'
  | 'max-prefix-exceeded'
  | 'link-down'
  | 'link-silent'
  | 'vlan-mismatch'
  | 'local-address-missing'
  | 'peer-address-missing'
  | 'peer-not-connected'
  | 'peer-unreachable'
  | 'ttl-too-low'
  | 'ttl-security-one-sided'
  | 'password-mismatch'
  | 'both-passive'
  | 'bad-peer-as'
  | 'bad-identifier'
  | 'duplicate-identifier'
  | 'bad-hold-time'
  | 'role-mismatch'
  | 'role-missing';

export interface Cause {
  readonly code: CauseCode;
  /** Path into the Network value, e.g. `sessions.lr1-cust.b.remoteAs`. */
  readonly field: string;
  readonly value?: string | number | boolean;
  /** The value that would help; absent when a person must choose. Never a secret. */
  readonly fix?: string | number | boolean;
  readonly clause?: string;
  readonly notification?: readonly [number, number];
}
