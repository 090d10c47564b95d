/** Unpacks a WOFF 1 font file into the TrueType it was made from. Knows no glyphs and no file names. */
import { inflateSync } from 'node:zlib';

/** Sizes of the two formats' headers and table rows (WOFF 1.0 §3 and §4, OpenType "Table Directory"). */
const woff = { header: 44, row: 20 } as const;
const trueType = { header: 12, row: 16 } as const;
const signature = 'wOFF';
const alignment = 4;

interface Table {
  readonly tag: string;
  readonly checksum: number;
  readonly bytes: Buffer;
}

function tablesOf(file: Buffer): readonly Table[] {
  return Array.from({ length: file.readUInt16BE(12) }, (_, index): Table => {
    const row = woff.header + index * woff.row;
    const [offset, packedLength, length] = [4, 8, 12].map((field) => file.readUInt32BE(row + field));
    const packed = file.subarray(offset, (offset ?? 0) + (packedLength ?? 0));
    return {
      tag: file.toString('latin1', row, row + 4),
      checksum: file.readUInt32BE(row + 16),
      // A table that compression would not shrink is stored as it is.
      bytes: packedLength === length ? packed : inflateSync(packed),
    };
  });
}

function headerOf(flavor: number, count: number): Buffer {
  const selector = Math.floor(Math.log2(count));
  const range = trueType.row * 2 ** selector;
  const header = Buffer.alloc(trueType.header);
  header.writeUInt32BE(flavor, 0);
  [count, range, selector, trueType.row * count - range].forEach((field, index) => {
    header.writeUInt16BE(field, 4 + 2 * index);
  });
  return header;
}

/** @throws Error when the file is no WOFF 1. */
export function trueTypeOf(file: Buffer): Buffer {
  if (file.toString('latin1', 0, 4) !== signature) throw new Error('not a WOFF 1 font file');
  const tables = tablesOf(file);
  let offset = trueType.header + trueType.row * tables.length;
  const rows: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const { tag, checksum, bytes } of tables) {
    const row = Buffer.alloc(trueType.row);
    row.write(tag, 'latin1');
    [checksum, offset, bytes.length].forEach((field, index) => {
      row.writeUInt32BE(field, 4 + 4 * index);
    });
    const padding = Buffer.alloc(-bytes.length & (alignment - 1));
    rows.push(row);
    bodies.push(bytes, padding);
    offset += bytes.length + padding.length;
  }
  return Buffer.concat([headerOf(file.readUInt32BE(4), tables.length), ...rows, ...bodies]);
}
