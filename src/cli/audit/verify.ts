/** `hostline audit verify`: checks an export offline, with the public key alone, and names what is wrong in it. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Fault, Finding } from '../../engine/audit/export-reader.ts';
import { verifyExport } from '../../engine/audit/verify.ts';
import { toolsFor } from '../../wire/audit-key.ts';
import { complain } from '../store.ts';

const EXIT_BROKEN = 1;

const sentences: Readonly<Record<Fault, string>> = {
  unsigned: 'the checkpoint is missing, was edited, or is signed by another key',
  edited: 'was edited',
  missing: 'is missing',
  'out-of-order': 'stands out of order, or twice',
  added: 'was added after the checkpoint was signed',
  rewritten: 'does not end where the signed checkpoint says: the log was written anew',
  'not-as-anchored': 'is not the entry that was anchored',
};

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { key: { type: 'string' }, anchors: { type: 'string' } },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function place({ log, version, until, line, anchor }: Finding): string {
  const where =
    log === undefined
      ? `line ${line}`
      : `${log} version ${version}${until !== undefined && until !== version ? ` to ${until}` : ''}`;
  return anchor === undefined ? where : `${where} (anchor ${anchor})`;
}

/** 0: as signed. 1: something is wrong; one line each on stdout. 2: it could not be checked. */
export async function verifyAudit(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  if (typeof given === 'string') return complain(given);
  const [source, ...rest] = given.positionals;
  const { key, anchors } = given.values;
  if (source === undefined || rest.length > 0 || key === undefined)
    return complain('Usage: hostline audit verify <export | -> --key <public key file> [--anchors <file>]');
  const read = (file: string) => readFile(file, 'utf8').catch(() => undefined);
  const [content, pem, anchored] = await Promise.all([
    source === '-' ? text(process.stdin) : read(source),
    read(key),
    anchors === undefined ? '' : read(anchors),
  ]);
  if (content === undefined) return complain(`Cannot read ${source}`);
  if (pem === undefined) return complain(`Cannot read ${key}`);
  if (anchored === undefined) return complain(`Cannot read ${anchors}`);
  let tools: ReturnType<typeof toolsFor>;
  try {
    tools = toolsFor(pem);
  } catch (error) {
    return complain(`${key} is no Ed25519 public key: ${error instanceof Error ? error.message : String(error)}`);
  }
  const verdict = verifyExport(content, tools, anchored);
  for (const finding of verdict.findings)
    process.stdout.write(`BROKEN ${place(finding)}: ${sentences[finding.fault]} (line ${finding.line})\n`);
  if (verdict.findings.length > 0) return EXIT_BROKEN;
  const logs = verdict.checkpoint?.logs.length ?? 0;
  const partial = verdict.checkpoint?.partial === true ? ', not all logs of the installation' : '';
  process.stdout.write(
    `OK ${verdict.entries} entries of ${logs} logs${partial}, signed ${new Date(verdict.checkpoint?.at ?? 0).toISOString()} by key ${tools.key}` +
      `${verdict.anchors > 0 ? `, ${verdict.anchors} anchors agree` : ''}\n`,
  );
  return 0;
}
