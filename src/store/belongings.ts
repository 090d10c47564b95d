/**
 * What the store keeps besides logs and what follows from them: sealed secrets, where cards live, what was sent and
 * answered. Copied out and in as it is; knows no meaning.
 */
import { z } from 'zod';
import { keysUnder } from './keys.ts';
import { askOn, mastersOf } from './redis/ask.ts';
import type { Connection } from './redis/open.ts';
import { scanKeys } from './redis/scan.ts';

const Pairs = z.record(z.string(), z.string());

export const Belonging = z.discriminatedUnion('type', [
  z.strictObject({ key: z.string(), type: z.literal('string'), value: z.string(), ttlMs: z.int().optional() }),
  z.strictObject({ key: z.string(), type: z.literal('hash'), value: Pairs, ttlMs: z.int().optional() }),
  z.strictObject({ key: z.string(), type: z.literal('set'), value: z.array(z.string()), ttlMs: z.int().optional() }),
]);
/** `key` without the prefix; `ttlMs`: time it had left. */
export type Belonging = z.infer<typeof Belonging>;

/** Kinds of keys that no log tells of. */
const kept = ['card', 'send', 'places', 'secret', 'delivery'] as const;

export interface Belongings {
  all(): Promise<Belonging[]>;
  put(rows: readonly Belonging[]): Promise<void>;
  /** Removes everything under the prefix, the queues included. */
  clear(queues: string): Promise<void>;
}

export function belongingsOn(connection: Connection, prefix: string): Belongings {
  const ask = askOn(connection);
  const keys = keysUnder(prefix);
  const patterns = {
    card: keys.card('*'),
    send: keys.send('*'),
    places: keys.places('*'),
    secret: keys.secret('*'),
    delivery: keys.delivery('*'),
  };

  async function read(name: string): Promise<Belonging[]> {
    const key = name.slice(prefix.length);
    const left = z.int().parse(await ask('PTTL', name));
    const about = { key, ...(left > 0 ? { ttlMs: left } : {}) };
    switch (await ask('TYPE', name)) {
      case 'string': {
        const value = z
          .string()
          .nullable()
          .parse(await ask('GET', name));
        return value === null ? [] : [{ ...about, type: 'string', value }];
      }
      case 'hash': {
        const flat = z.array(z.string()).parse(await ask('HGETALL', name));
        const value = Object.fromEntries(
          flat.flatMap((field, index) => (index % 2 === 0 ? [[field, flat[index + 1] ?? '']] : [])),
        );
        return [{ ...about, type: 'hash', value }];
      }
      case 'set':
        return [
          {
            ...about,
            type: 'set',
            value: z
              .array(z.string())
              .parse(await ask('SMEMBERS', name))
              .toSorted(),
          },
        ];
      default:
        return [];
    }
  }

  async function write(row: Belonging): Promise<void> {
    const name = `${prefix}${row.key}`;
    if (row.type === 'string') await ask('SET', name, row.value);
    if (row.type === 'hash') await ask('HSET', name, ...Object.entries(row.value).flat());
    if (row.type === 'set') await ask('SADD', name, ...row.value);
    if (row.ttlMs !== undefined) await ask('PEXPIRE', name, row.ttlMs);
  }

  return {
    async all() {
      const rows: Belonging[] = [];
      for (const kind of kept)
        for (const name of (await scanKeys(mastersOf(connection), patterns[kind])).toSorted())
          rows.push(...(await read(name)));
      return rows;
    },
    async put(rows) {
      for (const row of rows) await write(row);
    },
    async clear(queues) {
      for (const pattern of [`${prefix}:*`, `${queues}*`])
        for (const name of await scanKeys(mastersOf(connection), pattern)) await ask('DEL', name);
    },
  };
}
