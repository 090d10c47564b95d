/**
 * Knows how UPDATE messages are read (RFC 4271 §4.3, four-octet ASNs of RFC 6793) and which faults withdraw the routes
 * they are about (RFC 7606, 9774); does not know what is done with a route. Attributes the model has no use for are passed over.
 */
import type { AttributeRest, Origin } from './path-attributes.ts';
import { ORIGINS } from './path-attributes.ts';
import { maskOf } from './prefix.ts';

const HEADER = 19;
const UPDATE = 2;
const TYPE = { origin: 1, asPath: 2, nextHop: 3, med: 4, localPref: 5, communities: 8, onlyToCustomer: 35 } as const;
const AS_SEQUENCE = 2;
const EXTENDED_LENGTH = 0x10;

export interface ReadAttributes {
  readonly asPath: readonly number[];
  /** AS and value, one after the other. */
  readonly communities: readonly number[];
  readonly med: number | undefined;
  readonly rest: Omit<AttributeRest, 'communities' | 'med'>;
  readonly nextHop: number;
}
export interface UpdateReader {
  readonly withdraw: (address: number, length: number) => void;
  /** Attributes of the announcements that follow; they are withdrawn when it is not called for them. */
  readonly attributes: (read: ReadAttributes) => void;
  readonly announce: (address: number, length: number) => void;
}

/** Prefixes of one field; false when it does not end where a prefix ends (RFC 7606 §5.3). */
function readPrefixes(bytes: DataView, start: number, end: number, visit: UpdateReader['withdraw']): boolean {
  let at = start;
  while (at < end) {
    const length = bytes.getUint8(at);
    const octets = (length + 7) >> 3;
    if (length > 32 || at + 1 + octets > end) return false;
    let address = 0;
    for (let index = 0; index < octets; index += 1) address |= bytes.getUint8(at + 1 + index) << (24 - index * 8);
    visit((address & maskOf(length)) >>> 0, length);
    at += 1 + octets;
  }
  return true;
}

/** Undefined for a path that is cut short or holds more than sequences. */
function readAsPath(bytes: DataView, start: number, end: number): number[] | undefined {
  const asns: number[] = [];
  let at = start;
  while (at + 2 <= end) {
    const count = bytes.getUint8(at + 1);
    if (bytes.getUint8(at) !== AS_SEQUENCE || at + 2 + count * 4 > end) return undefined;
    for (let index = 0; index < count; index += 1) asns.push(bytes.getUint32(at + 2 + index * 4));
    at += 2 + count * 4;
  }
  return at === end ? asns : undefined;
}

function readCommunities(bytes: DataView, start: number, length: number): readonly number[] {
  const found: number[] = [];
  for (let at = start; at < start + length; at += 2) found.push(bytes.getUint16(at));
  return found;
}

/** Undefined for what must be treated as a withdrawal. */
function readAttributes(bytes: DataView, start: number, end: number): ReadAttributes | undefined {
  let asPath: readonly number[] | undefined;
  let nextHop: number | undefined;
  let origin: Origin | undefined;
  let communities: readonly number[] = [];
  let med: number | undefined;
  const rest: { localPref?: number; onlyToCustomer?: number } = {};
  for (let at = start; at < end; ) {
    const wide = at + 1 < end && (bytes.getUint8(at) & EXTENDED_LENGTH) !== 0;
    const value = at + (wide ? 4 : 3);
    if (value > end) return undefined;
    const length = wide ? bytes.getUint16(at + 2) : bytes.getUint8(at + 2);
    if (value + length > end) return undefined;
    switch (bytes.getUint8(at + 1)) {
      case TYPE.origin:
        if (length !== 1) return undefined;
        origin = ORIGINS[bytes.getUint8(value)];
        break;
      case TYPE.asPath:
        asPath = readAsPath(bytes, value, value + length);
        break;
      case TYPE.nextHop:
        if (length !== 4) return undefined;
        nextHop = bytes.getUint32(value);
        break;
      case TYPE.med:
        if (length !== 4) return undefined;
        med = bytes.getUint32(value);
        break;
      case TYPE.localPref:
        if (length !== 4) return undefined;
        rest.localPref = bytes.getUint32(value);
        break;
      case TYPE.communities:
        if (length % 4 !== 0) return undefined;
        communities = readCommunities(bytes, value, length);
        break;
      case TYPE.onlyToCustomer:
        if (length !== 4) return undefined;
        rest.onlyToCustomer = bytes.getUint32(value);
        break;
      default:
        break;
    }
    at = value + length;
  }
  if (!asPath || nextHop === undefined || origin === undefined) return undefined;
  return { asPath, nextHop, communities, med, rest: { clusterList: [], ...rest, origin } };
}

/** Reads one UPDATE body; false when its fields do not fit into it. */
function readUpdate(bytes: DataView, start: number, end: number, reader: UpdateReader): boolean {
  const withdrawnEnd = start + 2 + bytes.getUint16(start);
  if (withdrawnEnd + 2 > end) return false;
  const attributesEnd = withdrawnEnd + 2 + bytes.getUint16(withdrawnEnd);
  if (attributesEnd > end) return false;
  if (!readPrefixes(bytes, start + 2, withdrawnEnd, reader.withdraw)) return false;
  if (attributesEnd === end) return true;
  const read = readAttributes(bytes, withdrawnEnd + 2, attributesEnd);
  if (!read) return readPrefixes(bytes, attributesEnd, end, reader.withdraw);
  reader.attributes(read);
  return readPrefixes(bytes, attributesEnd, end, reader.announce);
}

/**
 * Reads messages one after the other; other types than UPDATE are passed over. Returns how many bytes were read:
 * fewer than there are when a message is cut short or cannot be read, where a session would end (RFC 4271 §6.1, §6.3).
 */
export function readUpdates(messages: Uint8Array, reader: UpdateReader): number {
  const bytes = new DataView(messages.buffer, messages.byteOffset, messages.byteLength);
  let at = 0;
  while (at + HEADER <= bytes.byteLength) {
    const end = at + bytes.getUint16(at + 16);
    if (end < at + HEADER || end > bytes.byteLength) return at;
    if (bytes.getUint8(at + 18) === UPDATE) {
      if (end < at + HEADER + 4 || !readUpdate(bytes, at + HEADER, end, reader)) return at;
    }
    at = end;
  }
  return at;
}
