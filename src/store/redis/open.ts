/**
 * Finds the one stateful server of Hostline: the configured Redis, or a private one, installed first when it must
 * be. Reads no environment; what it may do comes in as arguments.
 */
import type { Log } from '../log.ts';
import { type Address, describeAddress, parseAddress } from './address.ts';
import { askOn } from './ask.ts';
import { checkServer } from './check.ts';
import { type Connection, connectTo, type Role } from './connect.ts';
import { findProgram, type Program } from './find-program.ts';
import { type InstallConsent, installLine, installRedis } from './install.ts';
import { startPrivateServer } from './private-server.ts';

export type { Connection, InstallConsent, Role };

export interface RedisOptions {
  /** A Redis to use; absent: a private one. The forms are those of `parseAddress`. */
  readonly url?: string;
  /** Folder of the private server's data, such as `.hostline/redis`. */
  readonly dir: string;
  readonly install: InstallConsent;
  readonly log: Log;
}

export interface OpenRedis {
  /** A new connection; the caller may close it, `close` closes what is left. Also fit for BullMQ. */
  connect(role: Role): Connection;
  /** For people and logs; holds no password. */
  describe(): string;
  /** Closes all connections, then the private server if there is one. */
  close(): Promise<void>;
}

/** Throws an `Error` fit for a person when there is no Redis, it cannot be reached, or it cannot be trusted. */
export async function openRedis({ url, dir, install, log }: RedisOptions): Promise<OpenRedis> {
  const server =
    url === undefined ? await startPrivateServer(dir, await programOrInstall(install), log) : remote(parseAddress(url));
  const connections = new Set<Connection>();
  const connect = (role: Role): Connection => {
    const connection = connectTo(server.address, role, log);
    connections.add(connection);
    connection.once('end', () => connections.delete(connection));
    return connection;
  };
  const close = async (): Promise<void> => {
    for (const connection of connections) connection.disconnect();
    await server.close();
  };
  const name = describeAddress(server.address);
  try {
    const connection = connect('command');
    await reachable(connection, name);
    await checkServer(connection, name, log);
    connection.disconnect();
  } catch (error) {
    await close();
    throw error;
  }
  return { connect, describe: () => name, close };
}

function remote(address: Address) {
  return { address, close: () => Promise.resolve() };
}

async function programOrInstall(install: InstallConsent): Promise<Program> {
  const found = findProgram();
  if (found) return found;
  if (await installRedis(install)) {
    const installed = findProgram();
    if (installed) return installed;
  }
  throw new Error(`No Redis server found. Install one with\n  ${installLine()}\nor set REDIS_URL to one you have.`);
}

async function reachable(connection: Connection, name: string): Promise<void> {
  let reason = '';
  const remember = (error: Error): void => {
    reason = error.message;
  };
  connection.on('error', remember);
  try {
    await askOn(connection)('PING');
  } catch (error) {
    throw new Error(`${name} cannot be reached: ${reason || String(error)}`);
  } finally {
    connection.off('error', remember);
  }
}
