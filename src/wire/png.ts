/** Turns an SVG into a PNG with the one font that is shipped; the machine's own fonts are never asked. Draws nothing itself. */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderAsync } from '@resvg/resvg-js';
import { trueTypeOf } from './font.ts';

const shipped = new URL('../../assets/fonts/noto-sans-sc-400.woff', import.meta.url);
/** Chats show a picture about 800 pixels wide, on screens with two dots to a pixel. */
const zoom = 1.5;

/** The renderer reads fonts only from TrueType files: one file per user, in a folder nobody else can write to. */
function fontFile(): string {
  const folder = join(tmpdir(), `hostline-fonts-${process.getuid?.() ?? 'own'}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid))
    throw new Error(`${folder} belongs to somebody else`);
  const packed = readFileSync(shipped);
  const font = trueTypeOf(packed);
  const path = join(folder, `${createHash('sha256').update(packed).digest('hex').slice(0, 16)}.ttf`);
  if (existsSync(path) && readFileSync(path).equals(font)) return path;
  // Another process may be reading it: a whole file takes the place of what is there.
  writeFileSync(`${path}.${process.pid}`, font);
  renameSync(`${path}.${process.pid}`, path);
  return path;
}

/**
 * 1.5 times the SVG's size in pixels; drawn off the main thread.
 * @throws Error when the SVG is not well-formed, or the font cannot be unpacked.
 */
export async function png(svg: string): Promise<Buffer> {
  const drawn = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles: [unpackedFont()] },
    fitTo: { mode: 'zoom', value: zoom },
    logLevel: 'off',
  });
  return drawn.asPng();
}

let unpacked: string | undefined;
/** Looked for once per process, unless it went away: folders of this kind are swept. */
function unpackedFont(): string {
  if (unpacked === undefined || !existsSync(unpacked)) unpacked = fontFile();
  return unpacked;
}
