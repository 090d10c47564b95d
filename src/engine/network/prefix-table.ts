/** Knows a dense id for every prefix seen, so that RIBs can be columns; does not know what is routed there. */
import type { Prefix } from './prefix.ts';

const FIRST_SLOTS = 1024;

/** Ids start at 0 and never change. Open addressing over typed arrays: a million prefixes stay cheap. */
export class PrefixTable {
  #addresses = new Uint32Array(FIRST_SLOTS / 2);
  #lengths = new Uint8Array(FIRST_SLOTS / 2);
  #slots = new Int32Array(FIRST_SLOTS).fill(-1);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The id of the prefix, given out on first sight. */
  intern(prefix: Prefix): number {
    const slot = this.#slotOf(prefix.address, prefix.length);
    const known = this.#slots[slot] ?? -1;
    if (known >= 0) return known;
    const id = this.#size;
    this.#slots[slot] = id;
    this.#addresses[id] = prefix.address;
    this.#lengths[id] = prefix.length;
    this.#size += 1;
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    return id;
  }

  /** The id, or undefined for a prefix never interned. */
  find(prefix: Prefix): number | undefined {
    const id = this.#slots[this.#slotOf(prefix.address, prefix.length)] ?? -1;
    return id < 0 ? undefined : id;
  }

  at(id: number): Prefix {
    return { address: this.#addresses[id] ?? 0, length: this.#lengths[id] ?? 0 };
  }

  #slotOf(address: number, length: number): number {
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(address ^ (length << 26), 0x9e3779b1) >>> 7) & mask;
    for (;;) {
      const id = this.#slots[slot] ?? -1;
      if (id < 0 || (this.#addresses[id] === address && this.#lengths[id] === length)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const addresses = new Uint32Array(this.#slots.length);
    addresses.set(this.#addresses);
    const lengths = new Uint8Array(this.#slots.length);
    lengths.set(this.#lengths);
    this.#addresses = addresses;
    this.#lengths = lengths;
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    for (let id = 0; id < this.#size; id += 1) {
      this.#slots[this.#slotOf(addresses[id] ?? 0, lengths[id] ?? 0)] = id;
    }
  }
}
