/** Both sandboxes and a service on a Redis of its own, in one process or in several, with hands to break each of them. Judges nothing. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { type Config, readConfig } from '../../src/config.ts';
import type { FaultSettings } from '../../src/sandbox/faults.ts';
import { type LarkSandbox, unlimited as larkUnlimited, startLarkSandbox } from '../../src/sandbox/lark/index.ts';
import { type SlackSandbox, startSlackSandbox, unlimited } from '../../src/sandbox/slack/index.ts';
import { larkCredentials, sandboxCredentials } from '../../src/wire/sandbox.ts';
import { larkChats, larkPeople, settleTown, townChannels, townPeople } from '../../src/wire/town.ts';
import { build, groundOf } from '../app/standing.ts';
import { apart } from './apart.ts';
import type { Acknowledged, Crew, Ground } from './crew.ts';
import type { Break, Breakage, Part, Plan } from './plan.ts';
import { together } from './together.ts';

export interface City {
  readonly slack: SlackSandbox;
  readonly lark: LarkSandbox;
  readonly socketFile: string;
  readonly acknowledged: readonly Acknowledged[];
  /** What nobody caught in a process of the service. */
  readonly strays: readonly string[];
  readonly counts: { kills: number; restarts: number; pauses: number };
  /** The time as everybody in the city sees it. */
  readonly clock: { now(): number };
  brk(what: Break): Promise<void>;
  /** Nothing goes wrong any more, everything runs; the clock has moved past the grace of marks a crash left. */
  calm(): Promise<void>;
  close(): Promise<void>;
}

/** A clock that was set: far enough for every deadline of the demo, not for a signature to grow old. */
const jumpMs = 120_000;
const backMs = 20_000;
const cutMs = 400;

/** One clock for the service and both platforms: all live on machines whose time is set together. */
function movableClock() {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    after(milliseconds: number, act: () => void) {
      // Three seconds are short on a machine that does many runs at once; a person who gets no answer waits for them all.
      const timer = setTimeout(act, milliseconds * (milliseconds > 1_000 ? 2 : 1));
      return () => clearTimeout(timer);
    },
    aheadMs: () => aheadMs,
    move(milliseconds: number) {
      aheadMs += milliseconds;
    },
  };
}

export const trouble: FaultSettings = {
  delivery: {
    delay: { rate: 0.2, milliseconds: [5, 250] },
    repeat: { rate: 0.25 },
    repeatAsNew: { rate: 0.25 },
    reorder: { rate: 0.1 },
    dropAfter: { rate: 0.05 },
  },
  call: {
    tooMany: { rate: 0.06, retryAfterSeconds: 1 },
    broken: { rate: 0.05 },
    loseAnswer: { rate: 0.05 },
    hang: { rate: 0.02, most: 1 },
  },
};

/** `log`: the service's own log level. */
export async function openCity(plan: Plan, log = 'silent'): Promise<City> {
  const dir = mkdtempSync(join(tmpdir(), 'chaos-'));
  const clock = movableClock();
  const keys = { slack: sandboxCredentials(), lark: larkCredentials() };
  const slack = await startSlackSandbox({
    ...keys.slack,
    seed: plan.seed,
    people: townPeople,
    channels: townChannels,
    clock,
    pace: unlimited,
    retryMilliseconds: [100, 400, 900],
  });
  const lark = await startLarkSandbox({
    ...keys.lark,
    seed: plan.seed,
    people: larkPeople,
    chats: larkChats,
    clock,
    pace: larkUnlimited,
    repushMilliseconds: [100, 400, 900],
  });
  const { botToken, appToken, signingSecret } = keys.slack;
  const config: Config = {
    ...readConfig({ HOSTLINE_DIR: dir, HOSTLINE_PORT: '0', HOSTLINE_PACE: 'demo', HOSTLINE_INSTALL: 'never' }),
    vaultKey: 'ab'.repeat(32),
    slack: { botToken, apiUrl: slack.apiUrl, ...(plan.via === 'http' ? { signingSecret } : { appToken }) },
    lark: { ...keys.lark, mode: plan.via, domain: lark.apiUrl },
  };
  const counts = { kills: 0, restarts: 0, pauses: 0 };
  const acknowledged: Acknowledged[] = [];
  const strays: string[] = [];
  const redisDir = join(dir, 'redis');
  const socketFile = join(redisDir, 'redis.sock');
  let rough = false;
  let starting = 0;
  const setWeather = () => {
    for (const sandbox of [slack, lark]) sandbox.faults.set(rough && starting === 0 ? trouble : {});
  };
  const ground: Ground = {
    config,
    log,
    clock,
    listenAt(url) {
      slack.listenAt(`${url}/slack/events`);
      lark.listenAt(`${url}/lark/events`);
    },
    // Who keeps a service running starts it again until its platforms answer; here the first try gets through.
    async fair(start) {
      starting += 1;
      setWeather();
      try {
        return await start();
      } finally {
        starting -= 1;
        setWeather();
      }
    },
    heard: (command) => acknowledged.push(command),
    stray: (what) => strays.push(what),
  };

  const founded = await together(ground);
  await settleTown(founded.service().world, founded.service().app);
  if (plan.drills) {
    const announces = [['10.0.0.0/16'], ['10.0.0.0/16']];
    const { service } = founded;
    await build(groundOf(service()), { tenant: 'acme', announces });
    await untilSo(
      () => service().app.journal.load('tenant', 'acme'),
      (state) => Object.values(state.vifs).every((vif) => vif.sessions.length === 2),
    );
  }
  let crew: Crew = founded;
  if (plan.apart) {
    await founded.close();
    crew = await apart(ground);
  }
  rough = true;
  setWeather();

  const redisPid = () => Number(readFileSync(join(redisDir, 'redis.pid'), 'utf8'));
  async function tellRedis(...commands: readonly (readonly [string, ...string[]])[]): Promise<void> {
    const client = new Redis({ path: socketFile, retryStrategy: () => 20, maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    for (const [name, ...args] of commands) await client.call(name, ...args);
    client.disconnect();
  }
  function jump(milliseconds: number): void {
    clock.move(milliseconds);
    crew.setClock(clock.aheadMs());
  }

  const hands: Readonly<Record<Breakage, (hits: Part) => Promise<void>>> = {
    'redis-kill': () => {
      counts.kills += 1;
      process.kill(redisPid(), 'SIGKILL');
      return wait(cutMs);
    },
    'redis-pause': async () => {
      counts.pauses += 1;
      const pid = redisPid();
      process.kill(pid, 'SIGSTOP');
      await wait(cutMs);
      process.kill(pid, 'SIGCONT');
    },
    disconnect: () => tellRedis(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']),
    full: async () => {
      await tellRedis(['CONFIG', 'SET', 'maxmemory', '1']);
      await wait(cutMs);
      await tellRedis(['CONFIG', 'SET', 'maxmemory', '0']);
    },
    restart: (hits) => {
      counts.restarts += 1;
      return crew.restart(hits);
    },
    crash: (hits) => {
      counts.kills += 1;
      return crew.crash(hits);
    },
    'lost-effects': async () => {
      crew.loseEffects(true);
      await wait(cutMs);
      crew.loseEffects(false);
    },
    'clock-ahead': async () => jump(jumpMs),
    'clock-back': async () => jump(-backMs),
  };

  return {
    slack,
    lark,
    socketFile,
    acknowledged,
    strays,
    counts,
    clock,
    brk: ({ kind, hits }) => hands[kind](hits),
    async calm() {
      rough = false;
      setWeather();
      await crew.whole();
      jump(backMs * 4 + 10_000);
    },
    async close() {
      await crew.close();
      await Promise.all([slack.close(), lark.close()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function untilSo<T>(look: () => Promise<T>, is: (seen: T) => boolean): Promise<void> {
  const end = Date.now() + 60_000;
  while (!is(await look())) {
    if (Date.now() > end) throw new Error('the network did not come up');
    await wait(20);
  }
}
