/** Keeps what crossed the wire, in order, the newest thousands; knows no platform's entries. */
import type { Clock } from './clock.ts';

export interface Kept<E extends object> {
  note(entry: E): void;
  entries(): readonly (E & { readonly at: number })[];
}

const kept = 5000;

/** @param tell called after each entry with the number of entries so far. */
export function createKept<E extends object>(clock: Clock, tell: (count: number) => void): Kept<E> {
  let entries: (E & { readonly at: number })[] = [];
  let count = 0;
  return {
    note(entry) {
      entries.push({ ...entry, at: clock.now() });
      if (entries.length > 2 * kept) entries = entries.slice(-kept);
      count += 1;
      tell(count);
    },
    entries: () => entries,
  };
}
