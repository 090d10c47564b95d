/** `hostline audit replay`: a thing as it was at an instant, with the card the engineers saw, as text. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { journalAt, logOf, ownerOf, seenAt } from '../../app/audit/replay.ts';
import { chineseCalendar } from '../../app/calendar.ts';
import { openJournal } from '../../app/journal.ts';
import type { Entry, EventLog } from '../../app/ports.ts';
import { defaultView, renderCard } from '../../bot/terminal/render.ts';
import { type Config, readConfig } from '../../config.ts';
import { systemEntropy } from '../../wire/entropy.ts';
import { complain, withStore } from '../store.ts';

const EXIT_NOTHING = 1;

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { at: { type: 'string' }, language: { type: 'string', default: 'en' }, from: { type: 'string' } },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Milliseconds since the epoch, or any form a date can be read from. */
function instant(text: string | undefined): number {
  return /^\d{12,}$/.test(text ?? '') ? Number(text) : Date.parse(text ?? '');
}

export async function replayAudit(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  if (typeof given === 'string') return complain(given);
  const [id, ...rest] = given.positionals;
  const { language, from } = given.values;
  if (id === undefined || rest.length > 0)
    return complain('Usage: hostline audit replay <id> --at <time> [--language en|zh] [--from <export>]');
  const at = instant(given.values.at);
  if (Number.isNaN(at))
    return complain(`--at: “${given.values.at ?? ''}” is no time; use 2026-03-04T10:00+08:00 or milliseconds.`);
  if (language !== 'en' && language !== 'zh') return complain(`--language: “${language}” will not do; use en or zh.`);
  const config = readConfig();
  const show = (log: EventLog) => replay(log, config, { id, at, language });
  if (from === undefined) return withStore(config, ({ store }) => show(store.log));
  const text = await readFile(from, 'utf8').catch(() => undefined);
  return text === undefined ? complain(`Cannot read ${from}`) : show(logOf(entriesIn(text), systemEntropy.digest));
}

async function replay(
  log: EventLog,
  config: Config,
  { id, at, language }: { id: string; at: number; language: 'en' | 'zh' },
): Promise<number> {
  const when = new Date(at).toISOString();
  const tenant = await ownerOf(
    log,
    openJournal(log, () => undefined),
    id,
  );
  if (tenant === undefined) return complain(`No log tells of ${id}.`);
  const seen = await seenAt(log, { tempo: config.tempo, calendar: chineseCalendar }, tenant, id, at);
  if (!seen) {
    process.stdout.write(`${id} of ${tenant} had no card at ${when}.\n`);
    return EXIT_NOTHING;
  }
  const { hash, version } = await journalAt(log, at).head('tenant', tenant);
  process.stdout.write(
    [
      `${id} of ${tenant} at ${when}: ${seen.state}, revision ${seen.revision}`,
      `log tenant:${tenant} ended at version ${version}, hash ${hash}`,
      '',
      renderCard(seen.card, { ...defaultView, language }).text,
      '',
    ].join('\n'),
  );
  return 0;
}

/** Entries of an export by log; whether they are as signed is for `audit verify` to say. */
function entriesIn(text: string): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>();
  for (const line of text.split('\n').slice(1)) {
    const row = line === '' ? undefined : (JSON.parse(line) as Entry & { log?: string });
    if (row?.log === undefined) continue;
    const { log, ...entry } = row;
    entries.set(log, [...(entries.get(log) ?? []), entry]);
  }
  return entries;
}
