/** How wide text is in the picture's font, and how to cut it to a width. Knows nothing but advance widths. */

/** Advance widths of U+0020 to U+007E in thousandths of the font size, from the font's own table. */
export const asciiWidths: readonly number[] = [
  224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555, 555, 555,
  555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812,
  723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620,
  554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338,
  270, 338, 555,
];
const firstAscii = 0x20;
/** Chinese fills the square; other scripts are narrower than that, never wider. */
const fullWidth = 1000;
const ellipsis = '…';

function advance(character: string): number {
  return asciiWidths[(character.codePointAt(0) ?? 0) - firstAscii] ?? fullWidth;
}

/** Pixels; kerning is left out, so real text is at most a little narrower. */
export function widthOf(text: string, fontSize: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += advance(character);
  return (thousandths * fontSize) / 1000;
}

/** The text, or as much of its start and end as fits: ids differ at their end. */
export function shorten(text: string, maxWidth: number, fontSize: number): string {
  if (widthOf(text, fontSize) <= maxWidth) return text;
  const characters = Array.from(text);
  for (let kept = characters.length - 1; kept > 0; kept -= 1) {
    const tail = Math.floor(kept / 3);
    const head = characters.slice(0, kept - tail).join('');
    const short = `${head.trimEnd()}${ellipsis}${characters.slice(characters.length - tail).join('')}`;
    if (widthOf(short, fontSize) <= maxWidth) return short;
  }
  return ellipsis;
}
