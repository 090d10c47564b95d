/** `hostline vault rotate`: seals every secret under a new key. May be broken off at any point and run again. */
import { open, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { rotatingVaultOn } from '../store/store.ts';
import { keyIn, nextKeyFile, vaultKeys } from '../wire/vault-key.ts';
import { complain, withStore } from './store.ts';

export async function vaultVerb(args: readonly string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== 'rotate') return complain('Usage: hostline vault rotate');
  const config = readConfig();
  const dir = resolve(config.dir);
  if (config.vaultKey !== undefined && config.oldVaultKeys === undefined)
    return complain(
      'Set HOSTLINE_VAULT_KEY to the new key and HOSTLINE_VAULT_KEY_OLD to the old one, then run this again.',
    );
  return withStore(config, async ({ redis, inUse }) => {
    if (inUse) return complain('A service is running on this store with the old key: stop it first.');
    const ring = await vaultKeys(dir, config);
    const fromFile = config.vaultKey === undefined;
    // The new key is on the disk before anything is sealed with it: a crash leaves nothing that cannot be opened.
    const current = fromFile ? await keyIn(dir, 'vault.key.new', undefined, '') : ring.current;
    const older = fromFile ? [ring.current, ...ring.older] : ring.older;
    if (fromFile) await onDisk(nextKeyFile(dir));
    const vault = await rotatingVaultOn(redis.connect('command'), { current, older }, config.prefix);
    const { sealed, already } = await vault.rotate();
    if (fromFile) await rename(nextKeyFile(dir), join(dir, 'vault.key'));
    process.stdout.write(
      `${sealed} secrets sealed anew, ${already} were already. ${fromFile ? 'vault.key is the new key; back it up apart from Redis.' : 'HOSTLINE_VAULT_KEY_OLD is not needed any more.'}\n`,
    );
    return 0;
  });
}

async function onDisk(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
