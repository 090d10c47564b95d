/**
 * The rooms of the terminal platform as Redis streams, one per room, the newest thousand entries each. Knows how to
 * wait for an entry; not what an entry says.
 */
import { z } from 'zod';
import { OutcomeUnknown } from '../app/ports.ts';
import { type Ask, askOn } from './redis/ask.ts';
import type { Connection } from './redis/open.ts';

/** Entries a room keeps. */
export const roomEntries = 1000;
const pageEntries = 100;

const Rows = z.array(z.tuple([z.string(), z.tuple([z.literal('i'), z.string()])]));

interface Page {
  items: { id: string; item: string }[];
  after: string;
}

/**
 * `command` is shared by all short commands; `blocking` opens a connection for one wait, closed after it: a blocked
 * connection would hold up everybody else. `append` throws `OutcomeUnknown` when the entry may or may not be there.
 */
export function terminalInbox(command: Connection, blocking: () => Connection, prefix = 'hl') {
  const ask: Ask = askOn(command);
  const key = (room: string) => `${prefix}:{terminal:${room}}:inbox`;

  const newest = async (room: string): Promise<string> => {
    const rows = Rows.parse(await ask('XREVRANGE', key(room), '+', '-', 'COUNT', 1));
    return rows[0]?.[0] ?? '0-0';
  };

  const above = async (room: string, from: string): Promise<Page> => {
    const rows = Rows.parse(await ask('XRANGE', key(room), `(${from}`, '+', 'COUNT', pageEntries));
    return { items: rows.map(([id, [, item]]) => ({ id, item })), after: rows.at(-1)?.[0] ?? from };
  };

  return {
    async append(room: string, item: string): Promise<string> {
      try {
        return z.string().parse(await ask('XADD', key(room), 'MAXLEN', roomEntries, '*', 'i', item));
      } catch (error) {
        throw new OutcomeUnknown(`append to terminal room ${room}`, { cause: error });
      }
    },

    async read(room: string, after: string, waitMs: number, signal?: AbortSignal): Promise<Page> {
      const from = after === '$' ? await newest(room) : after;
      const there = await above(room, from);
      if (there.items.length > 0 || waitMs <= 0 || signal?.aborted) return there;
      await arrival(blocking(), key(room), from, waitMs, signal);
      return above(room, from);
    },
  };
}

/** Ends when there is an entry above `from`, or when the wait or the reader's patience ends. */
async function arrival(
  connection: Connection,
  key: string,
  from: string,
  waitMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const leave = () => connection.disconnect();
  signal?.addEventListener('abort', leave, { once: true });
  try {
    await connection.call('XREAD', 'COUNT', 1, 'BLOCK', waitMs, 'STREAMS', key, from);
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    signal?.removeEventListener('abort', leave);
    leave();
  }
}
