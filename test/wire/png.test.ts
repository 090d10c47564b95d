/** What is on the pixels: Chinese is drawn as Chinese, at one and a half times the size; what is no SVG is refused. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { afterAll, describe, expect, it } from 'vitest';
import { png } from '../../src/wire/png.ts';

/** Temporary files of these tests alone: other processes draw pictures at the same time. */
const own = mkdtempSync(join(tmpdir(), 'hostline-png-'));
process.env.TMPDIR = own;
afterAll(() => rmSync(own, { recursive: true }));

const [width, height] = [60, 40];
const svgOf = (text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
  `<rect width="${width}" height="${height}" fill="#fff"/>` +
  `<text x="8" y="30" font-size="24" font-family="Noto Sans SC, sans-serif">${text}</text></svg>`;

/** Red values of a PNG, row by row: the renderer reads it back as an image. */
function pixelsOf(image: Buffer): Buffer {
  const [wide, high] = [image.readUInt32BE(16), image.readUInt32BE(20)];
  const href = `data:image/png;base64,${image.toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}"><image href="${href}" width="${wide}" height="${high}"/></svg>`;
  const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  return Buffer.from(pixels.filter((_, index) => index % 4 === 0));
}
const drawn = async (text: string): Promise<Buffer> => pixelsOf(await png(svgOf(text)));
const inkOf = (pixels: Buffer): number => pixels.filter((value) => value < 128).length;

describe('a picture', () => {
  it('is a PNG of one and a half times the size', async () => {
    const image = await png(svgOf('A'));
    expect(image.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect([image.readUInt32BE(16), image.readUInt32BE(20)]).toEqual([1.5 * width, 1.5 * height]);
  });

  it('is the same for the same SVG', async () => expect(await png(svgOf('专线'))).toEqual(await png(svgOf('专线'))));

  it.each(['', '<svg', '<p/>', svgOf('<b>'), svgOf('\u0000')])('is not made of %j', async (svg) => {
    await expect(png(svg)).rejects.toThrow();
  });
});

describe('the unpacked font', () => {
  const folder = join(own, `hostline-fonts-${process.getuid?.() ?? 'own'}`);

  it('is one file, only its owner can change it', async () => {
    await png(svgOf('A'));
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.ttf$/)]);
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('is unpacked anew when it was swept away', async () => {
    const before = await drawn('网');
    rmSync(folder, { recursive: true });
    expect(await drawn('网')).toEqual(before);
  });
});

describe('Chinese', () => {
  it('is drawn, each character as itself', async () => {
    const images = await Promise.all(Array.from('托管专线边界网关云主机客户端').map(drawn));
    expect(images.map(inkOf).filter((ink) => ink < 60)).toEqual([]);
    // 关 and 管 and so on differ pixel by pixel; a missing glyph would look like every other missing one.
    expect(new Set(images.map((image) => image.toString('base64'))).size).toBe(14);
  });

  it('is not what a character without a glyph looks like', async () => {
    const [missing, other, chinese] = [await drawn('\u{F0000}'), await drawn('\uE000'), await drawn('网')];
    expect(missing).toEqual(other);
    expect(chinese).not.toEqual(missing);
  });

  it('needs no font of the machine', async () => {
    const asked = svgOf('网').replace('Noto Sans SC, sans-serif', 'No Such Font');
    expect(pixelsOf(await png(asked))).toEqual(await drawn('网'));
  });
});
