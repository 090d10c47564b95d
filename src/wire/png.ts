/** Turns an SVG into a PNG with the one font that is shipped; the machine's own fonts are never asked. Draws nothing itself. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderAsync } from '@resvg/resvg-js';
import { trueTypeOf } from './font.ts';

const fontFile = new URL('../../assets/fonts/noto-sans-sc-400.woff', import.meta.url);
/** Chats shrink pictures to about half their pixels on dense screens. */
const zoom = 2;

let unpacked: string | undefined;

/** The renderer takes fonts only as TrueType files: unpacked once per process, removed when it ends. */
function unpackedFont(): string {
  if (unpacked !== undefined) return unpacked;
  const folder = mkdtempSync(join(tmpdir(), 'hostline-font-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  unpacked = join(folder, 'noto-sans-sc-400.ttf');
  writeFileSync(unpacked, trueTypeOf(readFileSync(fontFile)));
  return unpacked;
}

/** Twice the SVG's size in pixels; drawn off the main thread. @throws Error when the SVG is not well-formed. */
export async function png(svg: string): Promise<Buffer> {
  const drawn = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles: [unpackedFont()] },
    fitTo: { mode: 'zoom', value: zoom },
    logLevel: 'off',
  });
  return drawn.asPng();
}
