/**
 * One Hostline per data folder: a lock file that a crash cannot leave locked. Knows processes, not Redis.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bornAt } from './pid.ts';

const Owner = z.object({ id: z.string(), pid: z.number().int(), born: z.string() });
type Owner = z.infer<typeof Owner>;

/** A living process keeps its Redis in the folder. */
export class FolderTaken extends Error {
  override readonly name = 'FolderTaken';
}

/**
 * Takes the folder for this process and returns how to give it back. Throws when a living process holds it. The
 * lock of a dead one is removed.
 */
export function own(dir: string): () => void {
  const lock = join(dir, 'owner.json');
  const mine: Owner = { id: randomUUID(), pid: process.pid, born: bornAt(process.pid) ?? '' };
  const draft = `${lock}.${mine.id}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    // A link appears whole or not at all, and only where there is none.
    while (!link(draft, lock)) removeDead(lock, draft, dir);
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (read(lock)?.id === mine.id) rmSync(lock, { force: true });
  };
}

function removeDead(lock: string, draft: string, dir: string): void {
  const holder = read(lock);
  if (holder === undefined) return;
  if (bornAt(holder.pid) === holder.born) {
    throw new FolderTaken(
      `Another Hostline (process ${holder.pid}) keeps its Redis in ${dir}. ` +
        'Stop it, or give this one another folder or a REDIS_URL.',
    );
  }
  // Of several that find the same dead lock, the one that makes its grave may remove it: nobody removes a fresh lock.
  const grave = `${lock}.dead-${holder.id}`;
  if (!link(draft, grave))
    throw new Error(`Another Hostline is starting in ${dir}; start again if it did not come up.`);
  if (read(lock)?.id === holder.id) rmSync(lock, { force: true });
  rmSync(grave, { force: true });
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(lock: string): Owner | undefined {
  try {
    return Owner.parse(JSON.parse(readFileSync(lock, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`${lock} is not a lock this program wrote; remove it if no Hostline is running.`);
  }
}
