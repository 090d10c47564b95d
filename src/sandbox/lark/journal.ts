/** Knows what crossed the wire, in order, without any token or content; for tests and for the page. */
import type { Clock } from '../clock.ts';
import { createKept, type Kept } from '../journal.ts';
import type { Changes } from '../slack/changes.ts';

/** An entry before it has its time. */
export type Noted =
  | { readonly kind: 'call'; readonly method: string; readonly status: number; readonly code: number }
  | {
      readonly kind: 'delivery';
      /** Event type. */
      readonly of: string;
      readonly event: string;
      readonly over: 'http' | 'socket' | 'nothing';
      /** 0 for the first push, then 1 to 4. */
      readonly attempt: number;
      readonly outcome: string;
    }
  | { readonly kind: 'socket'; readonly event: 'opened' | 'closed' | 'refused' | 'ping' };

export type Entry = Noted & { readonly at: number };
export type Journal = Kept<Noted>;

export function createJournal(clock: Clock, changes: Changes): Journal {
  return createKept<Noted>(clock, (count) => changes.tell({ kind: 'journal', id: String(count) }));
}
