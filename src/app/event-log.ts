/** The log of decisions as a port: what an entry is, how entries are read and appended. Knows no store. */

import type { ChainEnd } from '../engine/audit/chain.ts';

/** Names of the logs: `tenant:acme`, `site:cn-north-1`, `roster`, `cashier:acme`. */
export type LogName = string;

/** The store has forgotten entries that were read from it or acknowledged. */
export class EntriesLost extends Error {
  override readonly name = 'EntriesLost';
}

/** One decision: everything that happened at once, who wanted it, and what led to it. */
export interface Entry {
  readonly version: number;
  readonly at: number;
  /** Person id, or `system:<job>`. */
  readonly by: string;
  /** The delivery or job that led here; one cause acts once per log. */
  readonly cause: string;
  readonly events: readonly unknown[];
  /** Generation of the events' shapes; absent: the first. */
  readonly schema?: number | undefined;
  /** Links the entry to the one before (`engine/audit/chain.ts`); absent: written before there was a chain. */
  readonly hash?: string | undefined;
}

/** The only truth. An append names the version it read; a log that moved on refuses it. */
export interface EventLog {
  /** Entries with a version above `after`, in order. */
  read(log: LogName, after: number): Promise<Entry[]>;
  /**
   * `false`: the log does not end before this version, read again and decide again. With `end`, what was decided on needs
   * no reading beforehand: the entry is taken only after the very entry that ended the log then. Throws when the outcome is
   * unknown.
   */
  append(log: LogName, entry: Entry, end?: ChainEnd): Promise<boolean>;
  /** Call before an append: effects of this version may be missing until `settled`. */
  unsettled(log: LogName, version: number, at: number): Promise<void>;
  settled(log: LogName, version: number): Promise<void>;
  /** Logs marked before `before`, oldest first, at most `count`. */
  unsettledBefore(before: number, count: number): Promise<{ log: LogName; version: number }[]>;
  /** All logs there are, by name. */
  names(): Promise<LogName[]>;
  /** SHA-256 in hex: what entries are chained with. */
  readonly digest: (text: string) => string;
}
