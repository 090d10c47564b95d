/** Secret keys: from the configuration, or a file beside the data, made once and readable by its owner only. */

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyRing } from '../store/vault.ts';

/** 32 bytes. Losing the key loses the secrets: back the file up apart from Redis. */
export function vaultKey(dir: string, configured: string | undefined): Promise<Buffer> {
  return keyIn(dir, 'vault.key', configured, 'HOSTLINE_VAULT_KEY');
}

/** All keys secrets may be sealed with: after `vault rotate` began, and until it has ended, there are two. */
export async function vaultKeys(
  dir: string,
  config: { readonly vaultKey?: string | undefined; readonly oldVaultKeys?: readonly string[] | undefined },
): Promise<KeyRing> {
  const current = await vaultKey(dir, config.vaultKey);
  const older = (config.oldVaultKeys ?? []).map((text) => keyFrom(text, 'HOSTLINE_VAULT_KEY_OLD'));
  if (config.vaultKey !== undefined) return { current, older };
  const next = await readFile(nextKeyFile(dir), 'utf8').catch(() => undefined);
  return { current, older: [...older, ...(next === undefined ? [] : [keyFrom(next.trim(), nextKeyFile(dir))])] };
}

/** The key a rotation under way seals with; it takes the place of `vault.key` at the end. */
export const nextKeyFile = (dir: string): string => join(dir, 'vault.key.new');

/** 32 bytes from `configured`, the value of `variable`, or from the file, which is made where it is missing. */
export async function keyIn(
  dir: string,
  name: string,
  configured: string | undefined,
  variable: string,
): Promise<Buffer> {
  if (configured !== undefined) return keyFrom(configured, variable);
  const file = join(dir, name);
  await mkdir(dir, { recursive: true });
  try {
    await writeFile(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return keyFrom((await readFile(file, 'utf8')).trim(), file);
}

function keyFrom(text: string, where: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`${where} must hold 64 hexadecimal digits.`);
  return Buffer.from(text, 'hex');
}
