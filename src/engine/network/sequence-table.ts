/** Knows one small id for every list of whole numbers seen, the empty list being 0; does not know what they stand for. */

const FIRST_CELLS = 64;
/** Most tables of a small network stay empty: they share these. */
const NO_CELLS = new Int32Array(0);
const NO_SLOTS = new Int32Array(1);

/** Lists lie one after the other: a look for one costs two places in memory, however long it is. */
export class SequenceTable {
  /** The length of a list, then its numbers. Its id is the place of the length; place 0 is the empty list. */
  #cells = NO_CELLS;
  #used = 1;
  /** Open addressing, as in IdTable. */
  #slots = NO_SLOTS;
  #taken = 0;

  /** All are taken as 32 bits. */
  intern(numbers: readonly number[]): number {
    if (numbers.length === 0) return 0;
    const mask = this.#slots.length - 1;
    let slot = hashOf(numbers) & mask;
    for (;;) {
      const id = this.#slots[slot] ?? 0;
      if (id === 0) return this.#add(slot, numbers);
      if (this.#isAt(id, numbers)) return id;
      slot = (slot + 1) & mask;
    }
  }

  lengthOf(id: number): number {
    return this.#cells[id] ?? 0;
  }

  /** As a u32. */
  at(id: number, index: number): number {
    return (this.#cells[id + 1 + index] ?? 0) >>> 0;
  }

  listAt(id: number): number[] {
    return Array.from({ length: this.lengthOf(id) }, (_, index) => this.at(id, index));
  }

  #isAt(id: number, numbers: readonly number[]): boolean {
    if (this.#cells[id] !== numbers.length) return false;
    for (let index = 0; index < numbers.length; index += 1)
      if (this.#cells[id + 1 + index] !== ((numbers[index] ?? 0) | 0)) return false;
    return true;
  }

  #add(slot: number, numbers: readonly number[]): number {
    const id = this.#used;
    this.#used += numbers.length + 1;
    if (this.#used > this.#cells.length) {
      const wider = new Int32Array(Math.max(this.#used, this.#cells.length * 2, FIRST_CELLS));
      wider.set(this.#cells);
      this.#cells = wider;
    }
    this.#cells[id] = numbers.length;
    for (let index = 0; index < numbers.length; index += 1) this.#cells[id + 1 + index] = numbers[index] ?? 0;
    this.#taken += 1;
    // The new list lies with the others already.
    if (this.#taken * 3 > this.#slots.length * 2) this.#widenSlots();
    else this.#slots[slot] = id;
    return id;
  }

  #widenSlots(): void {
    const slots = new Int32Array(Math.max(this.#slots.length * 2, FIRST_CELLS / 2));
    const mask = slots.length - 1;
    for (let id = 1; id < this.#used; id += this.lengthOf(id) + 1) {
      let hash = this.lengthOf(id);
      for (let index = 0; index < this.lengthOf(id); index += 1) hash = mixed(hash, this.#cells[id + 1 + index] ?? 0);
      let slot = spread(hash) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

const mixed = (hash: number, number: number): number => {
  const next = Math.imul(hash ^ number, 0x9e3779b1);
  return next ^ (next >>> 15);
};

const spread = (hash: number): number => {
  const next = Math.imul(hash, 0x2c1b3c6d);
  return next ^ (next >>> 13);
};

function hashOf(numbers: readonly number[]): number {
  let hash = numbers.length;
  for (const number of numbers) hash = mixed(hash, number);
  return spread(hash);
}
