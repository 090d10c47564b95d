import { rmSync } from 'node:fs';
import { inspect } from 'node:util';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutcomeUnknown } from '../../../src/app/ports.ts';
import { type OpenRedis, openRedis } from '../../../src/store/redis/open.ts';
import { storeOn } from '../../../src/store/store.ts';
import { entry } from '../event-log.contract.ts';
import { freePort, startSentinel, startServer, temporaryFolder, until } from '../redis-fixture.ts';

let root = '';
let port = 0;
let lines: string[] = [];
let closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  root = temporaryFolder();
  port = await freePort();
  lines = [];
});
afterEach(async () => {
  for (const close of closers.toReversed()) await close();
  closers = [];
  rmSync(root, { recursive: true });
});

/** Starts a server on `port` and hands its stop back; it is stopped after the test in any case. */
function server(...directives: string[]): () => Promise<void> {
  const { stop } = startServer(root, ['--port', String(port), '--bind', '127.0.0.1', ...directives]);
  closers.push(stop);
  return stop;
}

async function open(url = `redis://127.0.0.1:${port}`): Promise<OpenRedis> {
  const log = (level: string, event: string, fields = {}): void =>
    void lines.push(inspect({ level, event, ...fields }));
  const redis = await openRedis({ url, dir: '/nowhere', install: 'never', log });
  closers.push(() => redis.close());
  return redis;
}

/** What was logged, without the wait for a server that has only just been started. */
function warnings(): string[] {
  return lines.filter((line) => !line.includes('redis.connection-'));
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('this had to fail'),
    (error: unknown) => error,
  );
}

describe('a given server', () => {
  it.each([
    ['evicts', ['--maxmemory-policy', 'allkeys-lru'], /maxmemory-policy is allkeys-lru and may throw data away/],
    ['evicts what expires', ['--maxmemory-policy', 'volatile-ttl'], /maxmemory-policy is volatile-ttl/],
    ['is a replica', ['--replicaof', '127.0.0.1 1'], /it is a slave/],
    ['wants a password', ['--requirepass', 'sesame'], /cannot be reached: .*NOAUTH/],
  ])('is refused when it %s', async (_, directives, message) => {
    server(...directives);
    await expect(open()).rejects.toThrow(message);
  });

  it.each([
    ['no persistence', [], 'redis.not-persistent'],
    ['snapshots only', ['--save', '60 1'], 'redis.snapshots-only'],
    ['no persistence, CONFIG forbidden', ['--rename-command', 'CONFIG', ''], 'redis.snapshots-only'],
  ])('with %s is used with a warning', async (_, directives, warning) => {
    server(...directives);
    await open();
    expect(warnings()).toHaveLength(1);
    expect(warnings().join()).toContain(warning);
  });

  it('with an append-only file is used without a word', async () => {
    server('--appendonly', 'yes');
    const redis = await open();
    expect(await redis.connect('command').ping()).toBe('PONG');
    expect(warnings()).toEqual([]);
  });

  it('that is not there is named', async () => {
    await expect(open()).rejects.toThrow(`Redis at 127.0.0.1:${port} cannot be reached: connect ECONNREFUSED`);
  });
});

describe('a password', () => {
  it('opens, and shows nowhere', async () => {
    server('--requirepass', 'sesame');
    const redis = await open(`redis://:sesame@127.0.0.1:${port}`);
    expect(await redis.connect('blocking').ping()).toBe('PONG');
    expect(redis.describe()).toBe(`Redis at 127.0.0.1:${port}`);
    expect(lines.join()).not.toContain('sesame');
  });

  it('that is wrong shows neither in errors nor in logs', async () => {
    server('--requirepass', 'sesame');
    const error = await failureOf(open(`redis://default:tell-nobody@127.0.0.1:${port}`));
    expect(String(error)).toContain('WRONGPASS');
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('tell-nobody');
    expect(lines.join()).toContain('WRONGPASS');
    expect(lines.join()).not.toContain('tell-nobody');
  });

  it('in a connection error never reaches a listener of that connection', async () => {
    const stop = server('--requirepass', 'sesame', '--appendonly', 'yes');
    const redis = await open(`redis://:sesame@127.0.0.1:${port}`);
    const connection = redis.connect('command');
    await connection.ping();
    const seen: unknown[] = [];
    connection.on('error', (error) => seen.push(error));
    await stop();
    server('--requirepass', 'changed');
    await until('the login failed', () => seen.some((error) => String(error).includes('WRONGPASS')));
    expect(inspect(seen, { depth: 9, showHidden: true })).not.toContain('sesame');
  });
});

describe('while the server is away', () => {
  it('an append throws that its outcome is unknown; when it is back, the same append is made once', async () => {
    const stop = server('--appendonly', 'yes');
    const redis = await open();
    const { log } = storeOn(redis.connect('command'));
    expect(await log.append('roster', entry(1))).toBe(true);
    await stop();
    expect(await failureOf(log.append('roster', entry(2)))).toBeInstanceOf(OutcomeUnknown);
    server('--appendonly', 'yes');
    expect(await log.append('roster', entry(2))).toBe(true);
    expect(await log.append('roster', entry(2))).toBe(true);
    expect(await log.read('roster', 0)).toEqual([entry(1), entry(2)]);
  });

  it('fail-fast says so at once, and works again when the server is back', async () => {
    const stop = server('--appendonly', 'yes');
    const redis = await open();
    const connection = redis.connect('fail-fast');
    await until('it is connected', () => connection.status === 'ready');
    await stop();
    await until('it has noticed', () =>
      lines.some((line) => line.includes("role: 'fail-fast'") && line.includes('connection-lost')),
    );
    await expect(connection.ping()).rejects.toThrow();
    server('--appendonly', 'yes');
    await until('it is back', () => connection.status === 'ready');
    expect(await connection.ping()).toBe('PONG');
    const own = lines.filter((line) => line.includes("role: 'fail-fast'"));
    const lost = own.filter((line) => line.includes('connection-lost'));
    // However many tries failed, a reason is logged once.
    expect(lost.length).toBeGreaterThan(0);
    expect(new Set(lost).size).toBe(lost.length);
    expect(own.filter((line) => line.includes('connection-back'))).toHaveLength(1);
  });
});

it('finds a master through Sentinel', async () => {
  server('--appendonly', 'yes');
  const sentinelPort = await freePort();
  closers.push(startSentinel(root, sentinelPort, port).stop);
  const redis = await open(`redis+sentinel://127.0.0.1:${sentinelPort}/mymaster`);
  const { log } = storeOn(redis.connect('command'));
  expect(await log.append('roster', entry(1))).toBe(true);
  const direct = new Redis(port);
  expect(await direct.xlen('hl:{roster}:log')).toBe(1);
  direct.disconnect();
});

it('closes every connection it has handed out', async () => {
  server('--appendonly', 'yes');
  const redis = await open();
  const connections = (['command', 'blocking', 'fail-fast'] as const).map((role) => redis.connect(role));
  await until('all are connected', () => connections.every(({ status }) => status === 'ready'));
  await redis.close();
  await until('all have ended', () => connections.every(({ status }) => status === 'end'));
});
