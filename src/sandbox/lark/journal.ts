/** Knows what crossed the wire, in order, without any token or content; for tests and for the page. */
import type { Clock } from '../clock.ts';
import type { Changes } from '../slack/changes.ts';

export type Entry = { readonly at: number } & (
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
  | { readonly kind: 'socket'; readonly event: 'opened' | 'closed' | 'refused' | 'ping' }
);

export type Noted = Entry extends infer E ? (E extends Entry ? Omit<E, 'at'> : never) : never;

export interface Journal {
  note(entry: Noted): void;
  entries(): readonly Entry[];
}

const kept = 5000;

export function createJournal(clock: Clock, changes: Changes): Journal {
  let entries: Entry[] = [];
  let count = 0;
  return {
    note(entry) {
      entries.push({ ...entry, at: clock.now() });
      if (entries.length > 2 * kept) entries = entries.slice(-kept);
      count += 1;
      changes.tell({ kind: 'journal', id: String(count) });
    },
    entries: () => entries,
  };
}
