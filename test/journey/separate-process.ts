/** The service as a process of its own against a sandbox Slack in this one, so that it can be killed at any moment. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Entry, EventLog } from '../../src/app/ports.ts';
import { type SlackSandbox, startSlackSandbox, unlimited } from '../../src/sandbox/slack/index.ts';
import { openRedis } from '../../src/store/redis/open.ts';
import { storeOn } from '../../src/store/store.ts';
import { sandboxCredentials } from '../../src/wire/sandbox.ts';
import { team, townChannels, townPeople } from '../../src/wire/town.ts';
import { temporaryFolder } from '../store/redis-fixture.ts';
import { ops, privately, textOf } from './look.ts';
import { type ServiceProcess, startProcess, startsWithinMs } from './service-process.ts';
import { slowClock, until } from './town.ts';

export interface SeparateService {
  readonly slack: SlackSandbox;
  /** `kill -9`, then a new process on the same folder; resolves when people are heard again. */
  crash(): Promise<void>;
  /** `kill -9` for the store; the service itself has to bring it back. */
  crashStore(): void;
  /** The log as the store holds it. */
  entries(log: string): Promise<Entry[]>;
  /** The store itself, as a second hand would have it. */
  withLog<T>(use: (log: EventLog) => Promise<T>): Promise<T>;
}

/** @param variables of the service's environment, besides those that lead it to the sandbox. */
export function withSeparateService(variables: Readonly<Record<string, string>> = {}): SeparateService {
  const dir = temporaryFolder();
  const credentials = sandboxCredentials();
  let slack: SlackSandbox | undefined;
  let service: ServiceProcess | undefined;

  const sandbox = (): SlackSandbox => {
    if (!slack) throw new Error('withSeparateService: used before its beforeAll has run');
    return slack;
  };

  async function start(): Promise<void> {
    service = await startProcess({
      ...variables,
      HOSTLINE_DIR: dir,
      HOSTLINE_ADMIN: `slack:${team}:U0ANA`,
      SLACK_BOT_TOKEN: credentials.botToken,
      SLACK_APP_TOKEN: credentials.appToken,
      SLACK_API_URL: sandbox().apiUrl,
    });
    await until('people are heard', () => (sandbox().socket.connections() > 0 ? true : undefined), startsWithinMs);
  }

  async function kill(signal: NodeJS.Signals): Promise<void> {
    await service?.kill(signal);
    await until('Slack noticed', () => (sandbox().socket.connections() === 0 ? true : undefined));
  }

  beforeAll(async () => {
    slack = await startSlackSandbox({
      ...credentials,
      people: townPeople,
      channels: townChannels,
      clock: slowClock(30),
      pace: unlimited,
    });
    await start();
    await settle(slack);
  }, 2 * startsWithinMs);

  afterAll(async () => {
    await kill('SIGTERM');
    await slack?.close();
    rmSync(dir, { recursive: true, force: true });
  }, startsWithinMs);

  return {
    get slack() {
      return sandbox();
    },
    async crash() {
      await kill('SIGKILL');
      await start();
    },
    crashStore() {
      process.kill(Number(readFileSync(join(dir, 'redis', 'redis.pid'), 'utf8')), 'SIGKILL');
    },
    entries: (log) => withLog((store) => store.read(log, 0)),
    withLog,
  };

  async function withLog<T>(use: (log: EventLog) => Promise<T>): Promise<T> {
    const redis = await openRedis({
      url: `unix://${join(dir, 'redis', 'redis.sock')}`,
      dir,
      install: 'never',
      log: () => undefined,
    });
    try {
      return await use(storeOn(redis.connect('command'), 'hl').log);
    } finally {
      await redis.close();
    }
  }
}

/** What an admin does on the first day: a tenant, its customer, an engineer, two rooms and some money. */
export async function settle(slack: SlackSandbox): Promise<void> {
  const type = async (person: string, room: string, line: string, expect: RegExp) => {
    const seen = await slack.type(person, room, line);
    const heard = seen.ephemeral.map(textOf).join('\n');
    if (expect.test(heard)) return heard;
    await until(`${person} is told ${expect}, not “${heard}”`, () =>
      expect.test(privately(slack, person)) ? true : undefined,
    );
    return privately(slack, person);
  };
  const invite = async (name: string, room: string, rest: string) => {
    const told = await type('ana', ops, `/line admin invite ${name} ${rest}`, new RegExp(`${name} \\(person-`));
    const code = /link ([0-9A-Z-]{17})/.exec(told.slice(told.lastIndexOf(`${name} (person-`)))?.[1] ?? '';
    await type(name, room, `/line link ${code}`, /Welcome/);
  };
  await type('ana', ops, '/line admin tenant acme --title "Acme Ltd" --real-name yes', /Acme Ltd/);
  await type('ana', ops, '/line admin room engineers', /engineers/);
  await type('ana', 'acme-line', '/line admin room tenant --tenant acme', /Acme Ltd’s/);
  await invite('tom', 'acme-line', '--roles customer --tenant acme');
  await invite('zoe', ops, '--roles reviewer,field');
  await type('ana', ops, '/line deposit acme 50000', /¥50,000.00 added/);
}
