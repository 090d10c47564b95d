import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OpenRedis, openRedis } from '../../../src/store/redis/open.ts';
import { bornAt, commandLine } from '../../../src/store/redis/pid.ts';
import { startPrivateServer } from '../../../src/store/redis/private-server.ts';
import { type Store, storeOn } from '../../../src/store/store.ts';
import { entry } from '../event-log.contract.ts';
import { program, temporaryFolder, until } from '../redis-fixture.ts';

let root = '';
let dir = '';
let lines: string[] = [];
const children: ChildProcess[] = [];
const opened: OpenRedis[] = [];

beforeEach(() => {
  root = temporaryFolder();
  dir = join(root, 'redis');
  lines = [];
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((redis) => redis.close()));
  for (const child of children.splice(0)) child.kill('SIGKILL');
  const left = serverPid();
  if (left !== undefined && commandLine(left)?.includes(dir)) process.kill(left, 'SIGKILL');
  rmSync(root, { recursive: true });
});

async function open(folder = dir): Promise<{ redis: OpenRedis; log: Store['log'] }> {
  const log = (level: string, event: string, fields = {}): void =>
    void lines.push(JSON.stringify({ level, event, ...fields }));
  const redis = await openRedis({ dir: folder, install: 'never', log });
  opened.push(redis);
  return { redis, log: storeOn(redis.connect('command')).log };
}

function serverPid(folder = dir): number | undefined {
  const file = join(folder, 'redis.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

function alive(pid: number | undefined): boolean {
  return pid !== undefined && bornAt(pid) !== undefined;
}

/** Another Hostline; `said` grows line by line. */
function opener(...args: string[]): { child: ChildProcess; said: string[] } {
  const script = fileURLToPath(new URL('./opener.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dir, ...args], { stdio: ['ignore', 'pipe', 2] });
  const said: string[] = [];
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = `${rest}${chunk.toString()}`.split('\n');
    rest = parts.pop() ?? '';
    said.push(...parts);
  });
  children.push(child);
  return { child, said };
}

it('keeps data over a restart, in a folder nobody else can read', async () => {
  const first = await open();
  await first.log.append('tenant:acme', entry(1));
  const pid = serverPid();
  await first.redis.close();
  expect(alive(pid)).toBe(false);
  expect(readdirSync(dir).toSorted()).toEqual(['appendonlydir', 'redis.conf', 'redis.log']);
  const second = await open();
  expect(await second.log.read('tenant:acme', 0)).toEqual([entry(1)]);
  expect(statSync(dir).mode & 0o077).toBe(0);
  expect(second.redis.describe()).toBe(`Redis at ${join(dir, 'redis.sock')}`);
});

it('starts again after kill -9, at the same place, with every acknowledged append', async () => {
  const { log } = await open();
  const killed = new Set<number>();
  for (let version = 1; version <= 300; version += 1) {
    const pid = serverPid();
    const appended = log.append('tenant:acme', entry(version));
    if (version % 100 === 50 && pid !== undefined) {
      killed.add(pid);
      process.kill(pid, 'SIGKILL');
    }
    expect(await appended).toBe(true);
  }
  expect(killed.size).toBe(3);
  expect(killed).not.toContain(serverPid());
  expect((await log.read('tenant:acme', 0)).map(({ version }) => version)).toEqual(
    Array.from({ length: 300 }, (_, n) => n + 1),
  );
  expect(lines.filter((line) => line.includes('redis.died'))).toHaveLength(3);
});

it('takes over from a Hostline that was killed: stops its server, keeps all it acknowledged', async () => {
  const { child, said } = opener();
  await until('the other has appended something', () => said.includes('acknowledged 50'));
  const orphan = serverPid();
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(alive(orphan)).toBe(true);
  const { log } = await open();
  expect(alive(orphan)).toBe(false);
  expect(lines.some((line) => line.includes('redis.orphan-stopped'))).toBe(true);
  const entries = await log.read('tenant:acme', 0);
  const acknowledged = said.filter((line) => line.startsWith('acknowledged')).length;
  // The last append may have been written without its answer being read.
  expect([acknowledged, acknowledged + 1]).toContain(entries.length);
});

it('leaves the folder to a Hostline that lives', async () => {
  const { said } = opener();
  await until('the other has opened', () => said.includes('open'));
  const pid = serverPid();
  await expect(open()).rejects.toThrow(/Another Hostline \(process \d+\) keeps its Redis/);
  expect(serverPid()).toBe(pid);
  expect(alive(pid)).toBe(true);
});

it('lets one of several take over at the same time', async () => {
  const first = opener();
  await until('the first has opened', () => first.said.includes('open'));
  first.child.kill('SIGKILL');
  await once(first.child, 'close');
  const others = [opener(), opener(), opener()];
  await until('each has opened or been refused', () => others.every(({ said }) => said.length > 0));
  expect(others.filter(({ said }) => said[0] === 'open')).toHaveLength(1);
  expect(others.filter(({ said }) => said[0]?.startsWith('refused: Another Hostline'))).toHaveLength(2);
});

it('takes its server along when the process exits without closing', async () => {
  const { child, said } = opener('never', 'exit');
  await once(child, 'close');
  expect(said).toEqual(['open']);
  const pid = serverPid();
  await until('the server has ended', () => !alive(pid));
});

it('does not touch a process that has got the old id', async () => {
  const stranger = spawn('sleep', ['60']);
  children.push(stranger);
  mkdirSync(dir);
  writeFileSync(join(dir, 'redis.pid'), String(stranger.pid));
  writeFileSync(join(dir, 'owner.json'), JSON.stringify({ id: 'old', pid: stranger.pid, born: 'before the reboot' }));
  await open();
  expect(alive(stranger.pid)).toBe(true);
});

it('listens on a loopback port with a password when the path is too long for a socket', async () => {
  const long = join(root, 'x'.repeat(100));
  const { redis, log } = await open(long);
  await log.append('tenant:acme', entry(1));
  expect(redis.describe()).toMatch(/^Redis at 127\.0\.0\.1:\d+$/);
  const password = /requirepass "(\w{48})"/.exec(readFileSync(join(long, 'redis.conf'), 'utf8'))?.[1] ?? 'missing';
  const pid = serverPid(long);
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
  expect(await log.read('tenant:acme', 0)).toEqual([entry(1)]);
  expect(serverPid(long)).not.toBe(pid);
  expect(lines.join()).not.toContain(password);
});

it('copes with blanks and quotes in the path', async () => {
  const { log } = await open(join(root, 'a "b" \\c 专线'));
  expect(await log.append('tenant:acme', entry(1))).toBe(true);
});

it('says why a server does not come up, and gives the folder back', async () => {
  mkdirSync(dir);
  mkdirSync(join(dir, 'redis.sock'));
  const start = startPrivateServer(dir, program(), () => undefined);
  await expect(start).rejects.toThrow(/did not start \(exit code 1\):[\s\S]*Unix socket/);
  expect(existsSync(join(dir, 'owner.json'))).toBe(false);
});
