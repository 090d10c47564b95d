/**
 * Which of a tenant's announced ranges are alike: announced over the same interfaces and meeting nothing a packet or a rule
 * of the tenant looks at. One stands for all of them in a simulation. Simulates nothing.
 */

import { contains, formatPrefix, type Prefix, parseAddress, parsePrefix } from '../network/index.ts';
import type { TenantState } from '../tenant/model.ts';
import { limits } from '../twin/gateway-table.ts';

/** What a gateway takes from anyone (twin/advertise.ts): inside these, and outside of what the tenant has. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap((text) => parsePrefix(text) ?? []);
const standInPool = parsePrefix('172.24.0.0/13')?.address ?? 0;
const poolSize = 2048;

export interface Range {
  readonly text: string;
  readonly prefix: Prefix;
}
export interface Reduced {
  readonly state: TenantState;
  /** By the range that stands for others: all of them, in the order of addresses. */
  readonly ranges: ReadonlyMap<string, readonly Range[]>;
}

/** Every prefix of the tenant that is more than a number in an announcement. A scope of everything excludes nothing. */
function landmarks({ vpcs, gateways, attachments, vifs }: TenantState): readonly Prefix[] {
  const texts = [
    ...Object.values(vpcs).flatMap(({ cidr, subnets, routeTables, instances }) => [
      cidr,
      ...subnets.map((subnet) => subnet.cidr),
      ...routeTables.flatMap(({ rules, propagations }) => [
        ...rules.map(({ destination }) => destination),
        ...propagations.flatMap(({ scope }) => scope.filter((text) => text !== '0.0.0.0/0')),
      ]),
      ...instances.map(({ address }) => `${address}/32`),
    ]),
    ...Object.values(gateways).flatMap(({ staticRoutes }) => staticRoutes.map(({ destination }) => destination)),
    ...Object.values(attachments).flatMap(({ exports }) => exports.map(({ cidr }) => cidr)),
    ...Object.values(vifs).flatMap(({ pairs, device }) => [
      ...pairs.flatMap(({ customerIp, cloudIp }) => [customerIp, cloudIp]),
      ...(device ? [...device.addresses, ...device.staticTo, `${device.host}/32`] : []),
    ]),
  ];
  const found = texts.flatMap((text) => parsePrefix(text) ?? []);
  return [...new Map(found.map((prefix) => [formatPrefix(prefix), prefix])).values()];
}

const meets = (one: Prefix, other: Prefix): boolean => contains(one, other) || contains(other, one);

/** More dynamic routes than the limit come in by batches, where their number counts. */
function fits({ gateways, attachments, vifs }: TenantState): boolean {
  const counts = new Map(Object.keys(gateways).map((id) => [id, 0]));
  const add = (gateway: string, more: number) => counts.set(gateway, (counts.get(gateway) ?? 0) + more);
  for (const { gateway, exports } of Object.values(attachments)) add(gateway, exports.length);
  for (const { gateway, device } of Object.values(vifs)) add(gateway, device?.announces.length ?? 0);
  return [...counts.values()].every((count) => count <= limits.dynamicRoutes);
}

/** Ranges nobody has, the same for all tenants with the same landmarks. */
function* standIns(taken: readonly Prefix[]): Generator<string> {
  for (let index = 0; index < poolSize; index += 1) {
    const prefix = { address: standInPool + index * 256, length: 24 };
    if (!taken.some((one) => meets(one, prefix))) yield formatPrefix(prefix);
  }
}

/** Without host bits; nothing else that parses can be written in two ways. */
const isWrittenAs = ({ address }: Prefix, text: string): boolean =>
  parseAddress(text.slice(0, text.indexOf('/'))) === address;

const byAddress = (left: Range, right: Range): number =>
  left.prefix.address - right.prefix.address || left.prefix.length - right.prefix.length;

/** The tenant with one range for many, or as it is when the number of routes matters. */
export function reduced(state: TenantState): Reduced {
  const none = { state, ranges: new Map<string, readonly Range[]>() };
  if (!fits(state)) return none;
  const marks = landmarks(state);
  const vifs = Object.values(state.vifs);
  /** By text: the interfaces that announce it, one bit each. */
  const over = new Map<string, number>();
  if (vifs.length > 30) return none;
  vifs.forEach(({ device }, index) => {
    for (const text of device?.announces ?? []) over.set(text, (over.get(text) ?? 0) | (1 << index));
  });
  const kept = new Set<string>();
  const keptPrefixes: Prefix[] = [];
  const groups = new Map<number, Range[]>();
  for (const [text, bits] of over) {
    const prefix = parsePrefix(text);
    const isPlain =
      prefix !== undefined &&
      isWrittenAs(prefix, text) &&
      privateRanges.some((one) => contains(one, prefix)) &&
      !marks.some((one) => meets(one, prefix));
    if (isPlain) {
      const group = groups.get(bits);
      if (group) group.push({ text, prefix });
      else groups.set(bits, [{ text, prefix }]);
    } else {
      kept.add(text);
      if (prefix) keptPrefixes.push(prefix);
    }
  }
  const free = standIns([...marks, ...keptPrefixes]);
  const ranges = new Map<string, readonly Range[]>();
  const textOf = new Map<number, string>();
  for (const bits of [...groups.keys()].sort((left, right) => left - right)) {
    const text = free.next().value;
    if (typeof text !== 'string') return none;
    textOf.set(bits, text);
    ranges.set(text, (groups.get(bits) ?? []).sort(byAddress));
  }
  const changed = vifs.map((vif, index) => {
    if (!vif.device) return vif;
    const own = [...textOf].filter(([bits]) => (bits & (1 << index)) !== 0).map(([, text]) => text);
    const announces = [...own, ...new Set(vif.device.announces.filter((text) => kept.has(text)))];
    return { ...vif, device: { ...vif.device, announces } };
  });
  return { state: { ...state, vifs: Object.fromEntries(changed.map((vif) => [vif.id, vif])) }, ranges };
}
