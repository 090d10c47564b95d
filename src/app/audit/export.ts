/** The export of logs: a signed checkpoint, then every entry it covers, one canonical line each. Writes no file. */
import { canonical } from '../../engine/audit/canonical.ts';
import { type Checkpoint, checkpoint, type Signer } from '../../engine/audit/checkpoint.ts';
import type { Journal } from '../journal.ts';
import type { EventLog, LogName } from '../ports.ts';
import { headsOf } from './heads.ts';

export interface ExportOptions {
  readonly at: number;
  readonly signer: Signer;
  /** Only these logs; absent: all. */
  readonly only?: readonly LogName[];
  /** Newest anchor, which the export names. */
  readonly anchor?: Checkpoint | undefined;
  readonly kind?: 'export' | 'backup';
  /** Lines that are no entries; they stand between the checkpoint and the entries. */
  readonly records?: readonly string[];
}

/** Lines without their breaks. Entries appended meanwhile are not in it: it ends where the checkpoint says. */
export async function* exportLines(log: EventLog, journal: Journal, options: ExportOptions): AsyncGenerator<string> {
  const { at, signer, only, anchor, kind = 'export', records = [] } = options;
  const logs = await headsOf(log, journal, only);
  yield canonical(
    checkpoint(signer, {
      kind,
      at,
      logs,
      partial: only !== undefined,
      number: anchor?.number ?? 0,
      previous: anchor ? log.digest(canonical(anchor)) : '',
      records: records.length,
      recordsHash: records.length > 0 ? log.digest(records.join('\n')) : '',
    }),
  );
  yield* records;
  for (const head of logs) {
    for (const entry of await log.read(head.log, 0)) {
      if (entry.version > head.version) break;
      yield canonical({ log: head.log, ...entry });
    }
  }
}
