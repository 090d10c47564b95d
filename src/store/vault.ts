/** Secrets in Redis, sealed with AES-256-GCM under a key that is not in Redis. Knows nothing of what they open. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Vault } from '../app/ports.ts';
import type { Keys } from './keys.ts';
import type { Ask } from './redis/ask.ts';

const Sealed = z.string().nullable();

/** `key`: 32 bytes. The name is bound in: a sealed text moved to another name does not open. */
export function vault(ask: Ask, keys: Keys, key: Buffer): Vault {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', key, '', use, 32));
  const sealing = derive('hostline vault');
  const printing = derive('hostline fingerprint');

  function seal(name: string, secret: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(name));
    const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
  }

  function open(name: string, sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12)).setAAD(Buffer.from(name));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }

  return {
    put: async (name, secret) => {
      await ask('SET', keys.secret(name), seal(name, secret));
    },
    get: async (name) => {
      const sealed = Sealed.parse(await ask('GET', keys.secret(name)));
      return sealed === null ? undefined : open(name, sealed);
    },
    remove: async (name) => {
      await ask('DEL', keys.secret(name));
    },
    print: (secret) => createHmac('sha256', printing).update(secret).digest('hex').slice(0, 32),
  };
}
