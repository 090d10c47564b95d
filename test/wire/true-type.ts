/** Reads what tests ask of a TrueType file: its tables, which characters it has, how wide they are. */

export interface FontTable {
  readonly tag: string;
  /** As the directory says it is. */
  readonly checksum: number;
  readonly bytes: Buffer;
}

export function tablesOf(font: Buffer): readonly FontTable[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const row = 12 + 16 * index;
    const offset = font.readUInt32BE(row + 8);
    return {
      tag: font.toString('latin1', row, row + 4),
      checksum: font.readUInt32BE(row + 4),
      bytes: font.subarray(offset, offset + font.readUInt32BE(row + 12)),
    };
  });
}

/** Sum of the table's 32-bit words, the last one padded with zeros (OpenType, "Calculating Checksums"). */
export function checksumOf(bytes: Buffer): number {
  const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}

export interface Glyphs {
  has(character: string): boolean;
  /** In thousandths of the font size. */
  widthOf(character: string): number;
}

/** Glyph numbers from the format-4 subtable of `cmap`: characters up to U+FFFF, in runs. */
function glyphNumbers(cmap: Buffer): (point: number) => number {
  const offsets = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.readUInt32BE(8 + 8 * index));
  const start = offsets.find((offset) => cmap.readUInt16BE(offset) === 4);
  if (start === undefined) throw new Error('no character map in format 4');
  const doubled = cmap.readUInt16BE(start + 6);
  const runs = Array.from({ length: doubled / 2 }, (_, index) => {
    const last = start + 14 + 2 * index;
    const range = last + 2 + 3 * doubled;
    return {
      last: cmap.readUInt16BE(last),
      first: cmap.readUInt16BE(last + 2 + doubled),
      delta: cmap.readUInt16BE(last + 2 + 2 * doubled),
      range,
      rangeOffset: cmap.readUInt16BE(range),
    };
  });
  return (point) => {
    const run = runs.find(({ first, last }) => first <= point && point <= last);
    if (!run) return 0;
    if (run.rangeOffset === 0) return (point + run.delta) & 0xffff;
    const glyph = cmap.readUInt16BE(run.range + run.rangeOffset + 2 * (point - run.first));
    return glyph === 0 ? 0 : (glyph + run.delta) & 0xffff;
  };
}

export function glyphsOf(font: Buffer): Glyphs {
  const table = (tag: string): Buffer => tablesOf(font).find((one) => one.tag === tag)?.bytes ?? Buffer.alloc(0);
  const numberOf = glyphNumbers(table('cmap'));
  const [metrics, measured] = [table('hmtx'), table('hhea').readUInt16BE(34)];
  const perEm = table('head').readUInt16BE(18);
  return {
    has: (character) => numberOf(character.codePointAt(0) ?? 0) !== 0,
    widthOf(character) {
      const glyph = numberOf(character.codePointAt(0) ?? 0);
      return (metrics.readUInt16BE(4 * Math.min(glyph, measured - 1)) * 1000) / perEm;
    },
  };
}
