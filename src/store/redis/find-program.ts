/** Which Redis server program this machine has. Knows names and versions; installs and starts nothing. */
import { spawnSync } from 'node:child_process';

export interface Program {
  readonly command: string;
  /** Name the program must believe it was started under. */
  readonly argv0: string;
  readonly version: string;
}

/** The least that ioredis 6 supports. */
export const oldestVersion = '6.2.0';

/**
 * Best first. redis-check-rdb is the same program as redis-server under another name, and on Debian it comes in
 * redis-tools, which brings no system service.
 */
const candidates = [
  { command: 'redis-server', argv0: 'redis-server' },
  { command: 'valkey-server', argv0: 'valkey-server' },
  { command: 'redis-check-rdb', argv0: 'redis-server' },
] as const;

/** First program in PATH that is new enough. */
export function findProgram(): Program | undefined {
  for (const candidate of candidates) {
    const version = versionOf(candidate);
    if (version !== undefined && !isOlder(version, oldestVersion)) return { ...candidate, version };
  }
  return undefined;
}

/** Compares `7.0.15` with `6.2.0`, part by part. */
export function isOlder(version: string, than: string): boolean {
  const [parts, thanParts] = [version, than].map((text) => text.split('.').map(Number));
  for (const [at, least] of (thanParts ?? []).entries()) {
    const part = parts?.[at] ?? 0;
    if (part !== least) return part < least;
  }
  return false;
}

function versionOf({ command, argv0 }: { command: string; argv0: string }): string | undefined {
  const { stdout } = spawnSync(command, ['--version'], { argv0, encoding: 'utf8', timeout: 5_000 });
  return /\bserver v=(\d+\.\d+\.\d+)/i.exec(stdout ?? '')?.[1];
}
