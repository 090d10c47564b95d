/** Knows one small id for every pair or triple of whole numbers seen; does not know what they stand for. */

const FIRST_SLOTS = 32;
/** Most tables of a small network stay empty: they share these. */
const NO_KEYS = new Int32Array(0);
const NO_SLOTS = new Int32Array(1);

/**
 * Ids start at 1: 0 in a column is "nothing". Open addressing over typed arrays, as for prefixes; the numbers of one key lie
 * side by side, so that a look costs two places in memory.
 */
export class IdTable {
  readonly #width: 2 | 3;
  #keys = NO_KEYS;
  #slots = NO_SLOTS;
  #size = 0;
  /** Slots in use. */
  #taken = 0;

  constructor(width: 2 | 3 = 2) {
    this.#width = width;
  }

  /** Ids from 1 up to and including this one are in use. */
  get size(): number {
    return this.#size;
  }

  /** All are taken as 32 bits: a u32 comes back as an i32. The third counts only in a table of triples. */
  intern(first: number, second: number, third = 0): number {
    const a = first | 0;
    const b = second | 0;
    const c = this.#width === 3 ? third | 0 : 0;
    const mask = this.#slots.length - 1;
    let slot = mixed(a, b, c) & mask;
    for (;;) {
      const id = this.#slots[slot] ?? 0;
      if (id === 0) return this.#add(slot, a, b, c);
      const at = id * this.#width;
      if (this.#keys[at] === a && this.#keys[at + 1] === b && (this.#width === 2 || this.#keys[at + 2] === c))
        return id;
      slot = (slot + 1) & mask;
    }
  }

  /** A new id without looking for an equal one: for keys that are known elsewhere, never to be interned. */
  append(first: number, second: number): number {
    return this.#push(first | 0, second | 0, 0);
  }

  first(id: number): number {
    return this.#keys[id * this.#width] ?? 0;
  }

  second(id: number): number {
    return this.#keys[id * this.#width + 1] ?? 0;
  }

  third(id: number): number {
    return this.#keys[id * this.#width + 2] ?? 0;
  }

  #add(slot: number, a: number, b: number, c: number): number {
    const id = this.#push(a, b, c);
    this.#taken += 1;
    if (this.#taken * 3 > this.#slots.length * 2) this.#widenSlots(id);
    else this.#slots[slot] = id;
    return id;
  }

  #push(a: number, b: number, c: number): number {
    this.#size += 1;
    const id = this.#size;
    const at = id * this.#width;
    if (at + this.#width > this.#keys.length) this.#widenKeys();
    this.#keys[at] = a;
    this.#keys[at + 1] = b;
    if (this.#width === 3) this.#keys[at + 2] = c;
    return id;
  }

  #widenKeys(): void {
    const wider = new Int32Array(Math.max(this.#keys.length * 2, FIRST_SLOTS));
    wider.set(this.#keys);
    this.#keys = wider;
  }

  /** With one more id that has no slot yet. */
  #widenSlots(added: number): void {
    const slots = new Int32Array(Math.max(this.#slots.length * 2, FIRST_SLOTS));
    const mask = slots.length - 1;
    const put = (id: number): void => {
      const third = this.#width === 3 ? this.third(id) : 0;
      let slot = mixed(this.first(id), this.second(id), third) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    };
    const before = this.#slots;
    for (let slot = 0; slot < before.length; slot += 1) if (before[slot] !== 0) put(before[slot] ?? 0);
    put(added);
    this.#slots = slots;
  }
}

function mixed(a: number, b: number, c: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
