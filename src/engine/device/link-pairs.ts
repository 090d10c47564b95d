/** The two /30 links of a virtual interface: the customer has the first host of each, the cloud the second. Knows no other field. */
import type { Refusal } from '../core.ts';
import { formatAddress, networkOf, type Prefix, parseInterfaceAddress } from '../network/prefix.ts';
import { isPrivate, overlaps } from './address.ts';
import { linkLength } from './limits.ts';

export interface PairAddresses {
  readonly customerIp: string;
  readonly cloudIp: string;
}

/** The network of a pair by its customer's end; undefined when that is no /30. */
export function linkOf({ customerIp }: PairAddresses): Prefix | undefined {
  const end = parseInterfaceAddress(customerIp);
  return end?.length === linkLength ? networkOf(end.address, end.length) : undefined;
}

/** Refusals about one pair; `path` is where it stands in the document. */
function onePair(pair: PairAddresses, path: string): readonly Refusal[] {
  const ends = (['customerIp', 'cloudIp'] as const).map((end) => ({
    field: `${path}.${end}`,
    value: pair[end],
    parsed: parseInterfaceAddress(pair[end]),
  }));
  const unread = ends.filter(({ parsed }) => parsed?.length !== linkLength);
  if (unread.length > 0) return unread.map(({ field, value }) => ({ code: 'not-a-slash-30', field, value }));

  const [customer, cloud] = ends;
  const link = linkOf(pair);
  if (!customer?.parsed || !cloud?.parsed || !link) return [];
  const first = link.address + 1;
  const second = link.address + 2;
  const ask = (expect: number) => ({ expect: `${formatAddress(expect)}/${linkLength}` });
  if (!isPrivate(link)) return [{ code: 'not-private', field: customer.field, value: customer.value }];
  if (networkOf(cloud.parsed.address, linkLength).address !== link.address) {
    return [{ code: 'pair-split', field: cloud.field, value: cloud.value, values: ask(second) }];
  }
  if (customer.parsed.address === second && cloud.parsed.address === first) {
    return [{ code: 'pair-swapped', field: customer.field, value: customer.value, values: ask(first) }];
  }
  return [
    ...(customer.parsed.address === first
      ? []
      : [{ code: 'not-first-host', field: customer.field, value: customer.value, values: ask(first) }]),
    ...(cloud.parsed.address === second
      ? []
      : [{ code: 'not-second-host', field: cloud.field, value: cloud.value, values: ask(second) }]),
  ];
}

/** Refusals about both pairs and about each other; usable before the rest of a plan is known. */
export function pairRefusals({ peers }: { readonly peers: readonly PairAddresses[] }): readonly Refusal[] {
  const alone = peers.flatMap((pair, index) => onePair(pair, `peers.${index}`));
  const [first, second] = peers.map(linkOf);
  if (!first || !second || !overlaps(first, second)) return alone;
  return [...alone, { code: 'pairs-overlap', field: 'peers.1.customerIp', value: peers[1]?.customerIp ?? '' }];
}
