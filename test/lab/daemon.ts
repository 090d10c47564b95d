/** What the lab asks of a routing daemon, and how one is started and ended. Knows no vendor. */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import type { Best, LabEvent, Scenario } from './scenario.ts';

/** A router's BGP process (with its companions) in a namespace. */
export type Daemon = {
  /** Starts with the configuration the scenario calls for now. */
  start(scenario: Scenario): Promise<void>;
  /** Dies without a word, as in a crash: no NOTIFICATION, kernel routes stay. */
  kill(): Promise<void>;
  /** Brings the running process in line with `scenario` after `event`. */
  change(scenario: Scenario, event: LabEvent): Promise<void>;
  /** RFC 4271 state name, by session id. */
  sessions(): Promise<Readonly<Record<string, string>>>;
  /** What BGP learned from neighbours and chose, by prefix. Own announcements are not listed. */
  best(): Promise<Readonly<Record<string, Best>>>;
};

/** Where a daemon lives: how to run a program in its namespace, and its own directory. */
export type Home = { readonly inside: (argv: readonly string[]) => readonly string[]; readonly directory: string };

/** Starts a program that stays in the foreground; its output goes to `<directory>/<label>.log`. */
export function launch(home: Home, label: string, argv: readonly string[]): ChildProcess {
  const [program = 'false', ...args] = home.inside(argv);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const keep = (chunk: Buffer) => appendFileSync(`${home.directory}/${label}.log`, chunk);
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return child;
}

/** Ends a program at once and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await gone;
}
