/** A store as Hostline 0.1.0 left it, written to a folder's own Redis. The fixture holds its logs, entry by entry. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../../src/app/ports.ts';
import { openRedis } from '../../src/store/redis/open.ts';
import { type Store, storeOn } from '../../src/store/store.ts';
import { root } from './hostline.ts';

/** Entries of `store-0.1.0.jsonl`: no hash, no schema, shapes of the first generation. */
export function oldEntries(): { log: string; entry: Entry }[] {
  const text = readFileSync(join(root, 'test/fixtures/store-0.1.0.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { log: string; entry: Entry });
}

export async function writeOld({ log }: Pick<Store, 'log'>): Promise<void> {
  for (const row of oldEntries()) await log.append(row.log, row.entry);
}

/** Starts the folder's Redis, writes, and stops it again. */
export async function fillStore(dir: string): Promise<void> {
  const redis = await openRedis({ dir: join(dir, 'redis'), install: 'never', log: () => undefined });
  try {
    await writeOld(storeOn(redis.connect('command')));
  } finally {
    await redis.close();
  }
}
