/** `hostline audit accept-gap`: an operator takes the store's word for a log that lost entries; an entry of its own says so. */
import { join, resolve } from 'node:path';
import { openJournal, parseLogName } from '../../app/journal.ts';
import type { Entry } from '../../app/ports.ts';
import { schema } from '../../app/upcast.ts';
import { readConfig } from '../../config.ts';
import { linkHash } from '../../engine/audit/chain.ts';
import { openWitness } from '../../wire/witness-file.ts';
import { complain, withStore } from '../store.ts';

export async function acceptGap(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const parsed = name === undefined ? undefined : parseLogName(name);
  if (name === undefined || rest.length > 0) return complain('Usage: hostline audit accept-gap <log>');
  if (!parsed) return complain(`“${name}” is no log; use roster, tenant:<id>, site:<region> or cashier:<tenant>.`);
  const config = readConfig();
  const clock = { now: Date.now };
  return withStore(config, async ({ store: { log }, inUse }) => {
    if (inUse) return complain('A service is running on this store: stop it first.');
    const witness = await openWitness(join(resolve(config.dir), 'witness'), clock);
    try {
      const seen = witness.head(name);
      const { version, hash } = await openJournal(log, () => undefined).head(parsed.kind, parsed.id);
      const there = seen && (await log.read(name, 0)).find((entry) => entry.version === seen.version);
      if (!seen || (there && there.hash === seen.hash)) {
        process.stdout.write(`Nothing is missing from ${name}: it ends at version ${version}.\n`);
        return 0;
      }
      const lost = `${Math.min(version + 1, seen.version)}-${seen.version}-${seen.hash?.slice(0, 16) ?? 'unsealed'}`;
      const at = clock.now();
      // No event happened: the entry itself, chained like every other, is the record of the gap.
      const bare: Entry = {
        version: version + 1,
        at,
        by: 'system:operator',
        cause: `gap-accepted-${lost}`,
        schema,
        events: [],
      };
      if (!(await log.append(name, { ...bare, hash: linkHash(log.digest, name, hash, bare) })))
        return complain(`${name} moved on meanwhile: stop every service on this store first.`);
      witness.forget(name);
      process.stdout.write(
        `Accepted: ${name} goes on at version ${version + 2}; version ${version + 1} records the gap ${lost}.\n`,
      );
      return 0;
    } finally {
      await witness.close();
    }
  });
}
