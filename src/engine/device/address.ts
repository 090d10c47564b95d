/** Address arithmetic that a device configuration needs on top of prefixes: masks, private space, overlap. */
import { contains, formatAddress, maskOf, type Prefix, parsePrefix } from '../network/prefix.ts';
import { privateRanges } from './limits.ts';

/** A network in the two notations devices want. */
export interface Network {
  readonly prefix: Prefix;
  /** `10.0.0.0/16` */
  readonly text: string;
  /** `10.0.0.0` */
  readonly address: string;
  readonly length: number;
  /** `255.255.0.0` */
  readonly mask: string;
}

/** Undefined when the text is no prefix; host bits are cleared. */
export function networkFrom(text: string): Network | undefined {
  const prefix = parsePrefix(text);
  if (!prefix) return undefined;
  const address = formatAddress(prefix.address);
  const mask = formatAddress(maskOf(prefix.length));
  return { prefix, text: `${address}/${prefix.length}`, address, length: prefix.length, mask };
}

export function networksFrom(texts: readonly string[]): readonly Network[] {
  return texts.flatMap((text) => networkFrom(text) ?? []);
}

const privateNetworks = networksFrom(privateRanges);

export function isPrivate(prefix: Prefix): boolean {
  return privateNetworks.some((range) => contains(range.prefix, prefix));
}

export function overlaps(one: Prefix, other: Prefix): boolean {
  return contains(one, other) || contains(other, one);
}
