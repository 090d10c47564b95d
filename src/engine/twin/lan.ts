/** What lies behind a client device: the hosts it can deliver to and the ranges it may announce. Knows no cloud. */
import { covers, formatAddress, formatPrefix, type Prefix, parseAddress, parsePrefix } from '../network/index.ts';
import type { ClientDevice } from '../tenant/network/model.ts';
import { byText } from './order.ts';

/** A test host and its first hop on one subnet. */
export interface Lan {
  readonly host: string;
  readonly device: string;
  readonly length: number;
}

/** Where no announced range tells the subnet of a host. */
const usualLength = 24;
/** A subnet needs two addresses besides its own and the broadcast one. */
const longestSubnet = 30;

const inside = (prefix: Prefix, address: number): boolean => covers(prefix, address);

function subnetOf(announced: readonly Prefix[], address: number): Prefix {
  const ranges = announced.filter((range) => range.length <= longestSubnet && inside(range, address));
  const [best] = ranges.sort((left, right) => right.length - left.length);
  return best ?? { address: address - (address % 2 ** (32 - usualLength)), length: usualLength };
}

/** The first address of the subnet that is no test host. */
function gatewayIn(subnet: Prefix, hosts: readonly number[]): number {
  let address = subnet.address + 1;
  while (hosts.includes(address)) address += 1;
  return address;
}

/**
 * Its own host, and every other known host inside a range it announces: who announces a range promises to deliver to it.
 */
export function lansOf(device: ClientDevice, known: readonly string[]): readonly Lan[] {
  const announced = device.announces.flatMap((text) => parsePrefix(text) ?? []);
  const hosts = [...new Set([device.host, ...known])].sort(byText).flatMap((text) => {
    const address = parseAddress(text);
    if (address === undefined) return [];
    return text === device.host || announced.some((range) => inside(range, address)) ? [address] : [];
  });
  return hosts.map((address): Lan => {
    const subnet = subnetOf(announced, address);
    return {
      host: formatAddress(address),
      device: formatAddress(gatewayIn(subnet, hosts)),
      length: subnet.length,
    };
  });
}

/** Announced ranges that are no subnet of the device: it holds a route for each, else BGP would not announce them. */
export function heldRanges(
  device: ClientDevice,
  lans: readonly Lan[],
): readonly { dst: string; via: 'blackhole' | string[] }[] {
  const subnets = new Set(
    lans.map(({ device: address, length }) =>
      formatPrefix(parsePrefix(`${address}/${length}`) ?? { address: 0, length: 0 }),
    ),
  );
  return device.announces
    .filter((text) => parsePrefix(text) !== undefined && !subnets.has(text))
    .map((dst) => {
      const prefix = parsePrefix(dst);
      const host = lans.find(
        (lan) => prefix && prefix.length > longestSubnet && inside(prefix, parseAddress(lan.host) ?? 0),
      );
      return { dst, via: host ? [host.host] : 'blackhole' };
    });
}
