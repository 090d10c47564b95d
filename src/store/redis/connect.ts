/**
 * How a connection behaves for its use: how long a command may wait while Redis is away, and how it reconnects.
 * Knows ioredis and nothing of what is stored.
 */
import { Cluster, type CommonRedisOptions, Redis } from 'ioredis';
import type { Log } from '../log.ts';
import { type Address, describeAddress } from './address.ts';

/**
 * `command`: ordinary reads and writes, rides out a restart of some seconds. `blocking`: a queue worker that waits
 * for work for ever. `fail-fast`: somebody waits for an answer, better an error now.
 */
export type Role = 'command' | 'blocking' | 'fail-fast';
export type Connection = Redis | Cluster;

/** Longest a command may take before its outcome counts as unknown. */
export const answerWithinMs = 5_000;

type RoleOptions = Pick<
  CommonRedisOptions,
  'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout' | 'autoResendUnfulfilledCommands'
>;

const roles: Readonly<Record<Role, RoleOptions>> = {
  command: { enableOfflineQueue: true, maxRetriesPerRequest: 10, commandTimeout: answerWithinMs },
  blocking: { enableOfflineQueue: true, maxRetriesPerRequest: null },
  'fail-fast': {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 1_000,
    autoResendUnfulfilledCommands: false,
  },
};

/** 50 ms more each time: ten tries take 2.75 s, a private server is back long before. */
const retryDelayMs = (attempt: number): number => Math.min(attempt * 50, 1_000);

/** Errors of the connection are logged, each reason once per outage, and stripped of the command that failed. */
export function connectTo(address: Address, role: Role, log: Log): Connection {
  const connection = address.kind === 'cluster' ? openCluster(address, role) : openSingle(address, role);
  let reason: string | undefined;
  connection.on('error', (error: Error) => {
    withoutCommand(error);
    if (error.message === reason) return;
    reason = error.message;
    log('warn', 'redis.connection-lost', { redis: describeAddress(address), role, reason });
  });
  connection.on('ready', () => {
    if (reason !== undefined) log('info', 'redis.connection-back', { role });
    reason = undefined;
  });
  return connection;
}

/** ioredis hangs the failed command on its errors, with its arguments: for AUTH and HELLO that is the password. */
export function withoutCommand(error: unknown): unknown {
  if (error instanceof Error && 'command' in error) Reflect.deleteProperty(error, 'command');
  return error;
}

function openSingle(address: Exclude<Address, { kind: 'cluster' }>, role: Role): Redis {
  return new Redis({
    ...loginOf(address),
    ...roles[role],
    ...placeOf(address),
    db: address.db,
    retryStrategy: retryDelayMs,
    // After a failover the old master is a replica: connect anew and send the command again.
    reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
  });
}

function openCluster(address: Extract<Address, { kind: 'cluster' }>, role: Role): Cluster {
  const { enableOfflineQueue = true, ...perNode } = roles[role];
  return new Cluster([...address.hosts], {
    enableOfflineQueue,
    clusterRetryStrategy: retryDelayMs,
    slotsRefreshTimeout: answerWithinMs,
    // A certificate is issued for the name, not for the address behind it.
    ...(address.tls ? { dnsLookup: (host, done) => done(null, host) } : {}),
    redisOptions: { ...loginOf(address), ...perNode },
  });
}

function placeOf(address: Exclude<Address, { kind: 'cluster' }>) {
  switch (address.kind) {
    case 'single':
      return address.host;
    case 'socket':
      return { path: address.path };
    case 'sentinel':
      return { sentinels: [...address.hosts], name: address.master, enableTLSForSentinelMode: address.tls };
  }
}

function loginOf({ username, password, tls }: Address) {
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
  };
}
