import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type Service, startService } from '../../src/wire/running.ts';
import { openTelemetry } from '../../src/wire/telemetry.ts';
import { startServer, temporaryFolder } from '../store/redis-fixture.ts';

/** A service on a Redis that is not its own, so that it can be taken away. */
describe('a running service', () => {
  const dir = temporaryFolder();
  const socket = join(dir, 'r.sock');
  const directives = ['--port', '0', '--unixsocket', socket, '--appendonly', 'yes'];
  let redis = startServer(dir, directives);
  let service: Service;

  beforeAll(async () => {
    service = await startService({
      config: readConfig({
        HOSTLINE_DIR: dir,
        HOSTLINE_PORT: '0',
        REDIS_URL: `unix://${socket}`,
        HOSTLINE_INSTALL: 'never',
      }),
      telemetry: openTelemetry('silent'),
    });
  });
  afterAll(async () => {
    await service.close();
    await redis.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const ask = async (path: string) => {
    const answer = await fetch(`${service.url}${path}`, { signal: AbortSignal.timeout(20_000) });
    return { status: answer.status, body: await answer.text() };
  };

  it('is alive and ready, and says where it listens', async () => {
    expect(await ask('/healthz')).toEqual({ status: 200, body: '{"ok":true}' });
    expect(await ask('/readyz')).toEqual({ status: 200, body: '{"ready":true,"store":true}' });
    expect(JSON.parse(readFileSync(join(dir, 'service.json'), 'utf8'))).toEqual({ url: service.url, pid: process.pid });
    expect(new URL(service.url).hostname).toBe('127.0.0.1');
  });

  it('takes no money without a cashier’s secret, and no Slack without credentials', async () => {
    for (const path of ['/payments', '/slack/events', '/nothing']) expect((await ask(path)).status).toBe(404);
    expect((await ask('/metrics')).body).toContain('hostline_http_refused_total{reason="no-such-path"} 3');
  });

  it('is alive but not ready while its store is away, and ready once it is back', { timeout: 60_000 }, async () => {
    await redis.stop();
    await expect.poll(async () => (await ask('/readyz')).status, { timeout: 25_000 }).toBe(503);
    expect((await ask('/healthz')).status).toBe(200);
    redis = startServer(dir, directives);
    await expect.poll(async () => (await ask('/readyz')).status, { timeout: 25_000 }).toBe(200);
  });

  it('takes its address away when it closes', async () => {
    const other = await startService({
      config: readConfig({
        HOSTLINE_DIR: join(dir, 'other'),
        HOSTLINE_PORT: '0',
        HOSTLINE_PREFIX: 'other',
        REDIS_URL: `unix://${socket}`,
        HOSTLINE_INSTALL: 'never',
      }),
      telemetry: openTelemetry('silent'),
    });
    expect(existsSync(join(dir, 'other', 'service.json'))).toBe(true);
    await other.close();
    expect(existsSync(join(dir, 'other', 'service.json'))).toBe(false);
    await expect(fetch(`${other.url}/healthz`)).rejects.toThrow();
  });
});
