/** Knows the verbs under `hostline audit`; each lives in a file of its own. */
import { resolve } from 'node:path';
import { readConfig } from '../../config.ts';
import { auditKey } from '../../wire/audit-key.ts';
import { complain } from '../store.ts';

export const usage = [
  'Usage: hostline audit export [--log <name> …]',
  '       hostline audit verify <export | -> --key <public key file> [--anchors <file>]',
  '       hostline audit replay <id> --at <time> [--language en|zh] [--from <export>]',
  '       hostline audit key',
  '       hostline audit accept-gap <log>',
];

export async function audit([name, ...args]: readonly string[]): Promise<number> {
  switch (name) {
    case 'export':
      return (await import('./export.ts')).exportAudit(args);
    case 'verify':
      return (await import('./verify.ts')).verifyAudit(args);
    case 'replay':
      return (await import('./replay.ts')).replayAudit(args);
    case 'accept-gap':
      return (await import('./accept-gap.ts')).acceptGap(args);
    case 'key': {
      const config = readConfig();
      process.stdout.write((await auditKey(resolve(config.dir), config.auditKey)).publicKey);
      return 0;
    }
    default:
      return complain(...usage);
  }
}
