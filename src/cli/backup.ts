/** `hostline backup`: all logs, signed, with what no log tells of, in one file that is whole or not there. */
import { open, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { exportLines } from '../app/audit/export.ts';
import { openJournal } from '../app/journal.ts';
import { readConfig } from '../config.ts';
import { canonical } from '../engine/audit/canonical.ts';
import { belongingsOn } from '../store/belongings.ts';
import { newestAnchor } from '../wire/anchors.ts';
import { auditKey } from '../wire/audit-key.ts';
import { complain, withStore } from './store.ts';

export async function backup(args: readonly string[]): Promise<number> {
  const [file, ...rest] = args;
  if (file === undefined || rest.length > 0) return complain('Usage: hostline backup <file>');
  const config = readConfig();
  const dir = resolve(config.dir);
  const signer = await auditKey(dir, config.auditKey);
  const anchor = await newestAnchor(config.anchorDir ?? join(dir, 'anchors'));
  return withStore(config, async ({ redis, store: { log } }) => {
    // Read before the logs: a card that is newer than the log it shows would never be drawn again.
    const belongings = await belongingsOn(redis.connect('command'), config.prefix).all();
    const records = belongings.map((row) => canonical(row));
    const draft = `${resolve(file)}.part`;
    const handle = await open(draft, 'w', 0o600);
    let lines = 0;
    try {
      const journal = openJournal(log, () => undefined);
      for await (const line of exportLines(log, journal, { at: Date.now(), signer, anchor, kind: 'backup', records })) {
        await handle.write(`${line}\n`);
        lines += 1;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, resolve(file));
    process.stdout.write(
      `${lines - 1 - records.length} entries and ${records.length} other records in ${file}. Keep vault.key, audit.key and audit.pub apart from it.\n`,
    );
    return 0;
  });
}
