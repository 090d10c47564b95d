/**
 * Reads an export line by line and finds whatever is not as it was signed: edited, removed, added, out of order, cut.
 * Needs the text and the public key alone; knows no store.
 */
import { canonical } from './canonical.ts';
import { Checkpoint, type Head, signable } from './checkpoint.ts';
import { ExportReader, type Finding, parseLine, type Tools } from './export-reader.ts';

export interface Verdict {
  readonly findings: readonly Finding[];
  readonly checkpoint?: Checkpoint;
  readonly entries: number;
  readonly anchors: number;
}

export function verifyExport(text: string, tools: Tools, anchors = ''): Verdict {
  const lines = text.split('\n');
  // A whole file ends with a line break: a cut inside the last line is seen here.
  const open = lines.pop() !== '';
  const [first = '', ...rest] = lines;
  const checkpoint = signedLine(first, tools);
  if (!checkpoint) return { findings: [{ fault: 'unsigned', line: 1 }], entries: 0, anchors: 0 };
  const recordLines = rest.slice(0, checkpoint.records);
  const reader = new ExportReader(tools, checkpoint.logs, checkpoint.records + 2);
  if (checkpoint.records > 0 && tools.digest(recordLines.join('\n')) !== checkpoint.recordsHash)
    reader.findings.push({ fault: 'edited', line: 2 });
  for (const line of rest.slice(checkpoint.records)) reader.take(line);
  reader.end();
  if (open) reader.findings.push({ fault: 'edited', line: lines.length + 1 });
  const told = readAnchors(anchors, tools);
  return {
    findings: [
      ...reader.findings,
      ...told.findings,
      ...told.heads.flatMap(({ head, anchor }) => reader.at(head, anchor)),
    ],
    checkpoint,
    entries: reader.entries,
    anchors: told.count,
  };
}

/** A line as a checkpoint in its one canonical form, with a signature by the trusted key. */
export function signedLine(line: string, tools: Tools): Checkpoint | undefined {
  const parsed = Checkpoint.safeParse(parseLine(line));
  if (!parsed.success || canonical(parsed.data) !== line) return undefined;
  return tools.signed(signable(parsed.data), parsed.data.signature) ? parsed.data : undefined;
}

/** Anchors in a row: each signed, each naming the one before. */
function readAnchors(text: string, tools: Tools) {
  const findings: Finding[] = [];
  const heads: { head: Head; anchor: number }[] = [];
  let before: Checkpoint | undefined;
  const lines = text.split('\n').filter((line) => line !== '');
  for (const [index, line] of lines.entries()) {
    const anchor = signedLine(line, tools);
    if (anchor?.kind !== 'anchor') {
      findings.push({ fault: 'unsigned', line: index + 1, anchor: index + 1 });
      continue;
    }
    const broken =
      before && (anchor.previous !== tools.digest(canonical(before)) || anchor.number !== before.number + 1);
    if (broken) findings.push({ fault: 'missing', line: index + 1, anchor: anchor.number });
    heads.push(...anchor.logs.map((head) => ({ head, anchor: anchor.number })));
    before = anchor;
  }
  return { findings, heads, count: lines.length };
}
