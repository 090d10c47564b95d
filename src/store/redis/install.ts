/** How a Redis server comes onto this machine, the platform's own way. Knows package managers; starts no server. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

/** `never`: only say how. `ask`: a person at the terminal decides. `allowed`: go ahead. */
export type InstallConsent = 'never' | 'ask' | 'allowed';

interface Recipe {
  readonly tool: string;
  readonly needsRoot: boolean;
  readonly steps: readonly (readonly string[])[];
}

const aptEnv = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'] as const;

/**
 * redis-tools, not redis-server: the same program, without the system service that Debian's redis-server starts on
 * port 6379 whether wanted or not.
 */
const recipes: readonly Recipe[] = [
  {
    tool: 'apt-get',
    needsRoot: true,
    steps: [
      [...aptEnv, 'update'],
      [...aptEnv, 'install', '-y', '--no-install-recommends', 'redis-tools'],
    ],
  },
  { tool: 'brew', needsRoot: false, steps: [['brew', 'install', 'valkey']] },
];

/** The one line a person may type instead. */
export function installLine(): string {
  const recipe = recipes.find(({ tool }) => runs(tool, '--version'));
  if (recipe === undefined) return 'install redis or valkey with your package manager';
  return recipe.steps.map((step) => (recipe.needsRoot ? ['sudo', ...step] : step).join(' ')).join(' && ');
}

/**
 * Installs a server when the platform is known and the consent is there. Resolves to whether it ran to the end; all
 * that it says goes to stderr.
 */
export async function installRedis(consent: InstallConsent): Promise<boolean> {
  const recipe = recipes.find(({ tool }) => runs(tool, '--version'));
  if (consent === 'never' || recipe === undefined) return false;
  const prefix = recipe.needsRoot ? rootPrefix() : [];
  if (prefix === undefined) return false;
  const steps = recipe.steps.map((step) => [...prefix, ...step]);
  say('No Redis server is installed. Hostline can install one; it runs privately, not as a system service:');
  for (const step of steps) say(`  ${step.join(' ')}`);
  if (consent === 'ask' && !(await agreed())) return false;
  for (const step of steps) if (!(await run(step))) return false;
  return true;
}

/** What to put before a command that needs root: nothing, sudo without a password, or `undefined`: not possible. */
function rootPrefix(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return runs('sudo', '-n', 'true') ? ['sudo', '-n'] : undefined;
}

function runs(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function run([command = '', ...args]: readonly string[]): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 2, 2] });
    child.once('error', () => done(false));
    child.once('exit', (code) => done(code === 0));
  });
}

async function agreed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Without the race, an input that ends (or Ctrl-C) would leave the question open for ever.
  const noAnswer = once(terminal, 'close').then(() => '');
  const answer = await Promise.race([terminal.question('Install it now? [y/N] '), noAnswer]);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
