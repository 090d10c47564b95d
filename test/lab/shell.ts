/** Runs one program to its end within a bounded time. Knows no networking. */
import { type ExecFileException, execFile } from 'node:child_process';

export type Finished = { readonly code: number; readonly stdout: string; readonly stderr: string };

const limitSeconds = 30;
const maxOutputBytes = 64 * 1024 * 1024;

/** Resolves with the exit code whatever it is; a program that never ends is killed and counts as code 124. */
export function run(argv: readonly string[], input?: string): Promise<Finished> {
  const [program = 'false', ...args] = argv;
  return new Promise((resolve) => {
    const settle = (error: ExecFileException | null, stdout: string, stderr: string) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 124;
      resolve({ code, stdout, stderr: error === null ? stderr : `${stderr}${error.message}` });
    };
    const child = execFile(
      program,
      args,
      { timeout: limitSeconds * 1000, killSignal: 'SIGKILL', maxBuffer: maxOutputBytes },
      settle,
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

/** The standard output of a program that must succeed. Throws with its standard error otherwise. */
export async function must(argv: readonly string[], input?: string): Promise<string> {
  const finished = await run(argv, input);
  if (finished.code !== 0) throw new Error(`${argv.join(' ')} ended with ${finished.code}: ${finished.stderr.trim()}`);
  return finished.stdout;
}

/** Waits until `ready` holds, asking every `everyMs`. Throws, naming `what`, after `limitS` seconds. */
export async function until(
  what: string,
  ready: () => boolean | Promise<boolean>,
  limitS: number,
  everyMs = 50,
): Promise<void> {
  const deadline = Date.now() + limitS * 1000;
  while (!(await ready())) {
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${limitS} s`);
    await pause(everyMs);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
