/** The store of an installation for a command of the command line, whether its service is running or not. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { urlIn } from '../store/redis/layout.ts';
import { type OpenRedis, openRedis } from '../store/redis/open.ts';
import { FolderTaken } from '../store/redis/owner.ts';
import { type Store, storeOn } from '../store/store.ts';

export interface Opened {
  readonly redis: OpenRedis;
  readonly store: Store;
  /** A service is running on it right now. */
  readonly inUse: boolean;
}

/** `REDIS_URL`, the private server of the running service, or that of the folder, started for this command alone. */
export async function withStore<T>(config: Config, use: (opened: Opened) => Promise<T>): Promise<T> {
  const folder = join(resolve(config.dir), 'redis');
  const options = { dir: folder, install: 'never', log: warn } as const;
  let inUse = false;
  const redis =
    config.redisUrl === undefined
      ? await openRedis(options).catch(async (error: unknown) => {
          if (!(error instanceof FolderTaken)) throw error;
          inUse = true;
          const url = urlIn(await readFile(join(folder, 'redis.conf'), 'utf8'));
          return openRedis(url === undefined ? options : { ...options, url });
        })
      : await openRedis({ ...options, url: config.redisUrl });
  try {
    return await use({ redis, store: storeOn(redis.connect('command'), config.prefix), inUse });
  } finally {
    await redis.close();
  }
}

/** Output is for what was asked; only trouble is said beside it. */
function warn(level: string, event: string): void {
  if (level === 'error') process.stderr.write(`${event}\n`);
}

/** Wrong usage or input; nothing was done. */
export const EXIT_USAGE = 2;

export function complain(...lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`);
  return EXIT_USAGE;
}
