/** Rotating the vault's key: everything opens under the new one, a broken-off rotation is finished, fingerprints stay. */
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRedis } from '../../src/store/redis/open.ts';
import { rotatingVaultOn } from '../../src/store/store.ts';
import type { KeyRing, RotatingVault } from '../../src/store/vault.ts';
import { vaultKeys } from '../../src/wire/vault-key.ts';
import { temporaryFolder } from '../store/redis-fixture.ts';
import { hostline } from './hostline.ts';

let dir = '';
beforeEach(() => {
  dir = temporaryFolder();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function withVault<T>(ring: KeyRing | undefined, use: (vault: RotatingVault) => Promise<T>): Promise<T> {
  const redis = await openRedis({ dir: join(dir, 'redis'), install: 'never', log: () => undefined });
  try {
    return await use(await rotatingVaultOn(redis.connect('command'), ring ?? (await vaultKeys(dir, {}))));
  } finally {
    await redis.close();
  }
}
const rotate = (env: Record<string, string> = {}) =>
  hostline(['vault', 'rotate'], { HOSTLINE_DIR: dir, HOSTLINE_INSTALL: 'never', ...env });
const keyFile = () => readFileSync(join(dir, 'vault.key'), 'utf8').trim();

it('seals everything under a new key; the old one opens nothing any more, fingerprints stay', async () => {
  const print = await withVault(undefined, async (vault) => {
    for (const name of ['vif-1', 'vif-2', 'totp-x']) await vault.put(name, `secret of ${name}`);
    return vault.print('a key');
  });
  const old = Buffer.from(keyFile(), 'hex');
  const { out, err, code } = await rotate();
  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(out).toContain('3 secrets sealed anew');
  expect(keyFile()).not.toBe(old.toString('hex'));
  expect(existsSync(join(dir, 'vault.key.new'))).toBe(false);
  await withVault(undefined, async (vault) => {
    expect(await vault.get('vif-2')).toBe('secret of vif-2');
    expect(vault.print('a key')).toBe(print);
  });
  const stranger = { current: old, older: [] };
  await expect(withVault(stranger, (vault) => vault.get('vif-2'))).rejects.toThrow('cannot be opened');
});

it('is finished when it is run again, and both keys open everything meanwhile', async () => {
  await withVault(undefined, async (vault) => {
    await vault.put('vif-1', 'one');
    await vault.put('vif-2', 'two');
  });
  const old = keyFile();
  await rotate();
  // As after a crash before the last step: one secret is still sealed under the old key, both keys are on the disk.
  copyFileSync(join(dir, 'vault.key'), join(dir, 'vault.key.new'));
  writeFileSync(join(dir, 'vault.key'), `${old}\n`);
  await withVault(undefined, async (vault) => {
    await vault.put('vif-3', 'three');
    expect(await Promise.all(['vif-1', 'vif-2', 'vif-3'].map((name) => vault.get(name)))).toEqual([
      'one',
      'two',
      'three',
    ]);
  });
  expect((await rotate()).out).toContain('1 secrets sealed anew, 3 were already');
  await withVault(undefined, async (vault) => expect(await vault.get('vif-3')).toBe('three'));
});

it('needs the old key where keys come from the environment', async () => {
  const [one, two] = ['11', '22'].map((byte) => byte.repeat(32));
  const ring = { current: Buffer.from(one ?? '', 'hex'), older: [] };
  await withVault(ring, (vault) => vault.put('vif-1', 'one'));
  expect(await rotate({ HOSTLINE_VAULT_KEY: two ?? '' })).toMatchObject({ code: 2 });
  expect((await rotate({ HOSTLINE_VAULT_KEY: two ?? '', HOSTLINE_VAULT_KEY_OLD: one ?? '' })).out).toContain(
    '1 secrets',
  );
  const next = { current: Buffer.from(two ?? '', 'hex'), older: [] };
  expect(await withVault(next, (vault) => vault.get('vif-1'))).toBe('one');
});
