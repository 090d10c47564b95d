/** What the fields of a client device plan may hold: numbers, lengths and patterns. Knows no rule and no vendor. */

export interface Span {
  readonly min: number;
  readonly max: number;
}

/** Whole numbers, by path in the plan. Both ends pass. */
export const numberSpans = {
  vlan: { min: 1, max: 4000 },
  customerAsn: { min: 65_001, max: 65_499 },
  cloudAsn: { min: 1, max: 4_294_967_294 },
  // RFC 4271 §4.2 also allows 0 (no keepalives): a line that falls silent would then never be noticed.
  holdSeconds: { min: 3, max: 65_535 },
  keepaliveSeconds: { min: 1, max: 21_845 },
  // The line routers carry packets of 1500 bytes and no larger ones; every host takes 576 (RFC 791 §3.1).
  mtu: { min: 576, max: 1500 },
  // The health check of a virtual interface.
  'bfd.minTxMs': { min: 200, max: 1000 },
  'bfd.minRxMs': { min: 200, max: 1000 },
  'bfd.multiplier': { min: 3, max: 10 },
} as const satisfies Record<string, Span>;

/** Characters. */
export const textSpans = {
  name: { min: 1, max: 32 },
  description: { min: 0, max: 256 },
} as const satisfies Record<string, Span>;

/** Ranges that may be listed: as many as a border gateway takes dynamic routes. */
export const rangesMax = 300;

/** TCP MD5 key: 6 to 80 printable ASCII characters without spaces. */
export const keyPattern = /^[\x21-\x7e]{6,80}$/;

/** A physical port as every vendor writes one, at most 31 characters: nothing here can end a word or a line. */
export const portPattern = /^[A-Za-z0-9][A-Za-z0-9/._:-]{0,30}$/;

/** RFC 1918. */
export const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const;

export const linkLength = 30;

export const defaults = {
  cloudAsn: 64_512,
  holdSeconds: 90,
  keepaliveSeconds: 30,
  mtu: 1500,
} as const;
