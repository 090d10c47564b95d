/** Knows a dense id for every prefix seen, so that RIBs can be columns, and the longest of them over an address; does not know what is routed there. */
import { AddressIndex } from './address-index.ts';
import { maskOf, type Prefix } from './prefix.ts';

const FIRST_SLOTS = 128;
/** Below, a hash per length in use is as fast and takes no memory of its own. */
const INDEXED_FROM = 4096;

/** Ids start at 0 and never change. Open addressing over typed arrays: a million prefixes stay cheap. */
export class PrefixTable {
  #addresses = new Uint32Array(FIRST_SLOTS / 2);
  #lengths = new Uint8Array(FIRST_SLOTS / 2);
  #slots = new Int32Array(FIRST_SLOTS).fill(-1);
  #size = 0;
  /** How many prefixes there are of each length. */
  readonly #counts = new Uint32Array(33);
  #index: AddressIndex | undefined;
  readonly #indexedFrom: number;

  constructor(indexedFrom = INDEXED_FROM) {
    this.#indexedFrom = indexedFrom;
  }

  get size(): number {
    return this.#size;
  }

  /** The id of the prefix, given out on first sight. */
  intern(prefix: Prefix): number {
    return this.internBits(prefix.address, prefix.length);
  }

  /** The same for an address without host bits and a length. */
  internBits(address: number, length: number): number {
    const slot = this.#slotOf(address, length);
    const known = this.#slots[slot] ?? -1;
    if (known >= 0) return known;
    const id = this.#size;
    this.#slots[slot] = id;
    this.#addresses[id] = address;
    this.#lengths[id] = length;
    this.#counts[length] = (this.#counts[length] ?? 0) + 1;
    this.#size += 1;
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    this.#index?.add(address, length, id);
    return id;
  }

  /** The id, or undefined for a prefix never interned. */
  find(prefix: Prefix): number | undefined {
    const id = this.#idOf(prefix.address, prefix.length);
    return id < 0 ? undefined : id;
  }

  at(id: number): Prefix {
    return { address: this.#addresses[id] ?? 0, length: this.#lengths[id] ?? 0 };
  }

  /** The id of the longest prefix that covers the address, -1 for none. */
  longest(address: number): number {
    if (this.#size < this.#indexedFrom) return this.#probe(address, 32);
    this.#index ??= this.#indexed();
    return this.#index.at(address);
  }

  /** The same for a few of the prefixes: no index is asked or made. */
  longestAmong(few: (id: number) => boolean, address: number): number {
    let id = this.#probe(address, 32);
    while (id >= 0 && !few(id)) id = this.#probe(address, (this.#lengths[id] ?? 0) - 1);
    return id;
  }

  /** The longest one that `fits`, -1 for none. */
  longestThat(fits: (id: number) => boolean, address: number): number {
    let id = this.longest(address);
    while (id >= 0 && !fits(id)) id = this.#probe(address, (this.#lengths[id] ?? 0) - 1);
    return id;
  }

  /** The longest of at most `length` bits, looked for length by length. */
  #probe(address: number, length: number): number {
    for (let bits = length; bits >= 0; bits -= 1) {
      if (this.#counts[bits] === 0) continue;
      const id = this.#idOf((address & maskOf(bits)) >>> 0, bits);
      if (id >= 0) return id;
    }
    return -1;
  }

  #indexed(): AddressIndex {
    const index = new AddressIndex((id) => this.#lengths[id] ?? 0);
    const ids = this.#byLength();
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] ?? 0;
      index.addLongest(this.#addresses[id] ?? 0, this.#lengths[id] ?? 0, id);
    }
    return index;
  }

  /** All ids, those of short prefixes first. */
  #byLength(): Uint32Array {
    const next = new Uint32Array(34);
    for (let length = 0; length <= 32; length += 1)
      next[length + 1] = (next[length] ?? 0) + (this.#counts[length] ?? 0);
    const ids = new Uint32Array(this.#size);
    for (let id = 0; id < this.#size; id += 1) {
      const length = this.#lengths[id] ?? 0;
      const place = next[length] ?? 0;
      ids[place] = id;
      next[length] = place + 1;
    }
    return ids;
  }

  #idOf(address: number, length: number): number {
    return this.#slots[this.#slotOf(address, length)] ?? -1;
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
