/** Address ranges as the rules of the product speak of them: what is private, what overlaps, what a /30 holds. */
import { contains, formatAddress, formatPrefix, type Prefix, parseAddress, parsePrefix } from '../../network/index.ts';
import type { AddressPair } from './model.ts';

const range = (text: string): Prefix => parsePrefix(text) ?? { address: 0, length: 0 };

/** RFC 1918. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(range);

/** A range written without host bits; `10.0.0.1/16` is refused rather than silently read as `10.0.0.0/16`. */
export function readRange(text: string): Prefix | undefined {
  const prefix = parsePrefix(text);
  return prefix && formatPrefix(prefix) === text ? prefix : undefined;
}

export function isPrivate(prefix: Prefix): boolean {
  return privateRanges.some((outer) => contains(outer, prefix));
}

export function overlap(a: Prefix, b: Prefix): boolean {
  return contains(a, b) || contains(b, a);
}

export function overlaps(a: string, b: string): boolean {
  const [left, right] = [parsePrefix(a), parsePrefix(b)];
  return left !== undefined && right !== undefined && overlap(left, right);
}

export function inside(inner: string, outer: string): boolean {
  const [small, large] = [parsePrefix(inner), parsePrefix(outer)];
  return small !== undefined && large !== undefined && contains(large, small);
}

/** The /30 of a pair: client first host, cloud second. */
export function pairOf(linkRange: string): AddressPair {
  const { address } = range(linkRange);
  return { customerIp: `${formatAddress(address + 1)}/30`, cloudIp: `${formatAddress(address + 2)}/30` };
}

/** The /30 a pair lives in, or undefined when the two addresses do not make one. */
export function linkRange(pair: AddressPair): string | undefined {
  const customer = parsePrefix(pair.customerIp);
  const cloud = parsePrefix(pair.cloudIp);
  if (customer?.length !== 30 || cloud?.length !== 30 || customer.address !== cloud.address) return undefined;
  return formatPrefix(customer);
}

/** Client takes the first host, the cloud the second (domain §5.7). */
export function isOrdered(pair: AddressPair): boolean {
  const link = linkRange(pair);
  return link !== undefined && pairOf(link).customerIp === pair.customerIp && pairOf(link).cloudIp === pair.cloudIp;
}

export const hostPart = (address: string): string => address.split('/')[0] ?? address;

/** The network address, the two after it and the broadcast address are reserved: a /24 has 252 to give (domain §2.7). */
export function usableAddresses(cidr: string): { first: number; last: number } | undefined {
  const prefix = parsePrefix(cidr);
  if (!prefix || prefix.length > 29) return undefined;
  const size = 2 ** (32 - prefix.length);
  return { first: prefix.address + 3, last: prefix.address + size - 2 };
}

export function addressIn(cidr: string, address: string): boolean {
  const value = parseAddress(address);
  const prefix = parsePrefix(cidr);
  return value !== undefined && prefix !== undefined && contains(prefix, { address: value, length: 32 });
}
