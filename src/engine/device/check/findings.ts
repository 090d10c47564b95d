/** What may be wrong with a customer's configuration: codes in order of importance. Sentences are made elsewhere. */

/** Nothing below a missing thing is looked at, so the first finding is the one to mend first. */
export const findingOrder = [
  'absent',
  'interface-missing',
  'wrong-interface',
  'pairs-swapped',
  'interface-shut',
  'vlan',
  'vlan-missing',
  'second-host',
  'mask',
  'address',
  'address-missing',
  'acl-bgp',
  'bgp-missing',
  'local-as',
  'wrong-process',
  'peer-missing',
  'peer-address',
  'session-shut',
  'remote-as',
  'remote-as-missing',
  'key',
  'key-missing',
  'key-extra',
  'key-placeholder',
  'ttl-security',
  'source',
  'router-id',
  'not-activated',
  'policy-required',
  'network',
  'network-missing',
  'network-refused',
  'filter-out',
  'filter-in',
  'static',
  'static-missing',
  'acl-icmp',
  'filter-undefined',
  'route-unseen',
  'network-extra',
  'bfd-missing',
  'timers',
] as const;
export type FindingCode = (typeof findingOrder)[number];

/** These cost redundancy, speed or clarity, not the connection. */
const weak: ReadonlySet<FindingCode> = new Set([
  'acl-icmp',
  'filter-undefined',
  'route-unseen',
  'network-extra',
  'bfd-missing',
  'timers',
]);

/** `broken`: a session or a route fails. */
export type Severity = 'broken' | 'weak';
export const severityOf = (code: FindingCode): Severity => (weak.has(code) ? 'weak' : 'broken');

export interface ConfigFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Where it stands, counted from 1. */
  readonly line?: number;
  /** Something is missing: it belongs below this line. */
  readonly after?: number;
  /** 1 or 2: the line router it is about. */
  readonly router?: number;
  /** `actual` and `expected` where one value stands in place of another. Never a key. */
  readonly values: Readonly<Record<string, string | number>>;
  /** What to enter, in the device's language. */
  readonly fix: readonly string[];
}

/** A finding before its correction is written. */
export interface Problem extends Omit<ConfigFinding, 'severity' | 'fix' | 'values'> {
  readonly values?: ConfigFinding['values'];
  /** Lines of the right configuration that would mend it. */
  readonly want?: readonly (number | undefined)[];
  /** A line of the customer's that has to go. */
  readonly undo?: number;
}

/** What could not be compared, in words of the report. */
export type Unchecked = 'key-sealed' | 'interfaces-unseen' | 'policy-unclear';
