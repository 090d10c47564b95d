/** The key file that lets a terminal speak to its service. Knows the file, not what is signed with it. */
import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const keyFile = (dir: string) => join(dir, 'terminal.key');

/**
 * The key in `dir`, made on first use: 256 bits in hex, readable by its owner only. The file appears whole or not at
 * all, and of two services starting at once both get the one that came first. Throws what the file system throws.
 */
export async function ensureTerminalKey(dir: string): Promise<string> {
  const file = keyFile(dir);
  await mkdir(dir, { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
  await chmod(file, 0o600);
  const key = await readTerminalKey(dir);
  if (key === undefined) throw new Error(`${file} holds no key; delete it and start again`);
  return key;
}

/** `undefined` when there is no key, or what the file holds is none. */
export async function readTerminalKey(dir: string): Promise<string | undefined> {
  try {
    const key = (await readFile(keyFile(dir), 'utf8')).trim();
    return /^[0-9a-f]{64}$/.test(key) ? key : undefined;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
