/**
 * Where a Redis is, as a value: one server, a Unix socket, Sentinels or a Cluster. Knows the URL forms; opens
 * nothing, and never repeats a password.
 */

export interface Host {
  readonly host: string;
  readonly port: number;
}

interface Login {
  readonly username?: string;
  readonly password?: string;
  readonly tls: boolean;
  readonly db: number;
}

export type Address = Login &
  (
    | { readonly kind: 'single'; readonly host: Host }
    | { readonly kind: 'socket'; readonly path: string }
    | { readonly kind: 'sentinel'; readonly hosts: readonly Host[]; readonly master: string }
    | { readonly kind: 'cluster'; readonly hosts: readonly Host[] }
  );

const forms = [
  'redis://[user:password@]host[:port][/db]',
  'rediss:// (TLS)',
  'unix:///path/to/redis.sock',
  'redis+sentinel://[user:password@]host:port,host:port/master-name[?db=0]',
  'redis+cluster://[user:password@]host:port,host:port',
].join('\n  ');

const defaultPorts = { single: 6379, cluster: 6379, sentinel: 26379 } as const;

/** scheme, `user:password`, hosts, path, query. The user part is greedy: a raw `@` in a password stays in it. */
const urlPattern = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:(.*)@)?([^/?@]+)(?:\/([^?]*))?(?:\?(.*))?$/s;

/** Throws an `Error` that names the accepted forms and repeats nothing of the text: it may hold a password. */
export function parseAddress(url: string): Address {
  try {
    const address = url.startsWith('unix://') ? parseSocket(url) : parseHosts(url);
    if (address) return address;
  } catch {
    // A malformed percent escape or port; the message below says what is right.
  }
  throw new Error(`The Redis URL is not understood. It has one of these forms:\n  ${forms}`);
}

/** For people and logs: no user, no password. */
export function describeAddress(address: Address): string {
  const tls = address.tls ? ' (TLS)' : '';
  const db = address.db === 0 ? '' : ` database ${address.db}`;
  switch (address.kind) {
    case 'single':
      return `Redis at ${hostText(address.host)}${db}${tls}`;
    case 'socket':
      return `Redis at ${address.path}${db}`;
    case 'sentinel':
      return `Redis "${address.master}" found by Sentinels ${address.hosts.map(hostText).join(', ')}${db}${tls}`;
    case 'cluster':
      return `Redis Cluster at ${address.hosts.map(hostText).join(', ')}${tls}`;
  }
}

function parseSocket(url: string): Address | undefined {
  const [path = '', query = ''] = url.slice('unix://'.length).split('?');
  if (!path.startsWith('/')) return undefined;
  return { kind: 'socket', path: decodeURIComponent(path), tls: false, db: databaseOf(query) };
}

function parseHosts(url: string): Address | undefined {
  const match = urlPattern.exec(url);
  if (!match) return undefined;
  const [, scheme, topology, user, hostList = '', path = '', query = ''] = match;
  const kind = topology === 'sentinel' || topology === 'cluster' ? topology : 'single';
  const hosts = hostList.split(',').map((text) => parseHost(text, defaultPorts[kind]));
  const login = { ...parseUser(user), tls: scheme === 'rediss' };
  const [first] = hosts;
  if (kind === 'cluster') return path === '' ? { kind, hosts, db: 0, ...login } : undefined;
  if (kind === 'sentinel') {
    return path === '' ? undefined : { kind, hosts, master: decodeURIComponent(path), db: databaseOf(query), ...login };
  }
  if (!first || hosts.length > 1) return undefined;
  return { kind, host: first, db: path === '' ? databaseOf(query) : number(path), ...login };
}

function parseUser(user: string | undefined): { username?: string; password?: string } {
  if (user === undefined || user === '') return {};
  const colon = user.indexOf(':');
  const name = decodeURIComponent(colon < 0 ? user : user.slice(0, colon));
  const password = colon < 0 ? '' : decodeURIComponent(user.slice(colon + 1));
  return { ...(name === '' ? {} : { username: name }), ...(password === '' ? {} : { password }) };
}

function parseHost(text: string, defaultPort: number): Host {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+))(?::(\d+))?$/.exec(text.trim());
  const host = match?.[1] ?? match?.[2];
  if (host === undefined) throw new Error('not a host');
  return { host, port: match?.[3] === undefined ? defaultPort : number(match[3]) };
}

function databaseOf(query: string): number {
  return number(new URLSearchParams(query).get('db') ?? '0');
}

function number(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new Error('not a number');
  return Number(text);
}

function hostText({ host, port }: Host): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
