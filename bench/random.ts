/** Knows repeatable chance for made-up inputs: the same seed, the same numbers. */

/** xorshift32: whole numbers from 0 up to, not including, `below`. */
export function randomSource(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
