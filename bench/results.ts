/** Knows where results lie, one JSON file per bench, and how they are read and written. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from './bench.ts';

const folder = join(import.meta.dirname, 'results');
export const page = join(import.meta.dirname, '../docs/bench.md');

export function keepResult(result: Result): void {
  writeFileSync(join(folder, `${result.bench}.json`), `${JSON.stringify(result, undefined, 2)}\n`);
}

/** In the order of their names. */
export function keptResults(): readonly Result[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result);
}
