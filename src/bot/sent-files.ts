/** What platforms share about files people send: handing them to the ear, and bytes as text. Knows no platform and keeps nothing. */
import type { Ear, FileText } from '../app/ports.ts';
import { within } from './within.ts';

/** Reads a file that this person sent. Never rejects. */
export type ReadFile = (user: string, ref: string, mostBytes: number) => Promise<FileText>;

export function readingFiles(ear: Ear, readFile: ReadFile): Ear {
  return {
    suggest: (heard) => ear.suggest(heard),
    hear: (heard) => ear.hear(heard, { read: (ref, mostBytes) => readFile(heard.identity.user, ref, mostBytes) }),
  };
}

/** A person waits for the answer. */
const readWithinMs = 15_000;

/** No more than `mostBytes` of a body as text; reading stops where it is too much or takes too long. */
export async function textWithin(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<FileText> {
  const chunks: Uint8Array[] = [];
  let late = false;
  async function whole(): Promise<FileText> {
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (late) break;
      if (size > mostBytes) return { ok: false, problem: 'too-large' };
      chunks.push(chunk);
    }
    return decoded(Buffer.concat(chunks));
  }
  const read = await within(whole(), readWithinMs);
  late = true;
  return read ?? { ok: false, problem: 'unreachable' };
}

/** Encodings that say themselves in their first bytes. */
const marked: readonly (readonly [string, readonly number[]])[] = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** Unmarked: what devices and Chinese terminals save, the stricter first. */
const unmarked = ['utf-8', 'gb18030'];

export function decoded(bytes: Uint8Array): FileText {
  const told = marked.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  // No text holds a byte of zero but in UTF-16.
  if (told === undefined && bytes.includes(0)) return { ok: false, problem: 'binary' };
  for (const encoding of told ? [told[0]] : unmarked) {
    try {
      return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
    } catch {
      // Another encoding, or none.
    }
  }
  return { ok: false, problem: 'binary' };
}
