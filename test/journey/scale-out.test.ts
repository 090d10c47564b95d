import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/app/ports.ts';
import {
  type LarkSandbox,
  unlimited as larkUnlimited,
  readCard,
  startLarkSandbox,
} from '../../src/sandbox/lark/index.ts';
import { type SlackSandbox, startSlackSandbox, unlimited } from '../../src/sandbox/slack/index.ts';
import { openRedis } from '../../src/store/redis/open.ts';
import { storeOn } from '../../src/store/store.ts';
import { larkCredentials, sandboxCredentials } from '../../src/wire/sandbox.ts';
import { larkChats, larkPeople, team, townChannels, townPeople } from '../../src/wire/town.ts';
import { startCluster, temporaryFolder } from '../store/redis-fixture.ts';
import { buttonOn, cards, ops, privately, textOf, thread, waitForCard } from './look.ts';
import { settle } from './separate-process.ts';
import { type ServiceProcess, startProcess, startsWithinMs } from './service-process.ts';
import { slowClock, until } from './town.ts';

const room = 'acme-line';

/**
 * Two bots and two workers on a real Redis Cluster of three nodes, over Socket Mode and Lark's long connection: one of
 * each is killed under load, then all are replaced one by one.
 */
describe('several processes on a Redis Cluster', { timeout: 300_000 }, () => {
  const dir = temporaryFolder();
  const keys = { slack: sandboxCredentials(), lark: larkCredentials() };
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  let slack: SlackSandbox;
  let lark: LarkSandbox;
  const running: ServiceProcess[] = [];
  let born = 0;

  async function start(role: 'bot' | 'worker'): Promise<ServiceProcess> {
    const home = join(dir, `${role}-${++born}`);
    mkdirSync(home);
    const service = await startProcess({
      HOSTLINE_ROLE: role,
      HOSTLINE_DIR: home,
      HOSTLINE_VAULT_KEY: 'ab'.repeat(32),
      HOSTLINE_ADMIN: `slack:${team}:U0ANA`,
      REDIS_URL: cluster.url,
      SLACK_BOT_TOKEN: keys.slack.botToken,
      SLACK_APP_TOKEN: keys.slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      LARK_APP_ID: keys.lark.appId,
      LARK_APP_SECRET: keys.lark.appSecret,
      LARK_MODE: 'socket',
      LARK_DOMAIN: lark.apiUrl,
    });
    running.push(service);
    return service;
  }

  /** Told nothing, people type it again: what was not acknowledged was not promised. */
  async function insist(what: string, act: () => Promise<{ status: string }>): Promise<void> {
    await until(what, async () => ((await act()).status === 'answered' ? true : undefined), 60_000);
  }
  const order = (name: string) =>
    insist(`${name} is ordered`, () =>
      slack.type('tom', room, `/line order --name ${name} --region cn-north-1 --port 1000BASE-LX`),
    );
  const approve = async (name: string) => {
    await until(
      `${name} is checked`,
      () => (thread(slack, ops, name).some((row) => row.includes('checks passed')) ? true : undefined),
      60_000,
    );
    await insist(`${name} is approved`, () => {
      const card = cards(slack, ops, name).at(-1);
      const button = buttonOn(card, 'approve');
      // Gone: an earlier try did arrive, only its answer did not.
      if (!card || !button) return Promise.resolve({ status: 'answered' });
      return slack.click('zoe', ops, card.ts, button.actionId);
    });
  };
  async function entries(log: string): Promise<Entry[]> {
    const redis = await openRedis({ url: cluster.url, dir, install: 'never', log: () => undefined });
    try {
      return await storeOn(redis.connect('command'), 'hl').log.read(log, 0);
    } finally {
      await redis.close();
    }
  }
  const larkText = () =>
    lark.workspace
      .messagesIn('globex-line')
      .filter((row) => row.msg_type === 'interactive' && !row.ephemeral_to)
      .map((row) => readCard(row.content, 'zh_cn').join('\n'));
  const saidOnLark = (who: string, text: string, answer: RegExp) =>
    insist(`${who} is answered ${answer} on Lark`, async () => {
      const { messages } = await lark.say(who, 'globex-line', `@bot ${text}`);
      const told = [...messages, ...lark.workspace.ephemeralOf(who)].map((row) => JSON.stringify(row.content)).join();
      return { status: answer.test(told) ? 'answered' : 'failed' };
    });
  /** A code that links this person's other platform to the one they have. */
  async function codeFor(person: string, place: string): Promise<string> {
    await insist('a code is made', () => slack.type(person, place, '/line link'));
    return until('the code is told', () =>
      privately(slack, person)
        .match(/link ([0-9A-Z-]{17})/g)
        ?.at(-1)
        ?.slice(5),
    );
  }

  beforeAll(async () => {
    cluster = await startCluster(dir, ['--appendonly', 'yes', '--appendfsync', 'always'], 3);
    slack = await startSlackSandbox({
      ...keys.slack,
      people: townPeople,
      channels: townChannels,
      clock: slowClock(30),
      pace: unlimited,
    });
    lark = await startLarkSandbox({ ...keys.lark, people: larkPeople, chats: larkChats, pace: larkUnlimited });
    await Promise.all([start('bot'), start('bot'), start('worker'), start('worker')]);
    await until('both bots are connected to both platforms', () =>
      slack.socket.connections() === 2 && lark.socket.connections() === 2 ? true : undefined,
    );
    await settle(slack);
    await slack.type('ana', ops, '/line admin tenant globex --title Globex --real-name yes');
    await saidOnLark('ana', `/line link ${await codeFor('ana', ops)}`, /Welcome|欢迎/);
    await saidOnLark('ana', '/line admin room tenant --tenant globex --language zh', /Globex/);
    await slack.type('ana', ops, '/line admin invite mei --roles customer --tenant globex --language zh');
    const invited = await until(
      'mei is invited',
      () => /link ([0-9A-Z-]{17})/.exec(privately(slack, 'ana').split('mei (person-')[1] ?? '')?.[1],
    );
    await saidOnLark('mei', `/line link ${invited}`, /Welcome|欢迎/);
  }, 3 * startsWithinMs);

  afterAll(async () => {
    await Promise.all(running.map((service) => service.kill('SIGTERM')));
    await slack?.close();
    await lark?.close();
    await cluster?.stop();
    rmSync(dir, { recursive: true, force: true });
  }, startsWithinMs);

  async function oneOfEverything(names: readonly string[]): Promise<void> {
    for (const name of names) {
      for (const place of [room, ops]) {
        await waitForCard(slack, place, name, /Installation fee to be paid/);
        await until(
          `${place} is told of the approval of ${name}`,
          () => (thread(slack, place, name).some((row) => row.includes('approved')) ? true : undefined),
          60_000,
        );
        expect(cards(slack, place, name).map(textOf)).toHaveLength(1);
        const told = thread(slack, place, name);
        expect(told.map((row) => /ordered|checks passed|approved/.exec(row)?.[0])).toEqual([
          'ordered',
          'checks passed',
          'approved',
        ]);
      }
    }
    const log = await entries('tenant:acme');
    const events = log.flatMap((entry) => entry.events as { type: string; connection: string; name?: string }[]);
    for (const name of names) {
      const ids = events.filter((event) => event.type === 'connection.ordered' && event.name === name);
      expect(ids).toHaveLength(1);
      const mine = events.filter((event) => event.connection === ids[0]?.connection).map(({ type }) => type);
      expect(mine).toEqual(['connection.ordered', 'connection.checked', 'connection.approved', 'order.opened']);
    }
    expect(new Set(log.map(({ cause }) => cause)).size).toBe(log.length);
  }

  it('lose nothing and tell nothing twice when a bot and a worker are killed under load', async () => {
    const [bot, , worker] = running;
    const names = ['k-1', 'k-2', 'k-3', 'k-4'];
    const load = names.map(async (name) => {
      await order(name);
      await approve(name);
    });
    await waitForCard(slack, ops, 'k-1', /k-1/);
    await Promise.all([bot?.kill('SIGKILL'), worker?.kill('SIGKILL')]);
    await Promise.all(load);
    await oneOfEverything(names);
  });

  it('are replaced one by one while people go on working, on both platforms', async () => {
    const names = ['r-1', 'r-2', 'r-3'];
    const load = (async () => {
      for (const name of names) {
        await order(name);
        await approve(name);
      }
    })();
    for (const [index, role] of [[1, 'bot'] as const, [3, 'worker'] as const]) {
      await start(role);
      await running[index]?.kill('SIGTERM');
    }
    await load;
    await oneOfEverything(names);
    await saidOnLark('mei', '/line order --name larkline --region cn-east-2 --port 10GBASE-LR', /larkline/);
    await until(
      'the card is on Lark, once',
      () =>
        larkText().filter((text) => text.includes('larkline') && text.includes('待审核')).length === 1
          ? true
          : undefined,
      60_000,
    );
  });
});
