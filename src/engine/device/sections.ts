/** The sections most vendors have in common, in their order; the words in them are the vendor's. */
import type { Network } from './address.ts';
import type { Device } from './device.ts';
import type { Section } from './layout.ts';

export const why = {
  ports: 'Physical ports, routed',
  trunks: 'Trunk ports and the VLAN',
  addresses: 'Addresses: the first host of each /30',
  sharedInterface: 'Both pairs share the VLAN, so they share one interface: the second address is a secondary one.',
  staticRoutes: 'Static routes to the cloud over both line routers',
  discard: 'Announced ranges must be in the routing table; these discard routes lose to any real one',
  filters: 'Only these ranges leave, only these come in',
  bgp: 'BGP with both line routers',
} as const;

export interface RoutingWords {
  readonly staticRoute: (network: Network, gateway: string) => string;
  readonly discardRoute: (network: Network) => string;
  readonly filters: (device: Device) => readonly string[];
  readonly bgp: (device: Device) => readonly string[];
}

/** Static routes, or discard routes, filters and BGP. */
export function routingSections(device: Device, words: RoutingWords): readonly Section[] {
  const { announced, cloudRanges, peers, staticRouting } = device;
  if (staticRouting) {
    const lines = cloudRanges.flatMap((range) => peers.map(({ cloud }) => words.staticRoute(range, cloud)));
    return [{ why: why.staticRoutes, lines }];
  }
  return [
    { why: why.discard, lines: announced.map(words.discardRoute) },
    { why: why.filters, lines: words.filters(device) },
    { why: why.bgp, lines: words.bgp(device) },
  ];
}

/** The section of routed interfaces, with a word on sharing where two peers are on one. */
export function addressSection({ faces }: Device, lines: readonly string[], remarks: readonly string[] = []): Section {
  const shared = faces.some(({ peers }) => peers.length > 1);
  return { why: why.addresses, remarks: [...(shared ? [why.sharedInterface] : []), ...remarks], lines };
}
