/**
 * A log that is watched: what this installation has seen of it must stay there. A store that forgets is found out at the
 * next read; entries still held are written again, otherwise the log is not acted on. Knows no file.
 */
import { chainStart, follow } from '../../engine/audit/chain.ts';
import { EntriesLost, type Entry, type EventLog, type LogName } from '../event-log.ts';

/** What was seen of the logs, kept apart from the store. */
export interface Witness {
  head(log: LogName): { readonly version: number; readonly hash?: string | undefined } | undefined;
  saw(log: LogName, entry: Entry): void;
  /** Entries held from a version on, in order; perhaps not all of them. */
  held(log: LogName, from: number): readonly Entry[];
  logs(): readonly LogName[];
}

export interface Loss {
  readonly log: LogName;
  /** First and last version that were seen and are not there, or are another entry now. */
  readonly from: number;
  readonly to: number;
  /** All of them were held and have been written again. */
  readonly restored: boolean;
}

export interface WatchedLog extends EventLog {
  /** Looks at the end of every log that was seen; losses are reported, never thrown. */
  look(): Promise<void>;
  /** Logs that lost entries nobody holds: they refuse to be read until the gap is accepted. */
  lost(): readonly Loss[];
}

/** `onLoss` is told of each loss once. */
export function watched(log: EventLog, witness: Witness, onLoss: (loss: Loss) => void): WatchedLog {
  const gone = new Map<LogName, Loss>();
  const restoring = new Map<LogName, Promise<void>>();

  function report(loss: Loss): void {
    const known = gone.get(loss.log);
    if (known?.from === loss.from && known.to === loss.to) return;
    if (!loss.restored) gone.set(loss.log, loss);
    onLoss(loss);
  }

  async function read(name: LogName, after: number): Promise<Entry[]> {
    const seen = witness.head(name);
    // Reaches back to the newest entry that was seen: another one may stand in its place.
    const start = seen ? Math.min(after, seen.version - 1) : after;
    const entries = await log.read(name, start).catch((error: unknown) => {
      if (seen === undefined || !(error instanceof EntriesLost)) throw error;
      return undefined;
    });
    if (seen && (entries === undefined || !fits(entries, start, seen))) {
      await restoreOnce(name, seen);
      return read(name, after);
    }
    if (entries === undefined) throw new EntriesLost(`log ${name} is shorter than what was read of it`);
    for (const entry of entries) witness.saw(name, entry);
    gone.delete(name);
    return entries.filter((entry) => entry.version > after);
  }

  /** A reading that does not reach back to the newest entry that was seen says nothing against it. */
  function fits(
    entries: readonly Entry[],
    after: number,
    seen: { readonly version: number; readonly hash?: string | undefined },
  ): boolean {
    if ((entries.at(-1)?.version ?? after) < seen.version) return false;
    const same = entries.find((entry) => entry.version === seen.version);
    return same === undefined || same.hash === seen.hash;
  }

  /** All who find the same loss at once wait for one restoration. */
  function restoreOnce(name: LogName, seen: { readonly version: number }): Promise<void> {
    const running = restoring.get(name);
    if (running) return running;
    const started = restore(name, seen).finally(() => restoring.delete(name));
    restoring.set(name, started);
    return started;
  }

  /** Writes the lost end again where all of it is held and continues what is there; throws otherwise. */
  async function restore(name: LogName, seen: { readonly version: number }): Promise<void> {
    const stored = await log.read(name, 0);
    const held = witness.held(name, 1);
    const kept = stored.findIndex((entry) => {
      const mine = held.find((row) => row.version === entry.version);
      return mine !== undefined && mine.hash !== entry.hash;
    });
    const forked = kept >= 0;
    const from = (forked ? kept : stored.length) + 1;
    const missing = held.filter((entry) => entry.version >= from && entry.version <= seen.version);
    const loss = { log: name, from, to: Math.max(seen.version, from) };
    // Somebody wrote on over the gap: history has forked, and no machine may choose.
    if (!forked && stored.length >= seen.version) return;
    if (forked || missing.length !== seen.version - stored.length || !continues(name, stored, missing)) {
      report({ ...loss, restored: false });
      throw new EntriesLost(
        `log ${name} lost versions ${loss.from} to ${loss.to}, which were acknowledged; see “lost entries” in docs/how-to/audit.md`,
      );
    }
    for (const entry of missing) {
      await log.unsettled(name, entry.version, 0);
      if (!(await log.append(name, entry))) throw new EntriesLost(`log ${name} moved on while it was restored`);
    }
    report({ ...loss, restored: true });
  }

  function continues(name: LogName, stored: readonly Entry[], missing: readonly Entry[]): boolean {
    let end = chainStart;
    for (const entry of [...stored, ...missing]) {
      const step = entry.version === end.version + 1 ? follow(log.digest, name, end, entry) : undefined;
      if (!step?.ok) return false;
      end = step.end;
    }
    return true;
  }

  return {
    ...log,
    read,
    /** Nothing is read back after an append: what was acknowledged is seen here. */
    async append(name, entry, end) {
      const appended = await log.append(name, entry, end);
      if (appended) witness.saw(name, entry);
      return appended;
    },
    async look() {
      for (const name of witness.logs()) {
        const version = witness.head(name)?.version ?? 0;
        await read(name, Math.max(0, version - 1)).catch((error: unknown) => {
          if (!(error instanceof EntriesLost)) throw error;
        });
      }
    },
    lost: () => [...gone.values()],
  };
}
