/** The key file: made once, for its owner only, and never replaced. */
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureTerminalKey, keyFile, readTerminalKey } from '../../../src/bot/terminal/key.ts';

let dir = '';
beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'hostline-')), 'state');
});
afterEach(() => rm(join(dir, '..'), { recursive: true }));

it('is made with 256 bits and mode 0600, and stays', async () => {
  const key = await ensureTerminalKey(dir);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect((await stat(keyFile(dir))).mode & 0o777).toBe(0o600);
  expect(await ensureTerminalKey(dir)).toBe(key);
  expect(await readTerminalKey(dir)).toBe(key);
});

it('is one key for all that start at once, and leaves no drafts', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => ensureTerminalKey(dir)));
  expect(new Set(keys).size).toBe(1);
  expect(await readdir(dir)).toEqual(['terminal.key']);
});

it('is closed again when it stood open', async () => {
  await ensureTerminalKey(dir);
  await chmod(keyFile(dir), 0o644);
  await ensureTerminalKey(dir);
  expect((await stat(keyFile(dir))).mode & 0o777).toBe(0o600);
});

it('is not invented over a file that holds none', async () => {
  expect(await readTerminalKey(dir)).toBeUndefined();
  await ensureTerminalKey(dir);
  await writeFile(keyFile(dir), 'mine');
  await expect(ensureTerminalKey(dir)).rejects.toThrow(/holds no key/);
  expect(await readTerminalKey(dir)).toBeUndefined();
});
