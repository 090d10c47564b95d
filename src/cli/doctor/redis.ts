/** Examines the Redis that Hostline would use: program or server, policy, persistence, memory, clock. Starts and writes nothing. */
import { Cluster } from 'ioredis';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { describeAddress, parseAddress } from '../../store/redis/address.ts';
import { askOn } from '../../store/redis/ask.ts';
import { readInfo, unfitness } from '../../store/redis/check.ts';
import { connectTo } from '../../store/redis/connect.ts';
import { findProgram, oldestVersion } from '../../store/redis/find-program.ts';
import { installLine } from '../../store/redis/install.ts';
import { clockFinding, type Finding, fail, ok, reasonOf, warn } from './finding.ts';

const fullFrom = 0.8;

export async function examineRedis({ redisUrl }: Pick<Config, 'redisUrl'>, now: () => number): Promise<Finding[]> {
  if (redisUrl === undefined) return [examineProgram()];
  let address: ReturnType<typeof parseAddress>;
  try {
    address = parseAddress(redisUrl);
  } catch (error) {
    return [fail('redis', 'REDIS_URL is not understood', reasonOf(error))];
  }
  const connection = connectTo(address, 'fail-fast', () => undefined);
  try {
    await new Promise<void>((ready, failed) => {
      connection.once('ready', ready);
      connection.once('error', failed);
    });
    const nodes = connection instanceof Cluster ? connection.nodes('master') : [connection];
    const each = await Promise.all(nodes.map((node) => examineServer(askOn(node), describeAddress(address), now)));
    return each.flat();
  } catch (error) {
    const fix = 'Start it, or correct REDIS_URL; the password is looked at, never shown.';
    return [fail('redis', `${describeAddress(address)} does not answer: ${reasonOf(error)}`, fix)];
  } finally {
    connection.disconnect();
  }
}

function examineProgram(): Finding {
  const program = findProgram();
  return program
    ? ok('redis', `a private ${program.command} ${program.version}`)
    : fail('redis', `no redis-server or valkey-server ${oldestVersion} or newer in PATH`, installLine());
}

async function examineServer(ask: ReturnType<typeof askOn>, name: string, now: () => number): Promise<Finding[]> {
  const info = readInfo(z.string().parse(await ask('INFO')));
  const [seconds, micros] = z.tuple([z.coerce.number(), z.coerce.number()]).parse(await ask('TIME'));
  const reasons = unfitness(info);
  const used = Number(info.get('used_memory') ?? 0);
  const most = Number(info.get('maxmemory') ?? 0);
  const isFull = most > 0 && used / most >= fullFrom;
  return [
    reasons.length === 0
      ? ok('redis', `${name}, version ${info.get('redis_version')}`)
      : fail('redis', name, reasons.join('; ')),
    info.get('aof_enabled') === '1'
      ? ok('redis.persistence', 'appendonly yes')
      : warn('redis.persistence', 'appendonly no: a crash may lose acknowledged writes', 'CONFIG SET appendonly yes'),
    isFull
      ? warn('redis.memory', `${used} of ${most} bytes used`, 'Raise maxmemory: a full Redis takes no command.')
      : ok('redis.memory', most > 0 ? `${used} of ${most} bytes used` : `${used} bytes used, no limit`),
    clockFinding('redis.clock', seconds * 1_000 + micros / 1_000, now()),
  ];
}
