/** `hostline restore`: puts a backup into an empty store, after its whole chain and signature were checked. */
import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Entry } from '../app/ports.ts';
import { readConfig } from '../config.ts';
import { verifyExport } from '../engine/audit/verify.ts';
import { queuePrefix } from '../jobs/queues.ts';
import { Belonging, belongingsOn } from '../store/belongings.ts';
import { auditKey, toolsFor } from '../wire/audit-key.ts';
import { complain, withStore } from './store.ts';

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { force: { type: 'boolean', default: false }, key: { type: 'string' } },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export async function restore(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  if (typeof given === 'string') return complain(given);
  const [file, ...rest] = given.positionals;
  if (file === undefined || rest.length > 0)
    return complain('Usage: hostline restore <file> [--key <public key file>] [--force]');
  const config = readConfig();
  const dir = resolve(config.dir);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return complain(`Cannot read ${file}`);
  const pem = given.values.key;
  const key = pem === undefined ? (await auditKey(dir, config.auditKey)).publicKey : await readFile(pem, 'utf8');
  const verdict = verifyExport(text, toolsFor(key));
  const [fault] = verdict.findings;
  if (fault)
    return complain(
      `${file} is not as it was signed (${fault.fault} at line ${fault.line}); nothing was restored. ` +
        'A backup of another installation needs --key with its audit.pub.',
    );
  if (verdict.checkpoint?.kind !== 'backup') return complain(`${file} is an audit export, not a backup.`);
  const lines = text.trimEnd().split('\n').slice(1);
  const records = lines.slice(0, verdict.checkpoint.records).map((line) => Belonging.parse(JSON.parse(line)));
  const entries = lines.slice(verdict.checkpoint.records).map((line) => JSON.parse(line) as Entry & { log: string });

  return withStore(config, async ({ redis, store: { log }, inUse }) => {
    if (inUse) return complain('A service is running on this store: stop it first.');
    const belongings = belongingsOn(redis.connect('command'), config.prefix);
    const there = await log.names();
    if (there.length > 0 && !given.values.force)
      return complain(`The store is not empty (${there.length} logs); --force removes everything in it first.`);
    if (there.length > 0) await belongings.clear(queuePrefix(config.prefix));
    // Marked before it is written: a restoration that breaks off is seen, and is not empty for the next one.
    const names = new Set(entries.map((row) => row.log));
    for (const name of names) await log.unsettled(name, 0, 0);
    await belongings.put(records);
    for (const { log: name, ...entry } of entries)
      if (!(await log.append(name, entry))) return complain(`${name} was written by somebody else meanwhile.`);
    // What was seen of the store before is no measure for the restored one.
    await rm(join(dir, 'witness'), { recursive: true, force: true });
    process.stdout.write(
      `${entries.length} entries of ${names.size} logs and ${records.length} other records restored.\n`,
    );
    return 0;
  });
}
