/** The folder of a private Redis and its configuration, as text. Knows paths and directives; starts nothing. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { Address } from './address.ts';

/** sun_path holds 108 bytes on Linux and 104 on macOS, with its closing zero. */
const longestSocketPathBytes = 100;

export interface Layout {
  readonly dir: string;
  readonly confFile: string;
  readonly pidFile: string;
  readonly logFile: string;
  readonly address: Address;
}

/** Decides once where the server listens; restarts keep it, so that clients find it again. */
export async function layOut(folder: string): Promise<Layout> {
  const dir = resolve(folder);
  return {
    dir,
    confFile: join(dir, 'redis.conf'),
    pidFile: join(dir, 'redis.pid'),
    logFile: join(dir, 'redis.log'),
    address: await addressIn(dir),
  };
}

/** Every acknowledged write is on disk, nothing is ever evicted. */
export function confText({ dir, logFile, address }: Layout): string {
  const directives: [string, string][] = [
    ...listening(address),
    ['dir', dir],
    ['appendonly', 'yes'],
    ['appendfsync', 'always'],
    ['save', ''],
    ['maxmemory-policy', 'noeviction'],
    ['daemonize', 'no'],
    ['logfile', logFile],
    // The command line stays as started: it is how an orphan is recognised.
    ['set-proc-title', 'no'],
  ];
  return directives.map(([name, value]) => `${name} ${quoted(value)}\n`).join('');
}

function listening(address: Address): [string, string][] {
  if (address.kind === 'socket') {
    return [
      ['port', '0'],
      ['unixsocket', address.path],
      ['unixsocketperm', '700'],
    ];
  }
  if (address.kind !== 'single') throw new Error('a private Redis is one server');
  return [
    ['bind', address.host.host],
    ['port', String(address.host.port)],
    // A port is open to every user of the machine, a socket in a private folder is not.
    ['requirepass', address.password ?? ''],
  ];
}

/** The URL of the server a configuration of ours describes; undefined when it is not one of ours. */
export function urlIn(conf: string): string | undefined {
  const said = (name: string) =>
    new RegExp(`^${name} "((?:[^"\\\\]|\\\\.)*)"$`, 'm').exec(conf)?.[1]?.replaceAll(/\\(.)/g, '$1');
  const socket = said('unixsocket');
  if (socket !== undefined) return `unix://${socket}`;
  const [port, password] = [said('port'), said('requirepass')];
  return port === undefined || password === undefined ? undefined : `redis://:${password}@${said('bind')}:${port}`;
}

async function addressIn(dir: string): Promise<Address> {
  const path = join(dir, 'redis.sock');
  if (Buffer.byteLength(path) <= longestSocketPathBytes) return { kind: 'socket', path, tls: false, db: 0 };
  const host = { host: '127.0.0.1', port: await freePort() };
  return { kind: 'single', host, password: randomBytes(24).toString('hex'), tls: false, db: 0 };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise<void>((done) => server.close(() => done()));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** redis.conf strings: backslash escapes inside double quotes, as in C. */
function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
