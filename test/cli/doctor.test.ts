// `hostline doctor` against a broken set-up: each fault is named with its fix, and nothing else is.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockFinding, type Finding } from '../../src/cli/doctor/finding.ts';
import { examineNode } from '../../src/cli/doctor/machine.ts';
import { slackScopes } from '../../src/cli/doctor/platforms.ts';
import { type LarkSandbox, startLarkSandbox } from '../../src/sandbox/lark/index.ts';
import { type SlackSandbox, startSlackSandbox } from '../../src/sandbox/slack/index.ts';
import { larkCredentials, sandboxCredentials } from '../../src/wire/sandbox.ts';
import { freePort, startServer, temporaryFolder, until } from '../store/redis-fixture.ts';

const root = join(import.meta.dirname, '../..');
const dir = temporaryFolder();
const keys = { slack: sandboxCredentials(), lark: larkCredentials() };
let slack: SlackSandbox;
let lark: LarkSandbox;
let well: Record<string, string> = {};
let stopRedis: () => Promise<void>;

async function doctor(env: Record<string, string>): Promise<{ code: number | null; findings: Finding[]; out: string }> {
  const child = spawn(process.execPath, [join(root, 'bin/hostline.mjs'), 'doctor', '--json'], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, code] = await Promise.all([text(child.stdout), exit]);
  return { code, findings: JSON.parse(out), out };
}
const wrong = ({ findings }: { findings: Finding[] }) =>
  findings.filter(({ state }) => state === 'warn' || state === 'fail').map(({ check, state }) => `${state} ${check}`);

async function startRedis(...directives: string[]): Promise<string> {
  const port = await freePort();
  const home = join(dir, String(port));
  mkdirSync(home);
  const server = startServer(home, ['--port', String(port), '--bind', '127.0.0.1', ...directives]);
  const before = stopRedis;
  stopRedis = async () => {
    await before?.();
    await server.stop();
  };
  await until('Redis listens', () => readFileSync(join(home, 'redis.log'), 'utf8').includes('Ready to accept'));
  return `redis://:hunter2-of-the-test@127.0.0.1:${port}`;
}

beforeAll(async () => {
  slack = await startSlackSandbox(keys.slack);
  lark = await startLarkSandbox(keys.lark);
  well = {
    HOSTLINE_DIR: join(dir, 'home'),
    HOSTLINE_PORT: '0',
    REDIS_URL: await startRedis('--appendonly', 'yes', '--requirepass', 'hunter2-of-the-test'),
    SLACK_BOT_TOKEN: keys.slack.botToken,
    SLACK_APP_TOKEN: keys.slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    LARK_APP_ID: keys.lark.appId,
    LARK_APP_SECRET: keys.lark.appSecret,
    LARK_MODE: 'socket',
    LARK_DOMAIN: lark.apiUrl,
  };
});
afterAll(async () => {
  await Promise.all([slack.close(), lark.close(), stopRedis()]);
  rmSync(dir, { recursive: true });
});

describe('a set-up that is well', () => {
  it('has no fault, exits with 0 and shows no secret', async () => {
    const seen = await doctor(well);
    expect(wrong(seen)).toEqual([]);
    expect(seen.code).toBe(0);
    const checks = seen.findings.map(({ check }) => check);
    for (const check of ['redis.persistence', 'redis.clock', 'slack.scopes', 'slack.callbacks', 'lark.credentials'])
      expect(checks).toContain(check);
    for (const secret of [...Object.values(keys.slack), keys.lark.appSecret, 'hunter2'])
      expect(seen.out).not.toContain(secret);
  });
});

describe('a broken set-up', () => {
  it('has each fault named, with its fix', async () => {
    const home = join(dir, 'broken');
    mkdirSync(home);
    writeFileSync(join(home, 'vault.key'), `${'a'.repeat(64)}\n`);
    chmodSync(join(home, 'vault.key'), 0o644);
    const squatter = createServer().listen(0, '127.0.0.1');
    await until('the port is taken', () => squatter.listening);
    const taken = squatter.address();
    const seen = await doctor({
      ...well,
      HOSTLINE_DIR: home,
      HOSTLINE_PORT: String(typeof taken === 'object' ? taken?.port : 0),
      REDIS_URL: await startRedis(
        '--maxmemory',
        '3mb',
        '--maxmemory-policy',
        'allkeys-lru',
        '--requirepass',
        'hunter2-of-the-test',
      ),
      SLACK_BOT_TOKEN: 'xoxb-stranger',
      LARK_APP_SECRET: 'wrong',
    });
    squatter.close();
    expect(seen.code).toBe(1);
    expect(wrong(seen).filter((row) => !row.includes('redis.memory'))).toEqual([
      'warn vault.key',
      'warn port',
      'fail redis',
      'warn redis.persistence',
      'fail slack.token',
      'fail lark.credentials',
    ]);
    for (const row of seen.findings.filter(({ state }) => state === 'warn' || state === 'fail'))
      expect(row.fix, row.check).toMatch(/\S/);
    expect(seen.findings.find(({ check }) => check === 'redis')?.fix).toContain('noeviction');
  });

  // biome-ignore format: rows
  it.each([
    ['a variable that will not do',  { HOSTLINE_PORT: 'x' },                        'fail environment'],
    ['a role without its Redis',     { HOSTLINE_ROLE: 'worker', REDIS_URL: '' },    'fail environment'],
    ['a Redis that is away',         { REDIS_URL: 'redis://127.0.0.1:1' },          'fail redis'],
    ['a URL that is none',           { REDIS_URL: 'http://x' },                     'fail redis'],
    ['a wrong password',             {},                                            'fail redis'],
    ['a Slack that is away',         { SLACK_API_URL: 'http://127.0.0.1:9/api/' },  'fail slack'],
    ['Socket Mode that is refused',  { SLACK_APP_TOKEN: 'xapp-stranger' },          'fail slack.callbacks'],
    ['a Lark that is away',          { LARK_DOMAIN: 'http://127.0.0.1:9' },         'fail lark'],
    ['a folder nobody may write',    { HOSTLINE_DIR: 'package.json/home' },         'fail folder'],
  ])('%s', async (what, env, fault) => {
    const password = what === 'a wrong password' ? { REDIS_URL: well.REDIS_URL?.replace('hunter2-of', 'hunter3-of') ?? '' } : {};
    const seen = await doctor({ ...well, ...env, ...password });
    expect([wrong(seen), seen.code]).toEqual([[fault], 1]);
  });

  it('names the scopes that are missing', async () => {
    const poor = await startSlackSandbox({
      ...keys.slack,
      scopes: slackScopes.filter((scope) => scope !== 'files:write'),
    });
    const seen = await doctor({ ...well, SLACK_API_URL: poor.apiUrl });
    await poor.close();
    expect(seen.findings.find(({ check }) => check === 'slack.scopes')).toMatchObject({
      state: 'fail',
      seen: 'missing: files:write',
    });
  });
});

describe('what the doctor knows', () => {
  it('of scopes is what the manifest asks for', () => {
    const manifest = readFileSync(join(root, 'slack-manifest.yaml'), 'utf8');
    const scopes = manifest
      .slice(manifest.indexOf('scopes:'), manifest.indexOf('settings:'))
      .matchAll(/^ {6}- (\S+)$/gm);
    expect([...scopes].map(([, scope]) => scope ?? '').sort()).toEqual([...slackScopes].sort());
  });

  // biome-ignore format: rows
  it.each([
    [0, 'ok'], [59_000, 'ok'], [60_000, 'warn'], [-61_000, 'warn'], [300_000, 'fail'], [-301_000, 'fail'],
  ])('of a clock that is %i ms off', (skewMs, state) => {
    expect(clockFinding('clock', 1e12 + skewMs, 1e12).state).toBe(state);
  });

  it.each([
    ['v20.18.1', 'fail'],
    ['v20.19.0', 'ok'],
    ['v18.0.0', 'fail'],
    ['v22.1.0', 'ok'],
  ])('of Node %s', (version, state) => {
    expect(examineNode(version).state).toBe(state);
  });
});
