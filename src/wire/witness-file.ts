/**
 * What this process has seen of the logs, in a file of its own apart from the store: the newest version of each log and
 * the entries of the last minutes. Written in batches; knows nothing of what to do when something is gone.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Witness } from '../app/audit/witness.ts';
import type { Clock, Entry, LogName } from '../app/ports.ts';

const EntryRow = z.looseObject({
  version: z.int(),
  at: z.number(),
  by: z.string(),
  cause: z.string(),
  events: z.array(z.unknown()),
  schema: z.int().optional(),
  hash: z.string().optional(),
});
const Row = z.object({ log: z.string(), version: z.int(), hash: z.string().optional(), entry: EntryRow.optional() });
interface Row {
  readonly log: LogName;
  readonly version: number;
  readonly hash?: string | undefined;
  readonly entry?: Entry | undefined;
}

interface Seen {
  version: number;
  hash?: string | undefined;
  entries: Entry[];
}

/** A Redis that writes every second loses a second; minutes are for clocks that disagree and slow disks. */
const holdMs = 10 * 60_000;
const rewriteAfterBytes = 4_000_000;
const batchMs = 20;

export interface WitnessFile extends Witness {
  /** Everything seen so far is on the disk. */
  flush(): Promise<void>;
  /** Takes the store's word for a log: what was seen of it and is not there is forgotten. */
  forget(log: LogName): void;
  close(): Promise<void>;
}

/** Takes over what processes that are gone have left in the folder. */
export async function openWitness(dir: string, clock: Clock): Promise<WitnessFile> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const seen = new Map<LogName, Seen>();
  const left = readdirSync(dir).filter((name) => name.endsWith('.jsonl') && !isAlive(name));
  for (const name of left) for (const row of rowsIn(join(dir, name))) take(row);
  const file = join(dir, `${process.pid}-${clock.now()}.jsonl`);
  let handle: FileHandle;
  let bytes = 0;
  let pending: Row[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  await rewrite();
  for (const name of left) if (join(dir, name) !== file) rmSync(join(dir, name), { force: true });

  function take({ log, version, hash, entry }: Row): void {
    const known = seen.get(log) ?? { version: 0, entries: [] };
    // Usually the next of its log: then nothing held has to be looked at.
    const held = version <= known.version && known.entries.some((row) => row.version === version && row.hash === hash);
    if (version >= known.version) {
      known.version = version;
      known.hash = hash;
    }
    seen.set(log, known);
    const since = clock.now() - holdMs;
    if (!entry || entry.at <= since || held) return;
    known.entries.push(entry);
    // The oldest stand in front; dropped many at a time, so that an append costs the same however many are held.
    const young = known.entries.findIndex((row) => row.at > since);
    if (young > known.entries.length / 2) known.entries.splice(0, young);
  }

  function allRows(): Row[] {
    return [...seen].flatMap(([log, { version, hash, entries }]) => [
      ...entries.map((entry) => ({ log, version: entry.version, hash: entry.hash, entry })),
      { log, version, hash },
    ]);
  }

  async function rewrite(): Promise<void> {
    const draft = await open(`${file}.new`, 'w', 0o600);
    const text = textOf(allRows());
    await draft.writeFile(text);
    await draft.sync();
    await draft.close();
    await rename(`${file}.new`, file);
    await handle?.close();
    handle = await open(file, 'a', 0o600);
    bytes = text.length;
  }

  async function write(): Promise<void> {
    const text = textOf(pending);
    pending = [];
    if (text === '') return;
    bytes += text.length;
    await handle.appendFile(text);
    await handle.datasync();
    if (bytes > rewriteAfterBytes) await rewrite();
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write, write);
    return writing;
  }

  return {
    // A copy: whoever compares must not see it grow meanwhile.
    head: (log) => {
      const known = seen.get(log);
      return known && { version: known.version, hash: known.hash };
    },
    saw(log, entry) {
      const known = seen.get(log);
      if (known && entry.version <= known.version) return;
      const row: Row = { log, version: entry.version, hash: entry.hash };
      const recent = entry.at > clock.now() - holdMs;
      const whole = recent ? { ...row, entry } : row;
      take(whole);
      pending.push(whole);
      timer ??= setTimeout(() => void flush().catch(() => undefined), batchMs);
    },
    held: (log, from) =>
      (seen.get(log)?.entries ?? []).filter((row) => row.version >= from).toSorted((a, b) => a.version - b.version),
    logs: () => [...seen.keys()],
    flush,
    forget: (log) => void seen.delete(log),
    async close() {
      await flush();
      await writing;
      await rewrite();
      await handle.close();
    },
  };
}

const textOf = (rows: readonly Row[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Whole lines; the last one may be cut by a crash. */
function rowsIn(file: string): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [Row.parse(JSON.parse(line))];
      } catch {
        return [];
      }
    });
}

/** A file of a process that lives belongs to it; ours of an earlier life is ours. */
function isAlive(name: string): boolean {
  const pid = Number.parseInt(name, 10);
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
