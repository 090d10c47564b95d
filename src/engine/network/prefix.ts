/** Knows how IPv4 addresses and prefixes are written and compared (u32 and length); knows nothing of routes. */
/** An IPv4 prefix: `address` is an unsigned 32-bit number with no host bits set. */
export interface Prefix {
  readonly address: number;
  readonly length: number;
}

const [DOT, SLASH, ZERO, NINE] = [46, 47, 48, 57];
/** More than there are lengths. */
const KEY_LENGTHS = 64;

/** Dotted decimal, up to a place in the text, to u32; undefined when it is anything else, leading zeros included. */
export function parseAddress(text: string, end = text.length): number | undefined {
  let [value, octet, dots] = [0, -1, 0];
  for (let index = 0; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code === DOT) {
      if (octet < 0 || dots === 3) return undefined;
      value = value * 256 + octet;
      octet = -1;
      dots += 1;
    } else {
      if (code < ZERO || code > NINE || octet === 0) return undefined;
      octet = (octet < 0 ? 0 : octet * 10) + code - ZERO;
      if (octet > 255) return undefined;
    }
  }
  return dots === 3 && octet >= 0 ? value * 256 + octet : undefined;
}

export function formatAddress(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

export function maskOf(length: number): number {
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
}

/** One or two digits from a place to the end, at most 32, without a leading zero. */
function parseLength(text: string, from: number): number | undefined {
  const [first, second] = [text.charCodeAt(from) - ZERO, text.charCodeAt(from + 1) - ZERO];
  const digits = text.length - from;
  if (digits === 1) return first >= 0 && first <= 9 ? first : undefined;
  const isNumber = digits === 2 && first >= 1 && first <= 3 && second >= 0 && second <= 9;
  return isNumber && first * 10 + second <= 32 ? first * 10 + second : undefined;
}

/** In front of one or two characters, else -1: looking from the end is what makes reading millions cheap. */
function slashIn(text: string): number {
  const end = text.length;
  if (text.charCodeAt(end - 3) === SLASH) return end - 3;
  return text.charCodeAt(end - 2) === SLASH ? end - 2 : -1;
}

/** `10.0.0.1/16` keeps its host bits here: an interface has an address inside a prefix. */
export function parseInterfaceAddress(text: string): Prefix | undefined {
  const slash = slashIn(text);
  const address = parseAddress(text, slash);
  const length = parseLength(text, slash + 1);
  return address === undefined || length === undefined ? undefined : { address, length };
}

export function networkOf(address: number, length: number): Prefix {
  return { address: (address & maskOf(length)) >>> 0, length };
}

/** Host bits beyond the length are ignored (RFC 4271 §4.3, prefix encoding). */
export function parsePrefix(text: string): Prefix | undefined {
  const parsed = parseInterfaceAddress(text);
  return parsed && networkOf(parsed.address, parsed.length);
}

/** Prefixes as numbers in the order of addresses, shorter first; undefined for text with host bits and for no prefix at all. */
export function prefixKey(text: string): number | undefined {
  const slash = slashIn(text);
  const address = parseAddress(text, slash);
  const length = parseLength(text, slash + 1);
  if (address === undefined || length === undefined || (address & ~maskOf(length)) !== 0) return undefined;
  return address * KEY_LENGTHS + length;
}

export function prefixOfKey(key: number): Prefix {
  const length = key & (KEY_LENGTHS - 1);
  return { address: (key - length) / KEY_LENGTHS, length };
}

export function formatPrefix(prefix: Prefix): string {
  return `${formatAddress(prefix.address)}/${prefix.length}`;
}

export function lastAddress({ address, length }: Prefix): number {
  return (address | ~maskOf(length)) >>> 0;
}

export function covers(prefix: Prefix, address: number): boolean {
  return (address & maskOf(prefix.length)) >>> 0 === prefix.address;
}

export function contains(outer: Prefix, inner: Prefix): boolean {
  return outer.length <= inner.length && covers(outer, inner.address);
}
