/** Secrets in Redis, sealed with AES-256-GCM under a key that is not in Redis. Knows nothing of what they open. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Vault } from '../app/ports.ts';
import type { Keys } from './keys.ts';
import { type Ask, runOn } from './redis/ask.ts';
import { scanKeys } from './redis/scan.ts';

/** 32 bytes each. Sealed with `current`; what older ones sealed can still be opened. */
export interface KeyRing {
  readonly current: Buffer;
  readonly older: readonly Buffer[];
}

/** A secret sealed under a key nobody has any more, or one that was altered. Says its name, never its content. */
export class Unsealable extends Error {
  override readonly name = 'Unsealable';
}

export interface RotatingVault extends Vault {
  /** Seals everything anew under the current key; may be broken off and run again. */
  rotate(): Promise<{ readonly sealed: number; readonly already: number }>;
}

const Sealed = z.string().nullable();
/** Named here, the key of fingerprints outlives the keys that seal: events hold fingerprints for ever. */
const printName = 'hostline-fingerprint';

/** Somebody may have changed or removed the secret meanwhile: then theirs stays. */
const replaceScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1`;

const derive = (key: Buffer, use: string) => Buffer.from(hkdfSync('sha256', key, '', use, 32));
const idOf = (key: Buffer) => createHash('sha256').update(derive(key, 'hostline key id')).digest('hex').slice(0, 8);

/** The name is bound in: a sealed text moved to another name does not open. */
function seal(key: Buffer, name: string, secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derive(key, 'hostline vault'), nonce).setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `${idOf(key)}:${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')}`;
}

function unseal(key: Buffer, name: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', derive(key, 'hostline vault'), bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}

/** What was sealed before keys had ids carries none: every key is tried. */
function open({ current, older }: KeyRing, name: string, text: string): { secret: string; key: Buffer | undefined } {
  const [, id, sealed = text] = /^([0-9a-f]{8}):(.+)$/s.exec(text) ?? [];
  for (const key of [current, ...older]) {
    if (id !== undefined && id !== idOf(key)) continue;
    try {
      return { secret: unseal(key, name, sealed), key: id === undefined ? undefined : key };
    } catch {
      // Not by this key.
    }
  }
  throw new Unsealable(`the secret ${name} cannot be opened with the keys at hand`);
}

export function vault(
  ask: Ask,
  keys: Keys,
  ring: KeyRing,
  masters: () => readonly Ask[] = () => [ask],
  printing: Buffer = derive(ring.current, 'hostline fingerprint'),
): RotatingVault {
  const replace = runOn(ask, replaceScript);

  async function sealAnew(name: string): Promise<boolean> {
    const text = Sealed.parse(await ask('GET', keys.secret(name)));
    if (text === null) return false;
    const { secret, key } = open(ring, name, text);
    if (key === ring.current) return false;
    return (await replace([keys.secret(name)], text, seal(ring.current, name, secret))) === 1;
  }

  return {
    put: async (name, secret) => {
      await ask('SET', keys.secret(name), seal(ring.current, name, secret));
    },
    get: async (name) => {
      const text = Sealed.parse(await ask('GET', keys.secret(name)));
      return text === null ? undefined : open(ring, name, text).secret;
    },
    remove: async (name) => {
      await ask('DEL', keys.secret(name));
    },
    print: (secret) => createHmac('sha256', printing).update(secret).digest('hex').slice(0, 32),
    async rotate() {
      const [before = '', after = ''] = keys.secret('*').split('*');
      // First of all: once the old key is gone, fingerprints in events must still be comparable.
      await ask('SET', keys.secret(printName), seal(ring.current, printName, printing.toString('hex')), 'NX');
      const found = await scanKeys(masters(), `${before}*${after}`);
      let sealed = 0;
      for (const key of found) if (await sealAnew(key.slice(before.length, key.length - after.length))) sealed += 1;
      return { sealed, already: found.length - sealed };
    },
  };
}

/** The vault with the fingerprint key it was first used with, whatever key seals today. */
export async function openVault(
  ask: Ask,
  keys: Keys,
  ring: KeyRing,
  masters?: () => readonly Ask[],
): Promise<RotatingVault> {
  const kept = await vault(ask, keys, ring, masters).get(printName);
  const oldest = ring.older.at(-1) ?? ring.current;
  const printing = kept === undefined ? derive(oldest, 'hostline fingerprint') : Buffer.from(kept, 'hex');
  return vault(ask, keys, ring, masters, printing);
}
