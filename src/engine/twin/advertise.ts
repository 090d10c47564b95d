/** What a border gateway tells the client over a tunnel, and which of the client's ranges it takes (domain §5.5, §11.2 #13). Runs no BGP. */
import { contains, type Prefix, parsePrefix } from '../network/index.ts';
import { type GatewayTable, inEffect } from './gateway-table.ts';
import { byPrefix, groupBy, prefixOf } from './order.ts';

/** Tunnels of one gateway do not reach each other, so what leads into a tunnel is told to none. */
export const withheldClauses = { 'tunnel-isolation': 'domain §5.5' } as const;

export interface Told {
  readonly destination: string;
  /** Absent: told. */
  readonly withheld?: keyof typeof withheldClauses;
}

export function toldOf(table: GatewayTable): readonly Told[] {
  const groups = groupBy(inEffect(table), ({ destination }) => destination);
  return [...groups]
    .map(
      ([destination, routes]): Told =>
        routes.some(({ hop }) => hop === 'attachment')
          ? { destination }
          : { destination, withheld: 'tunnel-isolation' },
    )
    .sort((left, right) => byPrefix(left.destination, right.destination));
}

/** What a gateway takes beyond private ranges. */
export interface ClientPolicy {
  readonly acceptsDefault: boolean;
  readonly acceptsPublic: boolean;
}
export const clientPolicy: ClientPolicy = { acceptsDefault: false, acceptsPublic: false };

export interface Surroundings {
  /** Link ranges of the gateway's tunnels. */
  readonly links: readonly Prefix[];
  /** Ranges of VPCs that export to the gateway. */
  readonly attached: readonly Prefix[];
  readonly policy: ClientPolicy;
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(prefixOf);
const insideAny = (prefix: Prefix, outer: readonly Prefix[]): boolean => outer.some((one) => contains(one, prefix));
function special(reason: string, ...texts: readonly string[]) {
  const ranges = texts.map(prefixOf);
  return { reason, refuses: (prefix: Prefix) => insideAny(prefix, ranges) };
}

interface Filter {
  readonly reason: string;
  refuses(prefix: Prefix, around: Surroundings): boolean;
}

/** Asked in this order; the first that refuses names the reason. */
export const clientFilters: readonly Filter[] = [
  { reason: 'default-route', refuses: ({ length }, { policy }) => length === 0 && !policy.acceptsDefault },
  special('this-network', '0.0.0.0/8'),
  special('loopback', '127.0.0.0/8'),
  special('link-local', '169.254.0.0/16'),
  special('multicast', '224.0.0.0/4'),
  special('reserved', '240.0.0.0/4'),
  special('shared-space', '100.64.0.0/10'),
  {
    reason: 'public-range',
    refuses: (prefix, { policy }) => prefix.length > 0 && !policy.acceptsPublic && !insideAny(prefix, privateRanges),
  },
  {
    reason: 'link-range',
    refuses: (prefix, { links }) => insideAny(prefix, links),
  },
  { reason: 'attached-vpc', refuses: (prefix, { attached }) => insideAny(prefix, attached) },
];
export const unreadable = 'unreadable';

/** Why a client's range is not taken; undefined when it is. */
export function refusalOf(text: string, around: Surroundings): string | undefined {
  const prefix = parsePrefix(text);
  return prefix ? clientFilters.find((filter) => filter.refuses(prefix, around))?.reason : unreadable;
}
