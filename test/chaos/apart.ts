/** Two bots and a worker as processes of their own on one Redis; a crash is `kill -9`. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openRedis } from '../../src/store/redis/open.ts';
import type { Crew, Ground } from './crew.ts';
import type { FromPart, Order, Start } from './part.ts';
import { type Part, parts } from './plan.ts';

/** Two who hear: when one is killed, people are still answered. */
const places: readonly Part[] = ['bot', 'bot', 'worker'];

interface Standing {
  readonly role: Part;
  readonly child: ChildProcess;
  readonly url: string;
}

export async function apart({ config, log, clock, listenAt, fair, heard, stray }: Ground): Promise<Crew> {
  const { dir } = config;
  const redis = await openRedis({ dir: join(dir, 'redis'), install: 'never', log: () => undefined });
  const redisUrl = `unix://${join(dir, 'redis', 'redis.sock')}`;
  const standing = new Set<Standing>();
  const coming = new Set<Promise<void>>();
  let loses = false;
  let born = 0;

  async function start(role: Part): Promise<void> {
    born += 1;
    const home = join(dir, `${role}-${born}`);
    const begin: Start = { config: { ...config, role, redisUrl, dir: home }, log, aheadMs: clock.aheadMs(), loses };
    const child = fork(join(import.meta.dirname, 'part.ts'), [JSON.stringify(begin)], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    let place: Standing | undefined;
    const url = await new Promise<string>((ready, failed) => {
      child.on('message', (told: FromPart) => {
        if ('url' in told) ready(told.url);
        if ('heard' in told) heard(told.heard);
        if ('stray' in told) stray(`${role} ${born}: ${told.stray}`);
      });
      child.once('exit', (code, signal) => {
        if (place) standing.delete(place);
        // Killed by us, or ended in order; anything else it did by itself.
        if (signal !== 'SIGKILL' && code !== 0) stray(`a ${role} ended with ${code ?? signal}`);
        failed(new Error(`a ${role} ended before it listened`));
      });
    });
    place = { role, child, url };
    standing.add(place);
    tell(child, { aheadMs: clock.aheadMs(), loses });
    hearAgain();
  }

  /** Over HTTP the platforms call one address; who keeps several processes points it at one that lives. */
  function hearAgain(): void {
    const bot = [...standing].find(({ role }) => role === 'bot');
    if (bot) listenAt(bot.url);
  }

  function tell(child: ChildProcess, order: Order): void {
    if (child.connected) child.send(order, () => undefined);
  }

  async function end({ child }: Standing, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** The others go on meanwhile; only the end of the old one is waited for. */
  async function replace(hits: Part, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const place = [...standing].find(({ role }) => role === hits);
    // Still coming from the last time: nobody to hit.
    if (!place) return;
    standing.delete(place);
    hearAgain();
    const next = fair(() => start(hits)).finally(() => coming.delete(next));
    coming.add(next);
    await end(place, signal);
  }

  await fair(() => Promise.all(places.map(start)));
  return {
    crash: (hits) => replace(hits, 'SIGKILL'),
    restart: (hits) => replace(hits, 'SIGTERM'),
    loseEffects(lose) {
      loses = lose;
      for (const { child } of standing) tell(child, { aheadMs: clock.aheadMs(), loses });
    },
    setClock(aheadMs) {
      for (const { child } of standing) tell(child, { aheadMs, loses });
    },
    async whole() {
      while (coming.size > 0) await Promise.all(coming);
    },
    async close() {
      await Promise.allSettled(coming);
      // Bots first: what they acknowledged is still worked on.
      for (const part of parts) {
        const those = [...standing].filter(({ role }) => role === part);
        await Promise.all(those.map((place) => end(place, 'SIGTERM')));
      }
      await redis.close();
    },
  };
}
