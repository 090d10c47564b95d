// Secrets are planted through every way in; afterwards everything that is kept, logged, counted or shown is searched for them.
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLines } from '../../src/app/audit/export.ts';
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { type OpenRedis, openRedis } from '../../src/store/redis/open.ts';
import { auditKey } from '../../src/wire/audit-key.ts';
import { openTelemetry } from '../../src/wire/telemetry.ts';
import { followSetup } from './follow.ts';
import { form, ops } from './look.ts';
import { until, withTown } from './town.ts';

const chosen = 'M4rkChosenKey';
const pasted = 'M4rkPastedKey';
const uploaded = 'M4rkUploadedKey';
const password = 'M4rk-password-of-operators';
const logged: string[] = [];
const telemetry = openTelemetry('debug', true, { write: (line) => void logged.push(line) });

describe('what must not be seen', () => {
  const town = withTown('http', { HOSTLINE_OPERATOR_PASSWORD: password }, {}, {}, { telemetry });
  const [person, room] = ['mei', 'globex-line'];
  let redis: OpenRedis;

  beforeAll(async () => {
    const url = `unix://${join(town.dir, 'redis', 'redis.sock')}`;
    redis = await openRedis({ url, dir: town.dir, install: 'never', log: () => undefined });
  });
  afterAll(() => redis.close());

  const alone = () =>
    town.service.slack.workspace.messages
      .filter((row) => row.ephemeral_to !== undefined)
      .map((row) => readBlocks(row.blocks, row.text).join('\n'));
  const shownAlone = (reads: RegExp) =>
    until(`somebody alone is shown ${reads}`, () =>
      alone()
        .flatMap((text) => reads.exec(text)?.[1] ?? [])
        .at(-1),
    );

  /** Every value of every key, as text. */
  async function everythingKept(): Promise<string> {
    const server = redis.connect('command') as Redis;
    const read: Readonly<Record<string, (key: string) => Promise<unknown>>> = {
      string: (key) => server.get(key),
      hash: (key) => server.hgetall(key),
      list: (key) => server.lrange(key, 0, -1),
      set: (key) => server.smembers(key),
      zset: (key) => server.zrange(key, '0', '-1'),
      stream: (key) => server.xrange(key, '-', '+'),
      // Expired since it was listed.
      none: () => Promise.resolve(''),
    };
    const keys = await server.keys('*');
    const values = await Promise.all(
      keys.map(async (key) => [key, await read[await server.type(key)]?.(key)] as const),
    );
    expect(values.filter(([, value]) => value === undefined)).toEqual([]);
    expect(keys.length).toBeGreaterThan(50);
    return JSON.stringify(values);
  }

  it('is nowhere but before the one person it was shown to, once', { timeout: 240_000 }, async () => {
    const { slack, lark, app, world } = town.service;
    await followSetup(town, { person, room }, (text) => text.includes('/line device set'));
    const vif = Object.values((await town.tenant('globex')).vifs)[0];
    const type = (line: string) => slack.type(person, room, line);
    await type(`/line vif create --name second --key ${chosen}`);
    await type(`/line vif create --name third --key "${chosen} far too long for a key, with words ${chosen}"`);
    await type(`/line key ${vif?.id}`);
    const revealed = await shownAlone(/仅显示一次）：(\S+)/);
    await type(`/line key ${vif?.id}`);
    await slack.type('zoe', ops, '/line step-up');
    const authenticator = await shownAlone(/\b([A-Z2-7]{32})\b/);
    await slack.type('ana', ops, '/line admin invite sam --roles field');
    const code = await shownAlone(/link ([0-9A-Z-]{17})/);
    await type(`/line check ${vif?.id}`);
    const { view } = await form(slack, person, 'check');
    await slack.submit(person, view.id, { config: `#\nbgp 65001\n peer 10.0.0.1 password cipher ${pasted}\n#\n` });
    await type(`/line check ${chosen}`);
    const config = `#\nwonder ${uploaded}\nbgp 65001\n peer 10.0.0.1 password cipher ${uploaded}\n#\n`;
    const file = { name: 'edge.cfg', bytes: Buffer.from(config) };
    await slack.share(person, '@', [file], `check ${vif?.id} --vendor huawei`);
    await lark.say(person, room, `@bot /line check ${vif?.id}`);
    await lark.sendFile(person, '@', file);
    await fetch(`${town.service.url}/queues`, { headers: { authorization: `Basic ${btoa(`ops:${password}`)}` } });
    await lark.say('mei', 'globex-line', `@bot /line vif create --name fourth --key ${chosen}`);
    await until(
      'the second interface is there',
      async () => Object.values((await town.tenant('globex')).vifs).some(({ name }) => name === 'second') || undefined,
    );
    await app.drain();

    const exported: string[] = [];
    const signer = await auditKey(town.dir, undefined);
    for await (const line of exportLines(world.log, app.journal, { at: world.clock.now(), signer }))
      exported.push(line);
    const metrics = await telemetry.metrics();
    const bot = lark.workspace.snapshot().identity.appId;
    // What people typed themselves stays in their own messages; the bot repeats none of it.
    const rooms = [
      slack.workspace.messages.filter((row) => row.ephemeral_to === undefined),
      lark.workspace.messages.filter((row) => row.ephemeral_to === undefined && row.sender === bot),
    ];
    expect(rooms.map((messages) => messages.length > 0)).toEqual([true, true]);
    const told = JSON.stringify(rooms);
    for (const [what, text] of Object.entries({ logged: logged.join(''), exported: exported.join(''), metrics, told }))
      expect(text.length, what).toBeGreaterThan(1_000);
    const kept = await everythingKept();
    const seen = { logged: logged.join(''), exported: exported.join(''), metrics, told, kept };
    for (const [what, text] of Object.entries(seen)) {
      const found = { chosen, pasted, uploaded, password, revealed, authenticator, code };
      const leaks = Object.entries(found).filter(([, secret]) => text.includes(secret));
      expect([what, leaks.map(([name]) => name)]).toEqual([what, []]);
    }
    for (const secret of [revealed, authenticator, code])
      expect(alone().filter((text) => text.includes(secret)).length, secret).toBe(1);
    expect(Object.values(seen).join('')).not.toMatch(/xox[bp]-|xapp-/);
  });
});
