/** Knows what crossed the wire, in order, without any token or content; for tests and for the page. */

import type { Clock } from '../clock.ts';
import { createKept, type Kept } from '../journal.ts';
import type { Changes } from './changes.ts';

/** An entry before it has its time. */
export type Noted =
  | { readonly kind: 'call'; readonly method: string; readonly ok: boolean; readonly error?: string }
  | {
      readonly kind: 'delivery';
      readonly of: string;
      readonly envelope: string;
      readonly over: 'http' | 'socket' | 'nothing';
      /** 0 for the first try, then 1 to 3. */
      readonly attempt: number;
      readonly outcome: string;
    }
  | { readonly kind: 'response_url'; readonly ok: boolean; readonly error?: string }
  | { readonly kind: 'socket'; readonly event: 'opened' | 'closed' };

export type Entry = Noted & { readonly at: number };
export type Journal = Kept<Noted>;

export function createJournal(clock: Clock, changes: Changes): Journal {
  return createKept<Noted>(clock, (count) => changes.tell({ kind: 'journal', id: String(count) }));
}
