/** A Redis that really forgets its last seconds: an older copy of its file is put back under it, as after a power cut. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../src/app/journal.ts';
import { readConfig } from '../../src/config.ts';
import { openRedis } from '../../src/store/redis/open.ts';
import { storeOn } from '../../src/store/store.ts';
import { type Service, startService } from '../../src/wire/running.ts';
import { openTelemetry } from '../../src/wire/telemetry.ts';
import { hostline } from '../cli/hostline.ts';
import { startServer, temporaryFolder } from '../store/redis-fixture.ts';
import { until } from './town.ts';

/** Above every process id there can be. */
const nobody = '4194305';
let dir = '';
let redis: ReturnType<typeof startServer>;
let service: Service | undefined;
let heard: { event: string; fields: Record<string, unknown> }[] = [];

const socket = () => join(dir, 'r.sock');
const startRedis = () =>
  startServer(dir, ['--port', '0', '--unixsocket', socket(), '--appendonly', 'yes', '--appendfsync', 'always']);

async function start(): Promise<Service> {
  const telemetry = openTelemetry('silent');
  return startService({
    config: readConfig({
      HOSTLINE_DIR: dir,
      HOSTLINE_PORT: '0',
      REDIS_URL: `unix://${socket()}`,
      HOSTLINE_INSTALL: 'never',
      HOSTLINE_ADMIN: 'terminal:local:ana',
    }),
    telemetry: {
      ...telemetry,
      log: (level, event, fields = {}) => {
        if (level === 'error') heard.push({ event, fields });
        telemetry.log(level, event, fields);
      },
    },
  });
}

beforeEach(async () => {
  dir = temporaryFolder();
  heard = [];
  redis = startRedis();
  service = await start();
  await deposit(100);
});
afterEach(async () => {
  await service?.close();
  await redis.stop();
  rmSync(dir, { recursive: true, force: true });
});

const running = () => service ?? expect.fail('no service');
/** An acknowledged decision. */
async function deposit(fen: number): Promise<void> {
  const cause = { by: 'person-ana', cause: `deposit-${fen}`, at: Date.now() };
  const command = { do: 'deposit', deposit: `d-${fen}`, fen } as const;
  const outcome = await running().app.journal.act('cashier', 'acme', command, () => undefined, cause);
  expect(outcome.ok).toBe(true);
}
const balance = async () => (await running().app.journal.load('cashier', 'acme')).balanceFen;
const aof = () => join(dir, 'appendonlydir');
const copy = () => join(dir, 'copy');
const keep = () => cpSync(aof(), copy(), { recursive: true });

/** `kill -9`, and what was written since `keep` is gone. */
async function forget(): Promise<void> {
  await redis.stop();
  rmSync(aof(), { recursive: true });
  cpSync(copy(), aof(), { recursive: true });
  redis = startRedis();
}
const readiness = async () => {
  const answer = await fetch(`${running().url}/readyz`);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const count = async (labels: string) =>
  (await (await fetch(`${running().url}/metrics`)).text()).includes(`hostline_log_entries_lost_total{${labels}} 1`);

describe('a store that loses its last second', { timeout: 120_000 }, () => {
  it('is found out by a service that lives on, and gets its entries back', async () => {
    keep();
    await deposit(20);
    await deposit(3);
    await forget();
    expect(await balance()).toBe(123);
    expect(heard).toContainEqual({
      event: 'lost entries were restored',
      fields: { log: 'cashier:acme', from: 2, to: 3 },
    });
    expect(await count('restored="true"')).toBe(true);
    await deposit(4);
    const entries = await running().app.journal.entries('cashier', 'acme', 0);
    expect(entries.map((entry) => entry.cause)).toEqual(['deposit-100', 'deposit-20', 'deposit-3', 'deposit-4']);
    expect((await readiness()).status).toBe(200);
  });

  it('is found out without anybody asking for the log', async () => {
    keep();
    await deposit(20);
    await forget();
    await until('the loss is noticed', () =>
      heard.some((row) => row.event === 'lost entries were restored') ? true : undefined,
    );
  });

  it('is found out by the next process, from the file beside the store', async () => {
    keep();
    await deposit(20);
    await running().close();
    service = undefined;
    await forget();
    service = await start();
    expect(heard).toContainEqual({
      event: 'lost entries were restored',
      fields: { log: 'cashier:acme', from: 2, to: 2 },
    });
    expect(await balance()).toBe(120);
  });

  /** Only the newest versions are left of what was seen, as after ten minutes; the service is down. */
  async function loseForGood(): Promise<void> {
    keep();
    await deposit(20);
    await running().close();
    service = undefined;
    const folder = join(dir, 'witness');
    for (const name of readdirSync(folder)) {
      const rows = readFileSync(join(folder, name), 'utf8').trim().split('\n');
      const heads = rows.filter((row) => !row.includes('"entry"'));
      // Left by a process that is gone, which this one is not.
      rmSync(join(folder, name));
      writeFileSync(join(folder, name.replace(/^\d+/, nobody)), `${heads.join('\n')}\n`);
    }
    await forget();
  }

  it('goes on once an operator accepts the gap, which is then an entry of its own', async () => {
    await loseForGood();
    const accept = (...args: readonly string[]) =>
      hostline(['audit', 'accept-gap', ...args], { HOSTLINE_DIR: dir, REDIS_URL: `unix://${socket()}` });
    expect(await accept('nonsense:acme')).toMatchObject({ code: 2, err: expect.stringContaining('is no log') });
    expect(await accept()).toMatchObject({ code: 2, err: expect.stringContaining('Usage') });
    expect(await accept('roster')).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is missing') });
    const accepted = await accept('cashier:acme');
    expect(accepted).toMatchObject({ code: 0, err: '' });
    expect(accepted.out).toContain('Accepted: cashier:acme goes on at version 3; version 2 records the gap 2-2-');
    expect(await accept('cashier:acme')).toMatchObject({ out: expect.stringContaining('Nothing is missing') });

    service = await start();
    expect(heard).toEqual([]);
    await deposit(4);
    expect(await balance()).toBe(104);
    const entries = await running().app.journal.entries('cashier', 'acme', 0);
    expect(entries.map(({ by, cause }) => [by, cause])).toEqual([
      ['person-ana', 'deposit-100'],
      ['system:operator', expect.stringMatching(/^gap-accepted-2-2-[0-9a-f]{16}$/)],
      ['person-ana', 'deposit-4'],
    ]);
    expect((await readiness()).status).toBe(200);
  });

  it('is not acted on when nobody holds what was lost', async () => {
    await loseForGood();
    service = await start();
    await expect(balance()).rejects.toThrow('log cashier:acme lost versions 2 to 2, which were acknowledged');
    await expect(deposit(5)).rejects.toThrow('lost versions 2 to 2');
    expect(heard.filter((row) => row.event === 'acknowledged entries are lost')).toEqual([
      { event: 'acknowledged entries are lost', fields: { log: 'cashier:acme', from: 2, to: 2 } },
    ]);
    expect(await readiness()).toMatchObject({ status: 503, body: { ready: false, lost: ['cashier:acme'] } });
    expect(await count('restored="false"')).toBe(true);
  });

  it('that was written on over the gap is not acted on either: history has forked', async () => {
    keep();
    await deposit(20);
    await writeOnTheCopy();
    await forget();
    await expect(balance()).rejects.toThrow('log cashier:acme lost versions 2 to 2');
    await expect(deposit(5)).rejects.toThrow('lost versions 2 to 2');
    expect((await readiness()).body).toMatchObject({ lost: ['cashier:acme'] });
  });
});

/** Somebody who saw nothing of the loss takes the version on the old copy. */
async function writeOnTheCopy(): Promise<void> {
  const folder = join(dir, 'elsewhere');
  mkdirSync(folder);
  cpSync(copy(), join(folder, 'appendonlydir'), { recursive: true });
  const path = join(folder, 'r.sock');
  const server = startServer(folder, [
    '--port',
    '0',
    '--unixsocket',
    path,
    '--appendonly',
    'yes',
    '--appendfsync',
    'always',
  ]);
  const other = await openRedis({ url: `unix://${path}`, dir: folder, install: 'never', log: () => undefined });
  const journal = openJournal(storeOn(other.connect('command')).log, () => undefined);
  const cause = { by: 'person-eve', cause: 'deposit-7', at: Date.now() };
  await journal.act('cashier', 'acme', { do: 'deposit', deposit: 'd-7', fen: 7 }, () => undefined, cause);
  await other.close();
  await server.stop();
  rmSync(copy(), { recursive: true });
  cpSync(join(folder, 'appendonlydir'), copy(), { recursive: true });
}
