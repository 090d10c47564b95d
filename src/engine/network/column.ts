/** Knows how to keep one small number per id; 0 means nothing there. Does not know what the number means. */

/** Most columns of a small network stay empty: they share this. */
const NONE = new Int32Array(0);
const FIRST_VALUES = 64;

/** A column that grows with the table of ids; reading past the end is 0. */
export class Column {
  #values = NONE;

  get(id: number): number {
    return id < this.#values.length ? (this.#values[id] ?? 0) : 0;
  }

  set(id: number, value: number): void {
    if (id >= this.#values.length) this.room(id + 1);
    this.#values[id] = value;
  }

  /** The bare values of all ids there is room for; good until the column grows. */
  get values(): Int32Array {
    return this.#values;
  }

  /** The same with room for as many ids. */
  room(size: number): Int32Array {
    if (size > this.#values.length) {
      const wider = new Int32Array(Math.max(size, this.#values.length * 2, FIRST_VALUES));
      if (this.#values !== NONE) wider.set(this.#values);
      this.#values = wider;
    }
    return this.#values;
  }

  /** Ids are visited in rising order. */
  forEach(visit: (id: number, value: number) => void): void {
    const values = this.#values;
    for (let id = 0; id < values.length; id += 1) {
      const value = values[id] ?? 0;
      if (value !== 0) visit(id, value);
    }
  }
}

const NO_MARKS = new Uint8Array(0);
const PART_BITS = 8;
const PART = 2 ** PART_BITS;

/** A column with large gaps: only the parts that hold something take memory. */
export class SparseColumn {
  readonly #parts: (Int32Array | undefined)[] = [];

  get(id: number): number {
    const part = this.#parts[id >>> PART_BITS];
    return part === undefined ? 0 : (part[id & (PART - 1)] ?? 0);
  }

  set(id: number, value: number): void {
    const at = id >>> PART_BITS;
    while (this.#parts.length <= at) this.#parts.push(undefined);
    const part = this.#parts[at] ?? new Int32Array(PART);
    this.#parts[at] = part;
    part[id & (PART - 1)] = value;
  }
}

/** A set of prefix ids waiting for attention, drained in the order they were added. */
export class Waiting {
  #marked = NO_MARKS;
  #ids = NONE;
  #drained = NONE;
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  get ids(): Int32Array {
    return this.#ids.subarray(0, this.#count);
  }

  add(id: number): void {
    if (id >= this.#marked.length) {
      const wider = new Uint8Array(Math.max(id + 1, this.#marked.length * 2, FIRST_VALUES));
      wider.set(this.#marked);
      this.#marked = wider;
    }
    if (this.#marked[id] === 1) return;
    this.#marked[id] = 1;
    if (this.#count === this.#ids.length) {
      const wider = new Int32Array(Math.max(this.#ids.length * 2, FIRST_VALUES));
      wider.set(this.#ids);
      this.#ids = wider;
    }
    this.#ids[this.#count] = id;
    this.#count += 1;
  }

  /** The list is the caller's until the next time. */
  drain(): Int32Array {
    const ids = this.ids;
    if (ids.length * 8 > this.#marked.length) this.#marked.fill(0);
    else for (let at = 0; at < ids.length; at += 1) this.#marked[ids[at] ?? 0] = 0;
    [this.#ids, this.#drained] = [this.#drained, this.#ids];
    this.#count = 0;
    return ids;
  }
}
