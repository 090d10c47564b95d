/** One process of the service, as an operator starts it; ends as an operator or a crash ends it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from './town.ts';

const root = join(import.meta.dirname, '../..');
export const startsWithinMs = 90_000;

export interface ServiceProcess {
  /** Where its HTTP server listens. */
  readonly url: string;
  /** Resolves when the process is gone; at once when it already was. */
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Resolves when the process says that it listens. `env` is all it sees, besides where programs are. */
export async function startProcess(env: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      HOSTLINE_PORT: '0',
      HOSTLINE_INSTALL: 'never',
      HOSTLINE_SANDBOX: 'no',
      LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
      ...env,
    },
  });
  const gone = once(child, 'exit');
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => process.stderr.write(chunk));
  const url = await until(
    'the service listens',
    () => {
      if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`);
      return /Hostline listens on (\S+)/.exec(out)?.[1];
    },
    startsWithinMs,
  );
  return {
    url,
    async kill(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await gone;
    },
  };
}
