/** `hostline audit export`: prints all logs, or some, as signed JSON lines. What they say is the application's. */
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exportLines } from '../../app/audit/export.ts';
import { openJournal, parseLogName } from '../../app/journal.ts';
import { readConfig } from '../../config.ts';
import { newestAnchor } from '../../wire/anchors.ts';
import { auditKey } from '../../wire/audit-key.ts';
import { complain, withStore } from '../store.ts';

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { log: { type: 'string', multiple: true } } }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export async function exportAudit(args: readonly string[]): Promise<number> {
  const values = readArguments(args);
  if (typeof values === 'string') return complain(values);
  const only = values.log && [...new Set(values.log)];
  const unknown = only?.find((name) => !parseLogName(name));
  if (unknown !== undefined)
    return complain(`--log: “${unknown}” is no log; use roster, tenant:<id>, site:<region> or cashier:<tenant>.`);
  const config = readConfig();
  const dir = resolve(config.dir);
  const signer = await auditKey(dir, config.auditKey);
  const anchor = await newestAnchor(config.anchorDir ?? join(dir, 'anchors'));
  return withStore(config, async ({ store: { log } }) => {
    const missing = only && (await missingIn(log, only));
    if (missing !== undefined)
      return complain(`--log: there is no log “${missing}”. There are: ${(await log.names()).join(', ')}`);
    const journal = openJournal(log, () => undefined);
    const options = { at: Date.now(), signer, anchor, ...(only ? { only } : {}) };
    for await (const line of exportLines(log, journal, options)) {
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
    }
    return 0;
  });
}

async function missingIn(log: { names(): Promise<string[]> }, only: readonly string[]): Promise<string | undefined> {
  const names = await log.names();
  return only.find((name) => !names.includes(name));
}
