/** What the operating system says about a process id: is it that process still, or another one under the same id. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** When the process was born, as a text that differs between processes that share an id; `undefined`: not alive. */
export function bornAt(pid: number): string | undefined {
  const stat = procFile(pid, 'stat');
  if (stat === undefined) return hasProc() ? undefined : ps(pid, 'lstart');
  // proc(5): the name in brackets may hold anything; after it come state (field 3) and, as field 22, the start time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie is dead; in a container without an init nobody buries it.
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${bootId()} ${fields[19]}`;
}

/** The command line with single spaces, `undefined` when the process is not alive. */
export function commandLine(pid: number): string | undefined {
  if (bornAt(pid) === undefined) return undefined;
  return procFile(pid, 'cmdline')?.replaceAll('\0', ' ').trim() ?? ps(pid, 'command');
}

function procFile(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}

function hasProc(): boolean {
  return procFile(process.pid, 'stat') !== undefined;
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/** macOS has no /proc. */
function ps(pid: number, column: 'lstart' | 'command'): string | undefined {
  try {
    const [state, ...rest] = execFileSync('ps', ['-p', String(pid), '-o', 'stat=', '-o', `${column}=`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .trim()
      .split(/\s+/);
    return state === undefined || state.startsWith('Z') ? undefined : rest.join(' ');
  } catch {
    return undefined;
  }
}
