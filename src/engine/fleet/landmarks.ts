/** Which addresses of a tenant are more than a number in an announcement, as spans of addresses. Knows no announced range. */
import { lastAddress, type Prefix, parseAddress, parsePrefix } from '../network/index.ts';
import type { TenantState } from '../tenant/model.ts';

/** First and last address. */
export type Span = readonly [first: number, last: number];

export const spanOf = (prefix: Prefix): Span => [prefix.address, lastAddress(prefix)];

/** Whether one of two prefixes contains the other, if both spans are of prefixes. */
export const meet = ([first, last]: Span, [from, to]: Span): boolean => first <= to && from <= last;

/** In order, apart: those that meet become one. */
export function joined(spans: Span[]): readonly Span[] {
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

/** Of the clouds alone: their ranges and whatever lies in them or is told of them. */
export function cloudSpans({ vpcs, attachments }: TenantState): Span[] {
  const spans: Span[] = [];
  for (const { cidr, subnets, instances } of Object.values(vpcs)) {
    add(spans, cidr);
    for (const subnet of subnets) add(spans, subnet.cidr);
    for (const { address } of instances) addHost(spans, address, 0);
  }
  for (const { exports } of Object.values(attachments)) for (const { cidr } of exports) add(spans, cidr);
  return spans;
}

/** What else a packet or a rule of the tenant looks at. A scope of everything excludes nothing. */
export function otherSpans({ vpcs, gateways, vifs }: TenantState): Span[] {
  const spans: Span[] = [];
  for (const { routeTables } of Object.values(vpcs)) {
    for (const { rules, propagations } of routeTables) {
      for (const { destination } of rules) add(spans, destination);
      for (const { scope } of propagations) for (const text of scope) if (text !== '0.0.0.0/0') add(spans, text);
    }
  }
  for (const { staticRoutes } of Object.values(gateways))
    for (const { destination } of staticRoutes) add(spans, destination);
  for (const { pairs, device } of Object.values(vifs)) {
    for (const { customerIp, cloudIp } of pairs) {
      add(spans, customerIp);
      add(spans, cloudIp);
    }
    if (!device) continue;
    for (const text of device.addresses) add(spans, text);
    for (const text of device.staticTo) add(spans, text);
    for (const { withholds } of device.sides ?? []) for (const text of withholds ?? []) add(spans, text);
    // A host lies on a subnet of its own (twin/lan.ts).
    addHost(spans, device.host, 255);
  }
  return spans;
}

function add(spans: Span[], text: string): void {
  const prefix = parsePrefix(text);
  if (prefix) spans.push(spanOf(prefix));
}

function addHost(spans: Span[], text: string, around: number): void {
  const address = parseAddress(text);
  if (address !== undefined) spans.push([(address & ~around) >>> 0, (address | around) >>> 0]);
}
