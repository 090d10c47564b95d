/** Knows how to turn a seed and a label into the same fraction every time; keeps no state and reads no clock. */

/**
 * A fraction in [0, 1) that depends on nothing but its arguments.
 * Drawing by label instead of from a running stream keeps a draw the same when other draws are added or interleave.
 */
export function fractionOf(seed: string, label: string): number {
  return hash53(`${seed}\u0000${label}`) / 2 ** 53;
}

/** A whole number in [least, most], both included, chosen by the fraction. */
export function wholeBetween(least: number, most: number, fraction: number): number {
  return least + Math.floor(fraction * (most - least + 1));
}

/** cyrb53: 53 well-mixed bits of a string, as a whole number. */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
