/**
 * Walks through the entries of an export, log by log, and notes what does not follow from what came before. Knows the
 * chain; checks no signature.
 */
import { canonical } from './canonical.ts';
import { type ChainEnd, chainStart, type Digest, follow, type Link, linkHash } from './chain.ts';
import type { Head } from './checkpoint.ts';

export interface Tools {
  readonly digest: Digest;
  /** Whether the signature (hex) over the text is by the key the reader trusts. */
  readonly signed: (text: string, signature: string) => boolean;
}

export type Fault =
  /** The first line is not a checkpoint, or not one that the trusted key signed. */
  | 'unsigned'
  | 'edited'
  | 'missing'
  | 'out-of-order'
  | 'added'
  /** The entries hang together, but do not end where the checkpoint says: all were written anew. */
  | 'rewritten'
  /** An anchor tells of another entry at this place. */
  | 'not-as-anchored';

export interface Finding {
  readonly fault: Fault;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly log?: string;
  readonly version?: number;
  /** Last version of a range that is missing. */
  readonly until?: number;
  /** The anchor that disagrees. */
  readonly anchor?: number;
}

interface Row extends Link {
  readonly log: string;
}

export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function rowOf(line: string): Row | undefined {
  const value = parseLine(line);
  if (typeof value !== 'object' || value === null || canonical(value) !== line) return undefined;
  const { log, version, hash } = value as Record<string, unknown>;
  if (typeof log !== 'string' || !Number.isSafeInteger(version)) return undefined;
  return hash === undefined || typeof hash === 'string' ? (value as Row) : undefined;
}

/** Walks through the logs in the order of the checkpoint. */
export class ExportReader {
  readonly findings: Finding[] = [];
  entries = 0;
  readonly #tools: Tools;
  readonly #heads: readonly Head[];
  /** Hashes by log and version, for the anchors. */
  readonly #hashes = new Map<string, string>();
  #at = 0;
  #end: ChainEnd = chainStart;
  #line: number;

  constructor(tools: Tools, heads: readonly Head[], firstLine: number) {
    this.#tools = tools;
    this.#heads = heads;
    this.#line = firstLine;
  }

  take(text: string): void {
    const row = rowOf(text);
    const line = this.#line++;
    const head = this.#heads[this.#at];
    if (!row) {
      // Unreadable: it stood where the next entry belongs.
      this.#finishIfComplete();
      const here = this.#heads[this.#at];
      this.findings.push({ fault: 'edited', line, ...(here ? { log: here.log, version: this.#end.version + 1 } : {}) });
      this.#end = { ...this.#end, version: this.#end.version + 1, hash: '?' };
      return;
    }
    if (row.log !== head?.log && !this.#moveTo(row.log)) {
      this.findings.push({ fault: 'out-of-order', line, log: row.log, version: row.version });
      return;
    }
    this.#take(row, line);
  }

  #take(row: Row, line: number): void {
    const { log, version } = row;
    const expected = this.#end.version + 1;
    if (version < expected) {
      this.findings.push({ fault: 'out-of-order', line, log, version });
      return;
    }
    if (version > (this.#heads[this.#at]?.version ?? 0)) {
      this.findings.push({ fault: 'added', line, log, version });
      return;
    }
    if (version > expected) this.findings.push({ fault: 'missing', line, log, version: expected, until: version - 1 });
    const { log: _, ...link } = row;
    // After a gap or an unreadable line the hash before is unknown: only what follows can be followed.
    const known = version === expected && this.#end.hash !== '?';
    const step = known ? follow(this.#tools.digest, log, this.#end, link) : undefined;
    if (step && !step.ok) this.findings.push({ fault: 'edited', line, log, version });
    const hash = step?.ok ? step.end.hash : (row.hash ?? linkHash(this.#tools.digest, log, this.#end.hash, link));
    this.#end = { version, hash, sealed: this.#end.sealed || row.hash !== undefined };
    this.#hashes.set(`${version} ${log}`, hash);
    this.entries += 1;
  }

  /** Ends logs up to the one named; false when it is not among those still to come. */
  #moveTo(log: string): boolean {
    const next = this.#heads.findIndex((head, index) => index >= this.#at && head.log === log);
    if (next < 0) return false;
    while (this.#at < next) this.#finish();
    return true;
  }

  #finishIfComplete(): void {
    const head = this.#heads[this.#at];
    if (head && this.#end.version >= head.version) this.#finish();
  }

  #finish(): void {
    const head = this.#heads[this.#at];
    if (head) {
      const { log, version, hash } = head;
      if (this.#end.version < version)
        this.findings.push({ fault: 'missing', line: this.#line, log, version: this.#end.version + 1, until: version });
      else if (this.#end.hash !== hash && !this.findings.some((row) => row.log === log))
        this.findings.push({ fault: 'rewritten', line: this.#line - 1, log, version });
    }
    this.#at += 1;
    this.#end = chainStart;
  }

  end(): void {
    while (this.#at < this.#heads.length) this.#finish();
  }

  /** What an anchor says of a place, against what was read there. */
  at({ log, version, hash }: Head, anchor: number): Finding[] {
    const read = this.#hashes.get(`${version} ${log}`);
    const listed = this.#heads.find((head) => head.log === log);
    if (!listed) return [];
    if (listed.version < version)
      return [{ fault: 'missing', line: 1, log, version: listed.version + 1, until: version, anchor }];
    return read === undefined || read === hash ? [] : [{ fault: 'not-as-anchored', line: 1, log, version, anchor }];
  }
}
