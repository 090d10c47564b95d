/**
 * Knows the longest prefix over every address in one or two reads (DIR-24-8: Gupta, Lin, McKeown, INFOCOM 1998);
 * does not know prefixes that are not in use somewhere.
 */

const DIRECT_BITS = 24;
const BLOCK = 256;

/**
 * One slot per /24: an id + 1, or a negative number for a block with one slot per address. 64 MiB of which only what is
 * written takes memory. Prefixes are added in any order and never taken out.
 */
export class AddressIndex {
  #direct = new Int32Array(2 ** DIRECT_BITS);
  #blocks = new Int32Array(BLOCK * 16);
  #blocksUsed = 0;
  readonly #lengthOf: (id: number) => number;

  constructor(lengthOf: (id: number) => number) {
    this.#lengthOf = lengthOf;
  }

  /** The id of the longest prefix that covers the address, -1 for none. */
  at(address: number): number {
    const slot = this.#direct[address >>> 8] ?? 0;
    return (slot >= 0 ? slot : (this.#blocks[~slot * BLOCK + (address & 255)] ?? 0)) - 1;
  }

  add(address: number, length: number, id: number): void {
    const first = address >>> 8;
    if (length > DIRECT_BITS) {
      const start = this.#blockAt(first) * BLOCK + (address & 255);
      this.#cover(this.#blocks, start, 2 ** (32 - length), length, id);
      return;
    }
    const direct = this.#direct;
    const end = first + 2 ** (DIRECT_BITS - length);
    for (let slot = first; slot < end; slot += 1) {
      const value = direct[slot] ?? 0;
      if (value < 0) this.#cover(this.#blocks, ~value * BLOCK, BLOCK, length, id);
      else if (value === 0 || this.#lengthOf(value - 1) < length) direct[slot] = id + 1;
    }
  }

  /** The same while nothing longer is there: what is there is not looked at. */
  addLongest(address: number, length: number, id: number): void {
    const first = address >>> 8;
    if (length > DIRECT_BITS) {
      const start = this.#blockAt(first) * BLOCK + (address & 255);
      this.#blocks.fill(id + 1, start, start + 2 ** (32 - length));
    } else if (length === DIRECT_BITS) this.#direct[first] = id + 1;
    else this.#direct.fill(id + 1, first, first + 2 ** (DIRECT_BITS - length));
  }

  /** Longer prefixes keep their addresses. */
  #cover(slots: Int32Array, start: number, count: number, length: number, id: number): void {
    for (let slot = start; slot < start + count; slot += 1) {
      const value = slots[slot] ?? 0;
      if (value === 0 || this.#lengthOf(value - 1) < length) slots[slot] = id + 1;
    }
  }

  /** The block of one /24, which inherits what covered it as a whole. */
  #blockAt(slot: number): number {
    const value = this.#direct[slot] ?? 0;
    if (value < 0) return ~value;
    const block = this.#blocksUsed;
    this.#blocksUsed += 1;
    if (this.#blocksUsed * BLOCK > this.#blocks.length) {
      const wider = new Int32Array(this.#blocks.length * 2);
      wider.set(this.#blocks);
      this.#blocks = wider;
    }
    this.#blocks.fill(value, block * BLOCK, (block + 1) * BLOCK);
    this.#direct[slot] = ~block;
    return block;
  }
}
