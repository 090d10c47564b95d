/** Knows how to keep one small number per prefix id; 0 means nothing there. Does not know what the number means. */

/** A column that grows with the prefix table; reading past the end is 0. */
export class Column {
  #values = new Int32Array(64);

  get(id: number): number {
    return this.#values[id] ?? 0;
  }

  set(id: number, value: number): void {
    if (id >= this.#values.length) {
      const wider = new Int32Array(Math.max(id + 1, this.#values.length * 2));
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[id] = value;
  }

  /** Ids are visited in rising order. */
  forEach(visit: (id: number, value: number) => void): void {
    for (let id = 0; id < this.#values.length; id += 1) {
      const value = this.#values[id] ?? 0;
      if (value !== 0) visit(id, value);
    }
  }
}

/** A set of prefix ids waiting for attention, drained in the order they were added. */
export class Waiting {
  #marked = new Column();
  #ids: number[] = [];

  get isEmpty(): boolean {
    return this.#ids.length === 0;
  }

  get ids(): readonly number[] {
    return this.#ids;
  }

  add(id: number): void {
    if (this.#marked.get(id) !== 0) return;
    this.#marked.set(id, 1);
    this.#ids.push(id);
  }

  drain(): readonly number[] {
    const ids = this.#ids;
    this.#ids = [];
    for (const id of ids) this.#marked.set(id, 0);
    return ids;
  }
}
