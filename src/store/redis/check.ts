/** What a server must promise before we trust it with the log. Knows INFO fields; opens and changes nothing. */
import { Cluster } from 'ioredis';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { askOn } from './ask.ts';
import type { Connection } from './connect.ts';
import { isOlder, oldestVersion } from './find-program.ts';

export type Info = ReadonlyMap<string, string>;

interface Demand {
  readonly field: string;
  readonly ok: (value: string) => boolean;
  readonly refusal: (value: string) => string;
}

/** Every one must hold; a field the server does not tell counts as not held. */
const demands: readonly Demand[] = [
  {
    field: 'redis_version',
    ok: (version) => !isOlder(version, oldestVersion),
    refusal: (version) => `it is version ${version}, at least ${oldestVersion} is needed`,
  },
  {
    field: 'role',
    ok: (role) => role === 'master',
    refusal: (role) => `it is a ${role}; writes go to a master`,
  },
  {
    field: 'maxmemory_policy',
    ok: (policy) => policy === 'noeviction',
    refusal: (policy) =>
      `its maxmemory-policy is ${policy} and may throw data away; set it with: CONFIG SET maxmemory-policy noeviction`,
  },
];

/** Every reason not to trust the server with the log; none when it is fit. */
export function unfitness(info: Info): readonly string[] {
  return demands.flatMap(({ field, ok, refusal }) => {
    const value = info.get(field) ?? 'unknown';
    return ok(value) ? [] : [refusal(value)];
  });
}

/** Throws with every reason to refuse; warns when acknowledged writes would not survive the server's end. */
export async function checkServer(connection: Connection, name: string, log: Log): Promise<void> {
  const nodes = connection instanceof Cluster ? connection.nodes('master') : [connection];
  for (const node of nodes) {
    const ask = askOn(node);
    const info = readInfo(z.string().parse(await ask('INFO')));
    const reasons = unfitness(info);
    if (reasons.length > 0) throw new Error(`${name} cannot be used: ${reasons.join('; ')}.`);
    if (info.get('aof_enabled') === '1') continue;
    const snapshots = await snapshotRule(ask);
    if (snapshots === '') log('warn', 'redis.not-persistent', { redis: name, hint: 'CONFIG SET appendonly yes' });
    else log('warn', 'redis.snapshots-only', { redis: name, snapshots, hint: 'CONFIG SET appendonly yes' });
  }
}

/** Hosted servers may forbid CONFIG; then the rule is `unknown`. */
async function snapshotRule(ask: ReturnType<typeof askOn>): Promise<string> {
  const answer = z.tuple([z.literal('save'), z.string()]).safeParse(await ask('CONFIG', 'GET', 'save').catch(() => []));
  return answer.success ? answer.data[1] : 'unknown';
}

/** The answer of `INFO` as fields. */
export function readInfo(text: string): Info {
  const pairs = text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1)]];
  });
  return new Map(pairs);
}
