/** Knows how to make ids and tokens that look like Lark's and repeat for the same seed; remembers no object. */
import { fractionOf } from '../random.ts';

export interface Ids {
  /** "om_" → "om_" and 32 hexadecimal digits nobody guesses by counting. */
  next(prefix: string): string;
  /** 32 hexadecimal digits. */
  digits(label: string): string;
}

export function createIds(seed: string): Ids {
  const counts = new Map<string, number>();

  function digits(label: string): string {
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    const part = (index: number) =>
      Math.floor(fractionOf(seed, `${label}/${count}/${index}`) * 2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return [0, 1, 2, 3].map(part).join('');
  }

  return { next: (prefix) => `${prefix}${digits(prefix)}`, digits };
}
