/** Where every log ends, its chain followed from the first entry: what checkpoints state. Signs nothing. */
import type { Head } from '../../engine/audit/checkpoint.ts';
import { type Journal, parseLogName } from '../journal.ts';
import type { LogName } from '../ports.ts';
import type { World } from '../world.ts';

/** Throws when a log was altered. Without `only`: all logs, in the order of their names. */
export async function headsOf(
  log: Pick<World['log'], 'names'>,
  journal: Journal,
  only?: readonly LogName[],
): Promise<Head[]> {
  const heads: Head[] = [];
  for (const name of only ? only.toSorted() : await log.names()) {
    const parsed = parseLogName(name);
    if (!parsed) continue;
    const { version, hash } = await journal.head(parsed.kind, parsed.id);
    if (version > 0) heads.push({ log: name, version, hash });
  }
  return heads;
}
