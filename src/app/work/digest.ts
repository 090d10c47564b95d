/**
 * How many lines one message tells: a few as they are, a storm of them counted. Nothing is left out: what does not fit
 * waits for the next message. Sends nothing.
 */
import { type Phrase, t } from '../text/phrase.ts';

/** Lines of one entry of the log. */
export interface Told {
  readonly version: number;
  readonly lines: readonly Phrase[];
}

export interface Batch {
  /** Log version up to which the lines go. */
  readonly until: number;
  readonly lines: readonly Phrase[];
}

/** More would not be read one by one. */
const plainLines = 12;
/** Rows of one message: the longest of them fit what every platform shows whole. */
const mostRows = 20;

/** The same line again and again is one row with its count; the row that came last stands last. */
function counted(lines: readonly Phrase[]): readonly Phrase[] {
  const rows = new Map<string, { line: Phrase; count: number }>();
  for (const line of lines) {
    const key = JSON.stringify(line);
    const count = (rows.get(key)?.count ?? 0) + 1;
    rows.delete(key);
    rows.set(key, { line, count });
  }
  return [...rows.values()].map(({ line, count }) => (count === 1 ? line : t('line.times', { line, count })));
}

/** @param begun a batch that was begun ends where it was to end, whatever has come since. */
export function batched(entries: readonly Told[], newest: number, begun?: number): Batch {
  const different = new Set<string>();
  const lines: Phrase[] = [];
  let until = newest;
  for (const entry of entries) {
    if (entry.version > newest) break;
    for (const line of entry.lines) different.add(JSON.stringify(line));
    if (begun === undefined && different.size > mostRows && lines.length > 0) break;
    lines.push(...entry.lines);
    until = entry.version;
  }
  return { until, lines: lines.length > plainLines ? counted(lines) : lines };
}
