/** Where the service is and which key opens it, as the service left it in its folder. Knows no environment. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keyFile, readTerminalKey } from '../key.ts';

const serviceFile = z.object({ url: z.url({ protocol: /^https?$/ }) });

export type Found = { url: string; key: string } | { missing: string };

/** `missing` names the file without which there is nothing to speak to. */
export async function findService(dir: string, url: string | undefined): Promise<Found> {
  const key = await readTerminalKey(dir);
  if (key === undefined) return { missing: keyFile(dir) };
  const file = join(dir, 'service.json');
  const address = url ?? (await readAddress(file));
  return address === undefined ? { missing: file } : { url: address.replace(/\/+$/, ''), key };
}

async function readAddress(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const parsed = serviceFile.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.url : undefined;
  } catch {
    return undefined;
  }
}
