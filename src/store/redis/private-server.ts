/**
 * A Redis of our own: one folder, one server, kept alive while we live and stopped with us. Knows how to start a
 * server program; not where the program comes from.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Log } from '../log.ts';
import type { Address } from './address.ts';
import type { Program } from './find-program.ts';
import { keepRunning } from './keep-running.ts';
import { confText, type Layout, layOut } from './layout.ts';
import { own } from './owner.ts';
import { commandLine } from './pid.ts';

export interface PrivateServer {
  readonly address: Address;
  /** Ends the server after it has written everything, and gives the folder back. */
  close(): Promise<void>;
}

const orphanEndsWithinMs = 10_000;

/**
 * Throws when another living Hostline keeps this folder, or when the server does not come up (with the end of its
 * log). A server that a killed Hostline left behind is stopped first: never two servers on one folder.
 */
export async function startPrivateServer(folder: string, program: Program, log: Log): Promise<PrivateServer> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const disown = own(folder);
  try {
    const layout = await layOut(folder);
    await stopOrphan(layout, log);
    writeFileSync(layout.confFile, confText(layout), { mode: 0o600 });
    const running = await keepRunning(
      () => launch(layout, program),
      (signal) => answers(layout.address, signal),
      log,
    ).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`The private Redis did not start (${reason}):\n${endOfLog(layout)}`);
    });
    log('info', 'redis.started', { program: program.command, version: program.version, dir: layout.dir });
    return {
      address: layout.address,
      close: async () => {
        await running.stop();
        rmSync(layout.pidFile, { force: true });
        disown();
      },
    };
  } catch (error) {
    disown();
    throw error;
  }
}

function launch({ confFile, pidFile, logFile }: Layout, { command, argv0 }: Program) {
  const out = openSync(logFile, 'a', 0o600);
  // Its own process group: Ctrl-C in a terminal is for us, Redis ends when we have finished with it.
  const child = spawn(command, [confFile], { argv0, detached: true, stdio: ['ignore', out, out] });
  closeSync(out);
  // Written by us at once: Redis writes its own only after a while, and a crash of ours may come sooner.
  if (child.pid !== undefined) writeFileSync(pidFile, String(child.pid), { mode: 0o600 });
  return child;
}

async function stopOrphan({ pidFile, confFile }: Layout, log: Log): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  // The id may belong to somebody else by now; only a server that runs on our configuration is ours.
  const ours = (): boolean => pid > 0 && commandLine(pid)?.split(' ').slice(1).join(' ') === confFile;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!ours()) return;
    log('warn', 'redis.orphan-stopped', { pid, signal });
    process.kill(pid, signal);
    const deadline = Date.now() + orphanEndsWithinMs;
    while (ours() && Date.now() < deadline) await wait(10);
  }
  if (ours()) throw new Error(`A Redis of an earlier run (process ${pid}) cannot be stopped.`);
}

/** Waits until the server has loaded its data and answers; a long log takes as long as it takes. */
async function answers(address: Address, signal: AbortSignal): Promise<void> {
  const place = address.kind === 'socket' ? { path: address.path } : address.kind === 'single' ? address.host : {};
  const probe = new Redis({
    ...place,
    ...(address.password === undefined ? {} : { password: address.password }),
    retryStrategy: () => 10,
    maxRetriesPerRequest: null,
  });
  probe.on('error', () => undefined);
  signal.addEventListener('abort', () => probe.disconnect());
  try {
    await probe.ping();
  } finally {
    probe.disconnect();
  }
}

function endOfLog({ logFile }: Layout): string {
  return existsSync(logFile) ? readFileSync(logFile, 'utf8').split('\n').slice(-8).join('\n') : '(no log)';
}
