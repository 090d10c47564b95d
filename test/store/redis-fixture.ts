/** A real Redis for a test file: private, empty, gone afterwards. Knows how to start one quickly; keeps no data. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, vi } from 'vitest';
import { findProgram, type Program } from '../../src/store/redis/find-program.ts';
import { type OpenRedis, openRedis } from '../../src/store/redis/open.ts';
import { type Store, storeOn } from '../../src/store/store.ts';

export interface RedisFixture {
  /** The running server; only inside tests and hooks that run after this fixture's. */
  readonly redis: OpenRedis;
  /** All ports under a prefix of their own. */
  store(): Store;
}

/** Call it at the top of a test file or `describe`; starts in `beforeAll`, ends in `afterAll`. */
export function withRedis(topology: 'single' | 'cluster' = 'single'): RedisFixture {
  let redis: OpenRedis | undefined;
  let end: () => Promise<void> = () => Promise.resolve();
  let stores = 0;
  beforeAll(async () => {
    const dir = temporaryFolder();
    const server = topology === 'single' ? startSingle(dir) : await startCluster(dir);
    end = async () => {
      await redis?.close();
      await server.stop();
      rmSync(dir, { recursive: true });
    };
    redis = await openRedis({ url: server.url, dir, install: 'never', log: () => undefined });
  });
  afterAll(() => end());
  const running = (): OpenRedis => {
    if (redis === undefined) throw new Error('withRedis: used before its beforeAll has run');
    return redis;
  };
  return {
    get redis() {
      return running();
    },
    store: () => storeOn(running().connect('command'), `test-${++stores}`),
  };
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hostline-'));
}

/** The server program of this machine; a test that needs one cannot run without. */
export function program(): Program {
  const found = findProgram();
  if (found === undefined) throw new Error('these tests need redis-server or valkey-server in PATH');
  return found;
}

/** A started server program. */
interface Started {
  /** Kills it and waits until it is gone; again does nothing. */
  readonly stop: () => Promise<void>;
}

/** Starts the server program in `dir`, without persistence unless the directives say otherwise. */
export function startServer(dir: string, directives: readonly string[]): Started {
  return start(['--dir', dir, '--save', '', '--appendonly', 'no', '--logfile', join(dir, 'redis.log'), ...directives]);
}

/** A Sentinel that watches the master `mymaster` on the loopback port. */
export function startSentinel(dir: string, port: number, masterPort: number): Started {
  const conf = join(dir, 'sentinel.conf');
  const directives = [`port ${port}`, 'bind 127.0.0.1', `dir ${dir}`, `logfile ${join(dir, 'sentinel.log')}`];
  writeFileSync(conf, [...directives, `sentinel monitor mymaster 127.0.0.1 ${masterPort} 1`, ''].join('\n'));
  return start([conf, '--sentinel']);
}

function start(args: readonly string[]): Started {
  const { command, argv0 } = program();
  const child = spawn(command, args, { argv0, stdio: 'ignore' });
  const ended = once(child, 'exit');
  return {
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export async function freePort(below = 65_536): Promise<number> {
  for (;;) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    server.close();
    await once(server, 'close');
    if (typeof address === 'object' && address !== null && address.port < below) return address.port;
  }
}

/** Waits for something that becomes true; fails with `what` after ten seconds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(
    async () => {
      if (!(await holds())) throw new Error(`not so after ten seconds: ${what}`);
    },
    { timeout: 10_000, interval: 5 },
  );
}

function startSingle(dir: string) {
  const path = join(dir, 'r.sock');
  const { stop } = startServer(dir, ['--port', '0', '--unixsocket', path]);
  return { url: `unix://${path}`, stop };
}

const slots = 16_384;

/** Nodes that share all slots and announce the loopback address; their buses listen 10000 ports higher. */
export async function startCluster(dir: string, directives: readonly string[] = [], size = 1) {
  const nodes = await Promise.all(
    Array.from({ length: size }, async (_, index) => {
      const port = await freePort(55_000);
      const home = size === 1 ? dir : join(dir, String(index));
      mkdirSync(home, { recursive: true });
      const listen = ['--port', String(port), '--bind', '127.0.0.1', '--cluster-announce-ip', '127.0.0.1'];
      const run = () => startServer(home, [...listen, '--cluster-enabled', 'yes', ...directives]);
      return { port, run, started: run() };
    }),
  );
  const clients = nodes.map(({ port }) => {
    const client = new Redis({ host: '127.0.0.1', port, retryStrategy: () => 10, maxRetriesPerRequest: null });
    return client.on('error', () => undefined);
  });
  for (const [index, client] of clients.entries()) {
    const own = Array.from({ length: slots }, (_, slot) => slot).filter(
      (slot) => Math.floor((slot * size) / slots) === index,
    );
    await client.cluster('ADDSLOTS', ...own);
    for (const { port } of nodes.slice(0, index)) await client.cluster('MEET', '127.0.0.1', port);
  }
  for (const client of clients) {
    await until('the cluster serves all slots', async () => {
      const state = await client.cluster('INFO');
      return state.includes('cluster_state:ok') && state.includes(`cluster_known_nodes:${size}\r\n`);
    });
    client.disconnect();
  }
  return {
    url: `redis+cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    stop: async () => {
      await Promise.all(nodes.map(({ started }) => started.stop()));
    },
    restart: () => {
      for (const node of nodes) node.started = node.run();
    },
  };
}
