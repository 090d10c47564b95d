/** Examines this machine: Node, the data folder, the vault's key and the port. Changes nothing that stays. */
import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../config.ts';
import { type Finding, fail, ok, reasonOf, warn } from './finding.ts';

const oldestNode = [20, 19] as const;

export function examineNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
  return isOld ? fail('node', version, `Install Node ${oldestNode.join('.')} or newer.`) : ok('node', version);
}

/** The folder itself, or the nearest one above it that exists. */
async function standing(folder: string): Promise<string> {
  const there = await stat(folder).catch(() => undefined);
  return there || dirname(folder) === folder ? folder : standing(dirname(folder));
}

export async function examineFolder({ dir }: Pick<Config, 'dir'>): Promise<Finding> {
  const folder = resolve(dir);
  const found = await standing(folder);
  return access(found, constants.W_OK | constants.X_OK).then(
    () => ok('folder', folder === found ? folder : `${folder}, to be made in ${found}`),
    () => fail('folder', `${found} may not be written`, `Give its owner write access, or set HOSTLINE_DIR.`),
  );
}

export async function examineVaultKey({ dir, vaultKey }: Pick<Config, 'dir' | 'vaultKey'>): Promise<Finding> {
  if (vaultKey !== undefined) return ok('vault.key', 'from HOSTLINE_VAULT_KEY');
  const file = join(resolve(dir), 'vault.key');
  try {
    const text = (await readFile(file, 'utf8')).trim();
    if (!/^[0-9a-f]{64}$/i.test(text))
      return fail('vault.key', `${file} holds no key`, 'Restore it from a backup: without it sealed keys are lost.');
    const { mode } = await stat(file);
    return (mode & 0o077) === 0
      ? ok('vault.key', file)
      : warn('vault.key', `${file} may be read by others`, `chmod 600 ${file}`);
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
      ? ok('vault.key', `${file} is made at the first start`)
      : fail('vault.key', reasonOf(error), 'Let this user read the file.');
  }
}

export async function examinePort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<Finding> {
  const server = createServer();
  const taken = await new Promise<string | undefined>((settled) => {
    server.once('error', (error) => settled(reasonOf(error)));
    server.listen({ host, port }, () => server.close(() => settled(undefined)));
  });
  return taken === undefined
    ? ok('port', `${host}:${port} is free`)
    : warn('port', taken, 'If it is not Hostline itself that runs there, set HOSTLINE_PORT or HOSTLINE_HOST.');
}
