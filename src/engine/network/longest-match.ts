/** Knows longest-prefix match over one value per prefix; does not know what a value means. */
import { maskOf, type Prefix } from './prefix.ts';

export interface Match<T> {
  readonly prefix: Prefix;
  readonly value: T;
}

export class LongestMatch<T> {
  #byLength = new Map<number, Map<number, T>>();
  /** Lengths in use, longest first. */
  #lengths: number[] = [];

  set(prefix: Prefix, value: T): void {
    let networks = this.#byLength.get(prefix.length);
    if (!networks) {
      networks = new Map();
      this.#byLength.set(prefix.length, networks);
      this.#lengths = [...this.#byLength.keys()].sort((left, right) => right - left);
    }
    networks.set(prefix.address, value);
  }

  get(prefix: Prefix): T | undefined {
    return this.#byLength.get(prefix.length)?.get(prefix.address);
  }

  delete(prefix: Prefix): void {
    this.#byLength.get(prefix.length)?.delete(prefix.address);
  }

  /** The entry with the longest prefix that covers the address and that `fits`. */
  lookup(address: number, fits: (match: Match<T>) => boolean = () => true): Match<T> | undefined {
    for (const length of this.#lengths) {
      const network = (address & maskOf(length)) >>> 0;
      const value = this.#byLength.get(length)?.get(network);
      if (value === undefined) continue;
      const match = { prefix: { address: network, length }, value };
      if (fits(match)) return match;
    }
    return undefined;
  }

  *entries(): Generator<Match<T>> {
    for (const [length, networks] of this.#byLength) {
      for (const [address, value] of networks) yield { prefix: { address, length }, value };
    }
  }
}
