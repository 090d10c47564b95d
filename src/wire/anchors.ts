/**
 * Checkpoints of all logs in a file apart from the store, so that nobody who can write the store can rewrite history
 * unseen. Knows the file and the beat; what a checkpoint states is the application's.
 */
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { headsOf } from '../app/audit/heads.ts';
import type { App } from '../app/index.ts';
import { t } from '../app/text/phrase.ts';
import { tellEngineers } from '../app/work/notice.ts';
import type { World } from '../app/world.ts';
import { canonical } from '../engine/audit/canonical.ts';
import { Checkpoint, nextAnchor, type Signer } from '../engine/audit/checkpoint.ts';
import { chinaOffsetMs } from '../engine/catalog/durations.ts';

export const anchorEveryMs = 10 * 60_000;
const dayMs = 86_400_000;

export const anchorFile = (dir: string): string => join(dir, 'anchors.jsonl');

/** The last whole line; a crash may have left a part of one behind it. */
export async function newestAnchor(dir: string): Promise<Checkpoint | undefined> {
  const text = await readFile(anchorFile(dir), 'utf8').catch(() => '');
  for (const line of text.split('\n').toReversed()) {
    try {
      return Checkpoint.parse(JSON.parse(line));
    } catch {
      // Not whole: the one before is the newest.
    }
  }
  return undefined;
}

export interface Anchors {
  /** Writes a checkpoint now, unless nothing happened since the newest. Throws when a log was altered. */
  take(): Promise<Checkpoint | undefined>;
  /** Writes a last one and ends. */
  close(): Promise<void>;
}

export interface AnchorOptions {
  readonly app: Pick<App, 'journal'>;
  readonly world: Pick<World, 'log' | 'clock' | 'queues' | 'telemetry'>;
  readonly signer: Signer;
  readonly dir: string;
  readonly everyMs?: number;
}

export function startAnchors({ app, world, signer, dir, everyMs = anchorEveryMs }: AnchorOptions): Anchors {
  const day = (at: number) => Math.floor((at + chinaOffsetMs) / dayMs);

  async function write(): Promise<Checkpoint | undefined> {
    const newest = await newestAnchor(dir);
    const logs = await headsOf(world.log, app.journal);
    if (newest && canonical(newest.logs) === canonical(logs)) return undefined;
    const anchor = nextAnchor(signer, world.log.digest, newest, { at: world.clock.now(), logs });
    await append(dir, canonical(anchor));
    world.telemetry.count('audit_anchors');
    // Once a day the newest one of the day before is shown: readers keep a copy no insider can reach.
    if (newest && day(newest.at) < day(anchor.at)) await tell(newest);
    return anchor;
  }

  function tell(anchor: Checkpoint): Promise<void> {
    const entries = anchor.logs.reduce((sum, head) => sum + head.version, 0);
    const print = world.log.digest(canonical(anchor)).slice(0, 32);
    const about = { number: anchor.number, at: { at: anchor.at }, logs: anchor.logs.length, entries, print };
    return tellEngineers(world, app.journal, `anchor-${anchor.number}-${print}`, t('line.anchor', about));
  }

  let running: Promise<unknown> = Promise.resolve();
  const take = (): Promise<Checkpoint | undefined> => {
    const taken = running.then(write);
    running = taken.catch(() => undefined);
    return taken;
  };
  const takeAloud = (): Promise<unknown> =>
    take().catch((error: unknown) => {
      world.telemetry.count('audit_anchor_failures');
      world.telemetry.log('error', 'audit anchor failed', { error: String(error) });
    });
  void takeAloud();
  const timer = setInterval(() => void takeAloud(), everyMs);
  return {
    take,
    async close() {
      clearInterval(timer);
      await takeAloud();
    },
  };
}

/** On the disk before it counts. A line that a crash left open is closed first. */
async function append(dir: string, line: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const file = await open(anchorFile(dir), 'a+', 0o644);
  try {
    const { size } = await file.stat();
    const last = size === 0 ? '\n' : (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString();
    await file.appendFile(`${last === '\n' ? '' : '\n'}${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
