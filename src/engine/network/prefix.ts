/** Knows how IPv4 addresses and prefixes are written and compared (u32 and length); knows nothing of routes. */
import ipaddr from 'ipaddr.js';

/** An IPv4 prefix: `address` is an unsigned 32-bit number with no host bits set. */
export interface Prefix {
  readonly address: number;
  readonly length: number;
}

/** Dotted decimal to u32; undefined when it is anything else. */
export function parseAddress(text: string): number | undefined {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined;
  return ipaddr.IPv4.parse(text).octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

export function formatAddress(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

export function maskOf(length: number): number {
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
}

/** `10.0.0.1/16` keeps its host bits here: an interface has an address inside a prefix. */
export function parseInterfaceAddress(text: string): Prefix | undefined {
  const [host = '', bits = '', ...rest] = text.split('/');
  const address = parseAddress(host);
  if (address === undefined || rest.length > 0 || !/^(0|[1-9]\d?)$/.test(bits) || Number(bits) > 32) return undefined;
  return { address, length: Number(bits) };
}

export function networkOf(address: number, length: number): Prefix {
  return { address: (address & maskOf(length)) >>> 0, length };
}

/** Host bits beyond the length are ignored (RFC 4271 §4.3, prefix encoding). */
export function parsePrefix(text: string): Prefix | undefined {
  const parsed = parseInterfaceAddress(text);
  return parsed && networkOf(parsed.address, parsed.length);
}

export function formatPrefix(prefix: Prefix): string {
  return `${formatAddress(prefix.address)}/${prefix.length}`;
}

export function covers(prefix: Prefix, address: number): boolean {
  return (address & maskOf(prefix.length)) >>> 0 === prefix.address;
}

export function contains(outer: Prefix, inner: Prefix): boolean {
  return outer.length <= inner.length && covers(outer, inner.address);
}
