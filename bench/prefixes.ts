/** Knows how to make up as many distinct prefixes as asked for, their lengths spread as in the Internet's table. */
import { randomSource } from './random.ts';

export interface PrefixList {
  readonly addresses: Uint32Array;
  readonly lengths: Uint8Array;
}

/** Out of 100 prefixes; about what public route collectors show for IPv4. */
const LENGTHS: readonly (readonly [length: number, share: number])[] = [
  [24, 60],
  [23, 10],
  [22, 11],
  [21, 5],
  [20, 5],
  [19, 3],
  [18, 2],
  [17, 1],
  [16, 2],
  [12, 1],
];
const lengthTable = LENGTHS.flatMap(([length, share]) => Array<number>(share).fill(length));

/** In 1.0.0.0 – 223.255.255.255 without 127.0.0.0/8, which routers refuse. A prefix drawn twice is drawn again. */
export function randomPrefixes(count: number, seed = 20_26): PrefixList {
  const random = randomSource(seed);
  const addresses = new Uint32Array(count);
  const lengths = new Uint8Array(count);
  const seen = new Set<number>();
  for (let index = 0; index < count; ) {
    const length = lengthTable[random(lengthTable.length)] ?? 24;
    const first = 1 + random(222);
    const octet = first < 127 ? first : first + 1;
    const address = ((octet << 24) | random(1 << 24)) & (-1 << (32 - length));
    const key = (address >>> 0) * 64 + length;
    if (seen.has(key)) continue;
    seen.add(key);
    addresses[index] = address;
    lengths[index] = length;
    index += 1;
  }
  return { addresses, lengths };
}
