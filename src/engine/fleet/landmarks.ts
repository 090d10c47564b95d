/** Which addresses of a tenant are more than a number in an announcement, as spans of addresses. Knows no announced range. */
import { lastAddress, type Prefix, parseAddress, parsePrefix } from '../network/index.ts';
import type { TenantState } from '../tenant/model.ts';

/** First and last address. */
export type Span = readonly [first: number, last: number];

export const spanOf = (prefix: Prefix): Span => [prefix.address, lastAddress(prefix)];

/** Whether one of two prefixes contains the other, if both spans are of prefixes. */
export const meet = ([first, last]: Span, [from, to]: Span): boolean => first <= to && from <= last;

/** Sorted, those that meet joined into one. */
function joined(spans: Span[]): readonly Span[] {
  const all: Span[] = [];
  let [first, last] = [0, -1];
  for (const [from, to] of spans.sort(([left], [right]) => left - right)) {
    if (from <= last) last = Math.max(last, to);
    else {
      if (last >= 0) all.push([first, last]);
      [first, last] = [from, to];
    }
  }
  if (last >= 0) all.push([first, last]);
  return all;
}

/** What a packet or a rule of the tenant looks at: in order, apart. A scope of everything excludes nothing. */
export function landmarksOf({ vpcs, gateways, attachments, vifs }: TenantState): readonly Span[] {
  const spans: Span[] = [];
  const add = (text: string): void => {
    const prefix = parsePrefix(text);
    if (prefix) spans.push(spanOf(prefix));
  };
  const addHost = (text: string): void => {
    const address = parseAddress(text);
    if (address !== undefined) spans.push([address, address]);
  };
  for (const { cidr, subnets, routeTables, instances } of Object.values(vpcs)) {
    add(cidr);
    for (const subnet of subnets) add(subnet.cidr);
    for (const { rules, propagations } of routeTables) {
      for (const { destination } of rules) add(destination);
      for (const { scope } of propagations) for (const text of scope) if (text !== '0.0.0.0/0') add(text);
    }
    for (const { address } of instances) addHost(address);
  }
  for (const { staticRoutes } of Object.values(gateways)) for (const { destination } of staticRoutes) add(destination);
  for (const { exports } of Object.values(attachments)) for (const { cidr } of exports) add(cidr);
  for (const { pairs, device } of Object.values(vifs)) {
    for (const { customerIp, cloudIp } of pairs) {
      add(customerIp);
      add(cloudIp);
    }
    if (!device) continue;
    for (const text of device.addresses) add(text);
    for (const text of device.staticTo) add(text);
    for (const { withholds } of device.sides ?? []) for (const text of withholds ?? []) add(text);
    addHost(device.host);
  }
  return joined(spans);
}
