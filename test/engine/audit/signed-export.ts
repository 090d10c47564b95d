/** Exports of made-up logs, signed by a key of their own. */
import { canonical } from '../../../src/engine/audit/canonical.ts';
import { linkHash } from '../../../src/engine/audit/chain.ts';
import { checkpoint, type Head } from '../../../src/engine/audit/checkpoint.ts';
import { auditKeyFrom, toolsFor } from '../../../src/wire/audit-key.ts';
import { systemEntropy } from '../../../src/wire/entropy.ts';

export const { digest } = systemEntropy;
export const signer = auditKeyFrom(Buffer.alloc(32, 7));
export const tools = toolsFor(signer.publicKey);

export interface MadeLog {
  readonly log: string;
  readonly head: Head;
  readonly lines: readonly string[];
}

/** `plain`: how many of the first entries carry no hash. */
export function madeLog(log: string, values: readonly unknown[], plain = 0): MadeLog {
  let hash = '';
  const lines = values.map((value, index) => {
    const bare = { version: index + 1, at: 1_000 + index, by: 'ann', cause: `c-${index}`, events: [value] };
    hash = linkHash(digest, log, hash, bare);
    return canonical({ log, ...bare, ...(index < plain ? {} : { hash }) });
  });
  return { log, head: { log, version: values.length, hash }, lines };
}

export function exported(logs: readonly MadeLog[], records: readonly string[] = []): string {
  const recordsHash = records.length > 0 ? digest(records.join('\n')) : '';
  const first = checkpoint(signer, {
    kind: 'export',
    at: 5,
    logs: logs.map((row) => row.head),
    records: records.length,
    recordsHash,
  });
  return [canonical(first), ...records, ...logs.flatMap((row) => row.lines), ''].join('\n');
}
