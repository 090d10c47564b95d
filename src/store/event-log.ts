/**
 * The event log on Redis streams: one entry per version under the id `0-<version>`. Knows how to learn what became
 * of an append; not what an event means.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { EntriesLost, type Entry, type EventLog, OutcomeUnknown } from '../app/ports.ts';
import type { ChainEnd } from '../engine/audit/chain.ts';
import type { Keys } from './keys.ts';
import { type Ask, runOn } from './redis/ask.ts';
import { scanKeys } from './redis/scan.ts';

const readAtOnce = 500;
/** An append may be sent twice: Redis takes an id once, so the second cannot add a second entry. */
const appendAttempts = 2;
/** Logs whose last entries are known by heart, and how many: a watched reader asks for the last two again and again. */
const knownLogs = 2_000;
const knownRows = 2;

const EntrySchema = z.object({
  version: z.number().int().positive(),
  at: z.number(),
  by: z.string(),
  cause: z.string(),
  events: z.array(z.unknown()),
  schema: z.number().int().positive().optional(),
  hash: z.string().optional(),
});
const Rows = z.array(z.tuple([z.string().regex(/^0-\d+$/), z.tuple([z.literal('e'), z.string()])]));
const Mark = z.string().regex(/^\d+ /);

/**
 * ARGV: id, text, id of the entry before (none: empty), what stands in its text (nothing: anything). A log that lost its end
 * would take any higher id; one that forked has another entry there.
 */
const appendScript = `
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if (last and last[1] or '') ~= ARGV[3] then return 0 end
if ARGV[4] ~= '' and not string.find(last[2][2], ARGV[4], 1, true) then return 0 end
redis.call('XADD', KEYS[1], ARGV[1], 'e', ARGV[2])
return 1`;

/**
 * Reads and appends throw `OutcomeUnknown` or the connection's error when Redis is away, and an `Error` naming log
 * and version when the log has a gap, or ends before what the reader has already seen.
 */
export function eventLog(ask: Ask, keys: Keys, masters: () => readonly Ask[] = () => [ask]): EventLog {
  const known = new Map<string, readonly Row[]>();

  const rows = async (log: string, from: number, to: number | '+', count: number): Promise<Entry[]> => {
    const answer = await ask('XRANGE', keys.log(log), `0-${from}`, to === '+' ? to : `0-${to}`, 'COUNT', count);
    const read = parseRows(log, answer, known.get(log) ?? []);
    known.delete(log);
    known.set(log, read.slice(-knownRows));
    const [oldest] = known.keys();
    if (known.size > knownLogs && oldest !== undefined) known.delete(oldest);
    return read.map(({ entry }) => entry);
  };

  const read = async (log: string, after: number): Promise<Entry[]> => {
    // Starts with the entry the reader knows: were it gone, the log lost its end and must not be written on.
    const entries: Entry[] = [];
    let next = Math.max(after, 1);
    for (;;) {
      const page = await rows(log, next, '+', readAtOnce);
      for (const entry of page) {
        if (entry.version !== next) throw new EntriesLost(missing(log, next));
        next += 1;
        entries.push(entry);
      }
      if (page.length < readAtOnce) break;
    }
    if (after > 0 && entries.length === 0) throw new EntriesLost(missing(log, after));
    return after > 0 ? entries.slice(1) : entries;
  };

  const runAppend = runOn(ask, appendScript);

  /** `false`: the id is taken, or the log does not end as it should. */
  const add = async (log: string, entry: Entry, end: ChainEnd | undefined): Promise<boolean> => {
    const [id, text] = [`0-${entry.version}`, JSON.stringify(entry)];
    if (end) {
      const before = end.version === 0 ? '' : `0-${end.version}`;
      return (await runAppend([keys.log(log)], id, text, before, end.sealed ? `"hash":"${end.hash}"` : '')) === 1;
    }
    try {
      await ask('XADD', keys.log(log), id, 'e', text);
      return true;
    } catch (error) {
      if (isTaken(error)) return false;
      throw error;
    }
  };

  const append = async (log: string, entry: Entry, end?: ChainEnd): Promise<boolean> => {
    const { version } = entry;
    if (!Number.isSafeInteger(version) || version < 1) throw new TypeError(`${log} has no version ${version}`);
    const unknown = (error: unknown): OutcomeUnknown =>
      new OutcomeUnknown(`append of version ${version} to ${log}: ${error instanceof Error ? error.message : ''}`);
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (await add(log, entry, end)) return true;
        break;
      } catch (error) {
        if (attempt === appendAttempts) throw unknown(error);
      }
    }
    // Taken, perhaps by this very append: the answer to its first sending may have been lost on the way.
    const [taker] = await rows(log, version, version, 1).catch((error: unknown) => Promise.reject(unknown(error)));
    return taker !== undefined && decision(taker) === decision(entry);
  };

  return {
    read,
    append,
    unsettled: async (log, version, at) => {
      // NX: the first mark counts, a second try does not make it younger.
      await ask('ZADD', keys.unsettled, 'NX', at, `${version} ${log}`);
    },
    settled: async (log, version) => {
      await ask('ZREM', keys.unsettled, `${version} ${log}`);
    },
    unsettledBefore: async (before, count) => {
      const marks = await ask('ZRANGEBYSCORE', keys.unsettled, '-inf', `(${before}`, 'LIMIT', 0, count);
      return z.array(Mark).parse(marks).map(parseMark);
    },
    names: async () => {
      const [before = '', after = ''] = keys.log('*').split('*');
      const found = await scanKeys(masters(), `${before}*${after}`);
      return found.map((key) => key.slice(before.length, key.length - after.length)).toSorted();
    },
    digest: (text) => createHash('sha256').update(text).digest('hex'),
  };
}

interface Row {
  readonly text: string;
  readonly entry: Entry;
}

/** Every reading begins with entries that were read before: word for word the same ones are not parsed again. */
function parseRows(log: string, answer: unknown, known: readonly Row[]): Row[] {
  return Rows.parse(answer).map(([id, [, text]]) => {
    const entry = known.find((row) => row.text === text)?.entry ?? EntrySchema.parse(JSON.parse(text));
    if (`0-${entry.version}` !== id) throw new Error(`log ${log} holds version ${entry.version} under ${id}`);
    return { text, entry };
  });
}

function parseMark(mark: string): { log: string; version: number } {
  const space = mark.indexOf(' ');
  return { version: Number(mark.slice(0, space)), log: mark.slice(space + 1) };
}

function missing(log: string, version: number): string {
  return `log ${log} has no entry of version ${version}: entries were lost, restore the log before using it`;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes('equal or smaller than');
}

/**
 * Who decided what, and why; not when: a second try of the same decision is the same decision. A chained entry also has
 * its hash: of two processes that decide the same at once, one wrote the entry, and the other has to read it.
 */
function decision({ by, cause, events, hash }: Entry): string {
  return JSON.stringify([by, cause, events, hash]);
}
