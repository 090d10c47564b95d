/** Both sandboxes and a service on a Redis of its own, with hands to break each of them. Judges nothing. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Answer, Heard } from '../../src/app/ports.ts';
import type { World } from '../../src/app/world.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { FaultSettings } from '../../src/sandbox/faults.ts';
import { type LarkSandbox, unlimited as larkUnlimited, startLarkSandbox } from '../../src/sandbox/lark/index.ts';
import { type SlackSandbox, startSlackSandbox, unlimited } from '../../src/sandbox/slack/index.ts';
import { type Service, startService } from '../../src/wire/running.ts';
import { larkCredentials, sandboxCredentials } from '../../src/wire/sandbox.ts';
import { openTelemetry } from '../../src/wire/telemetry.ts';
import { larkChats, larkPeople, settleTown, townChannels, townPeople } from '../../src/wire/town.ts';
import { build, groundOf } from '../app/standing.ts';
import type { Breakage, Plan } from './plan.ts';

/** A command the service answered as done. */
export interface Acknowledged {
  readonly delivery: string;
  readonly by: string;
  readonly text: string;
}

export interface City {
  readonly slack: SlackSandbox;
  readonly lark: LarkSandbox;
  readonly socketFile: string;
  readonly acknowledged: readonly Acknowledged[];
  readonly counts: { kills: number; restarts: number; pauses: number };
  /** The time as everybody in the city sees it. */
  readonly clock: { now(): number };
  brk(kind: Breakage): Promise<void>;
  /** Nothing goes wrong any more; the clock has moved past the grace of marks a crash left. */
  calm(): void;
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
      // Slack's three seconds are no measure on a machine that does many runs at once.
      const timer = setTimeout(act, milliseconds * (milliseconds > 1_000 ? 10 : 1));
      return () => clearTimeout(timer);
    },
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
    slack: { botToken, apiUrl: slack.apiUrl, ...(plan.via === 'http' ? { signingSecret } : { appToken }) },
    lark: { ...keys.lark, mode: plan.via, domain: lark.apiUrl },
  };
  const counts = { kills: 0, restarts: 0, pauses: 0 };
  const acknowledged: Acknowledged[] = [];
  const redisDir = join(dir, 'redis');
  const socketFile = join(redisDir, 'redis.sock');
  let settledIn = false;
  let quiet = false;
  let loseEffects = false;

  /** Who keeps a service running starts it again until its platforms answer; here the first try gets through. */
  async function start(): Promise<Service> {
    for (const sandbox of [slack, lark]) sandbox.faults.set({});
    const service = await startService({ config, telemetry: openTelemetry(log), clock });
    slack.listenAt(`${service.url}/slack/events`);
    lark.listenAt(`${service.url}/lark/events`);
    watchAnswers(service, acknowledged);
    const enqueue = service.world.queues.enqueue.bind(service.world.queues);
    service.world.queues.enqueue = (effects) =>
      loseEffects ? Promise.reject(new Error('gone before it was put in flight')) : enqueue(effects);
    // How fast one may speak is tested elsewhere; here it would only make every run long.
    service.world.pace.take = () => Promise.resolve(0);
    if (settledIn && !quiet) for (const sandbox of [slack, lark]) sandbox.faults.set(trouble);
    return service;
  }

  let service = await start();
  await settleTown(service.world, service.app);
  if (plan.drills) {
    const announces = [['10.0.0.0/16'], ['10.0.0.0/16']];
    await build(groundOf(service), { tenant: 'acme', announces });
    await untilSo(
      () => service.app.journal.load('tenant', 'acme'),
      (state) => Object.values(state.vifs).every((vif) => vif.sessions.length === 2),
    );
  }
  settledIn = true;
  for (const sandbox of [slack, lark]) sandbox.faults.set(trouble);

  const redisPid = () => Number(readFileSync(join(redisDir, 'redis.pid'), 'utf8'));
  async function tellRedis(...commands: readonly (readonly [string, ...string[]])[]): Promise<void> {
    const client = new Redis({ path: socketFile, retryStrategy: () => 20, maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    for (const [name, ...args] of commands) await client.call(name, ...args);
    client.disconnect();
  }

  const hands: Readonly<Record<Breakage, () => Promise<void>>> = {
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
    restart: async () => {
      counts.restarts += 1;
      await service.close();
      service = await start();
    },
    crash: async () => {
      counts.kills += 1;
      cutOff(service.world);
      await service.close();
      service = await start();
    },
    'lost-effects': async () => {
      loseEffects = true;
      await wait(cutMs);
      loseEffects = false;
    },
    'clock-ahead': async () => clock.move(jumpMs),
    'clock-back': async () => clock.move(-backMs),
  };

  return {
    slack,
    lark,
    socketFile,
    acknowledged,
    counts,
    clock,
    brk: (kind) => hands[kind](),
    calm() {
      if (quiet) return;
      quiet = true;
      for (const sandbox of [slack, lark]) sandbox.faults.set({});
      clock.move(backMs * 4 + 10_000);
    },
    async close() {
      await service.close();
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

/** Listens to what the service answers before anything can happen to the answer. */
function watchAnswers({ app }: Service, acknowledged: Acknowledged[]): void {
  const hear = app.ear.hear.bind(app.ear);
  app.ear.hear = async (heard: Heard) => {
    const told = await hear(heard);
    if (isDone(told.answer)) {
      const text = heard.what.kind === 'typed' ? heard.what.text : JSON.stringify(heard.what);
      acknowledged.push({ delivery: heard.delivery, by: heard.identity.user, text });
    }
    return told;
  };
}

const isDone = (answer: Answer): boolean => answer.kind === 'said' && answer.tone === 'good';

/** From here on nothing this world does reaches anything: what a killed process leaves behind. */
function cutOff(world: World): void {
  const gone = () => Promise.reject(new Error('this process is gone'));
  const ports: readonly object[] = [
    world.log,
    world.queues,
    world.book,
    world.deliveries,
    world.directory,
    ...world.speakers.values(),
  ];
  for (const port of ports) {
    for (const [name, member] of Object.entries(port)) {
      if (typeof member === 'function' && name !== 'close' && name !== 'digest') Object.assign(port, { [name]: gone });
    }
  }
}
