/** Runs the engine's side of the full table in a child process and reads its figures. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface Timed {
  readonly seconds: number;
  readonly cpuSeconds: number;
}
export interface EngineFigures {
  readonly announce: Timed;
  readonly failover: Timed;
  readonly memoryMiB: number;
}

/** `file` holds UPDATE messages; each of the addresses must have two ways, then one. */
export function engineFullTable(file: string, addresses: readonly string[]): EngineFigures {
  const cwd = import.meta.dirname;
  const argv = ['--import', 'tsx', join(cwd, 'engine.ts'), file, ...addresses];
  return JSON.parse(execFileSync(process.execPath, argv, { encoding: 'utf8', cwd })) as EngineFigures;
}
