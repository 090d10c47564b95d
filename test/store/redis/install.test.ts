import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findProgram, isOlder } from '../../../src/store/redis/find-program.ts';
import { installRedis } from '../../../src/store/redis/install.ts';
import { openRedis } from '../../../src/store/redis/open.ts';
import { program, temporaryFolder } from '../redis-fixture.ts';

/** A machine with nothing in its PATH but what a test puts there. */
let root = '';
let bin = '';
let said = '';
const real = program();
const realServer = execFileSync('sh', ['-c', `command -v ${real.command}`], { encoding: 'utf8' }).trim();

beforeEach(() => {
  root = temporaryFolder();
  bin = join(root, 'bin');
  mkdirSync(bin);
  tool('env', 'shift; exec "$@"');
  vi.stubEnv('PATH', bin);
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    said += String(chunk);
    return true;
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** A program that notes its arguments in `ran`. */
function tool(name: string, body = ':'): void {
  writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >> '${join(root, 'ran')}'\n${body}\n`, { mode: 0o755 });
}

/** A package manager that brings the program under this name. */
function packageManager(name: string, brings: string): void {
  tool(name, `case "$*" in *install*) /bin/ln -s '${realServer}' '${join(bin, brings)}';; esac`);
}

function ran(): string[] {
  const file = join(root, 'ran');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

async function openHere(install: 'never' | 'allowed'): Promise<string> {
  const redis = await openRedis({ dir: join(root, 'redis'), install, log: () => undefined });
  await redis.close();
  return redis.describe();
}

it.each([
  ['apt-get', 'redis-check-rdb', 'apt-get install -y --no-install-recommends redis-tools'],
  ['brew', 'valkey-server', 'brew install valkey'],
])('installs with %s, says so, and starts what came', async (manager, brings, command) => {
  packageManager(manager, brings);
  expect(await openHere('allowed')).toBe(`Redis at ${join(root, 'redis', 'redis.sock')}`);
  expect(ran()).toContain(command);
  expect(said).toContain(command);
});

it('installs nothing when it must not, and gives the line to type', async () => {
  packageManager('apt-get', 'redis-server');
  await expect(openHere('never')).rejects.toThrow(
    /No Redis server found[\s\S]*sudo .*apt-get install .*redis-tools\nor set REDIS_URL/,
  );
  expect(new Set(ran())).toEqual(new Set(['apt-get --version']));
});

it('installs nothing where it knows no package manager', async () => {
  await expect(openHere('allowed')).rejects.toThrow('install redis or valkey with your package manager');
});

it('says what failed when the package manager fails', async () => {
  tool('apt-get', 'case "$*" in *update*) exit 100;; esac');
  await expect(openHere('allowed')).rejects.toThrow('No Redis server found');
  expect(ran()).toEqual(['apt-get --version', expect.stringContaining('env '), 'apt-get update', 'apt-get --version']);
});

it.each([
  ['asks for no password', 'shift; exec "$@"', true],
  ['would ask for a password', 'exit 1', false],
])('without being root, with a sudo that %s', async (_, sudo, installs) => {
  vi.spyOn(process, 'getuid').mockReturnValue(1_000);
  packageManager('apt-get', 'redis-server');
  tool('sudo', sudo);
  tool('true');
  expect(await installRedis('allowed')).toBe(installs);
  expect(ran().some((line) => line.startsWith('apt-get install'))).toBe(installs);
});

it.each([
  ['y\n', true],
  ['n\n', false],
  ['', false],
])('asks a person, who types %j', async (typed, installs) => {
  packageManager('apt-get', 'redis-server');
  const opener = fileURLToPath(new URL('./opener.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', opener, join(root, 'redis'), 'ask', 'exit']);
  child.stdin.end(typed);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  expect(err).toContain('Install it now?');
  expect(out).toMatch(installs ? /^open\n$/ : /^refused: No Redis server found/);
});

it.each([
  ['redis-server', 'Redis server v=5.0.9 sha=0', undefined],
  ['redis-server', 'Redis server v=7.0.15 sha=0', '7.0.15'],
  ['valkey-server', 'Valkey server v=8.1.0 sha=0', '8.1.0'],
  ['redis-server', 'something else', undefined],
])('takes %s that says "%s" as %s', (name, says, version) => {
  tool(name, `echo "${says}"`);
  expect(findProgram()?.version).toBe(version);
});

it('prefers a new program under another name to an old one', () => {
  tool('redis-server', 'echo "Redis server v=6.0.16"');
  symlinkSync(realServer, join(bin, 'redis-check-rdb'));
  expect(findProgram()).toEqual({ command: 'redis-check-rdb', argv0: 'redis-server', version: real.version });
});

it.each([
  ['6.0.16', '6.2.0', true],
  ['6.2.0', '6.2.0', false],
  ['7.0.0', '6.2.0', false],
  ['10.0.0', '6.2.0', false],
  ['6.2', '6.2.1', true],
])('%s older than %s: %s', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older);
});
