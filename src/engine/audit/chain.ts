/**
 * The chain of a log: each entry's hash covers the hash before it, the log's name and the entry itself. Knows how an
 * entry is linked and what breaks a chain; not where logs are kept.
 */
import { canonical } from './canonical.ts';

/** SHA-256 of a text, in hex. Comes in: the engine has no library for it. */
export type Digest = (text: string) => string;

/** What of an entry the chain covers. Entries written before there was a chain carry no `hash`. */
export interface Link {
  readonly version: number;
  readonly hash?: string | undefined;
}

/** How far a chain has been followed. */
export interface ChainEnd {
  readonly version: number;
  /** Hash of the last entry; empty before the first. */
  readonly hash: string;
  /** An entry with a hash was seen: from here on every entry must carry one. */
  readonly sealed: boolean;
}

export const chainStart: ChainEnd = { version: 0, hash: '', sealed: false };

export function linkHash(digest: Digest, log: string, before: string, entry: Link): string {
  return digest(canonical([log, before, { ...entry, hash: undefined }]));
}

export type Broken = 'edited' | 'unsealed';

/** The chain with one more entry, or why the entry does not continue it. */
export function follow(
  digest: Digest,
  log: string,
  end: ChainEnd,
  entry: Link,
): { readonly ok: true; readonly end: ChainEnd } | { readonly ok: false; readonly broken: Broken } {
  const hash = linkHash(digest, log, end.hash, entry);
  if (entry.hash === undefined && end.sealed) return { ok: false, broken: 'unsealed' };
  if (entry.hash !== undefined && entry.hash !== hash) return { ok: false, broken: 'edited' };
  return { ok: true, end: { version: entry.version, hash, sealed: end.sealed || entry.hash !== undefined } };
}
