/** What every vendor needs to know of a plan, worked out once: interfaces, networks, names, filters. Knows no vendor's words. */
import { type Network, networksFrom } from './address.ts';
import { linkLength, privateRanges } from './limits.ts';
import { plainText } from './plain-text.ts';
import type { VifPlan } from './plan.ts';

/** One line router as the device sees it. */
export interface Peer {
  /** 1 primary, 2 secondary. */
  readonly number: number;
  /** Own address, `172.16.0.1`. */
  readonly customer: string;
  /** The neighbour, `172.16.0.2`. */
  readonly cloud: string;
  readonly description: string;
}

/** A routed interface: one peer on a sub-interface of its own, or both on one. */
export interface Face {
  readonly ports: readonly string[];
  readonly peers: readonly Peer[];
  readonly description: string;
}

/** A line of the import filter: the range and everything inside it. */
export interface ImportRule {
  readonly action: 'permit' | 'deny';
  readonly network: Network;
}

export interface Device {
  readonly label: string;
  readonly vlan: number;
  readonly customerAsn: number;
  readonly cloudAsn: number;
  readonly routerId: string;
  /** The key or its placeholder. */
  readonly password: string | undefined;
  /** Physical ports, each once. */
  readonly ports: readonly string[];
  readonly faces: readonly Face[];
  readonly peers: readonly Peer[];
  readonly linkLength: number;
  readonly linkMask: string;
  readonly announced: readonly Network[];
  readonly accepted: readonly ImportRule[];
  readonly cloudRanges: readonly Network[];
  readonly holdSeconds: number;
  readonly keepaliveSeconds: number;
  readonly bfd: VifPlan['bfd'];
  readonly mtu: number;
  readonly staticRouting: boolean;
  readonly svi: boolean;
}

/** Stands where the key goes until the customer puts it in. */
export const keyPlaceholder = '<BGP-KEY>';
const linkMask = '255.255.255.252';

/** Discard routes lose to every other route of the same range, so that they never hide a real one. */
export const discardDistance = 254;
/** Equal paths in use: one per line router. */
export const paths = 2;

const host = (text: string) => text.split('/')[0] ?? '';

function passwordOf({ authKey, keyPresent }: VifPlan, revealKey: boolean): string | undefined {
  if (typeof authKey === 'string') return revealKey ? authKey : keyPlaceholder;
  return keyPresent === true ? keyPlaceholder : undefined;
}

function acceptedOf({ announce, cloudRanges }: VifPlan): readonly ImportRule[] {
  const rules = (action: ImportRule['action'], ranges: readonly string[]) =>
    networksFrom(ranges).map((network) => ({ action, network }));
  if (cloudRanges !== undefined) return rules('permit', cloudRanges);
  return [...rules('deny', announce), ...rules('permit', privateRanges)];
}

/** Ports of the plan; a vendor's usual port fills a gap unless the other line router is already patched to it. */
export function portsOf({ peers, singlePort }: VifPlan, assumedPorts: readonly [string, string]): readonly string[] {
  const [one, two] = peers.map(({ interface: port }) => port);
  const first = one ?? assumedPorts.find((port) => port !== two) ?? assumedPorts[0];
  const second = two ?? assumedPorts.find((port) => port !== first) ?? assumedPorts[1];
  return singlePort ? [first] : [first, second];
}

function facesOf(plan: VifPlan, peers: readonly Peer[], ports: readonly string[], label: string): readonly Face[] {
  // One virtual interface has one VLAN, so two pairs on one port or one VLAN interface share it: a second address.
  if (plan.singlePort || plan.svi) return [{ ports, peers, description: `${label} line routers 1 and 2` }];
  return peers.map((peer, index) => ({
    ports: ports.slice(index, index + 1),
    peers: [peer],
    description: peer.description,
  }));
}

/** `assumedPorts` stand in for ports the plan does not name. The plan must have no refusals. */
export function deviceOf(plan: VifPlan, assumedPorts: readonly [string, string], revealKey: boolean): Device {
  const label = plainText(plan.name, 40) || `hosted-vlan-${plan.vlan}`;
  const peers = plan.peers.map((pair, index) => ({
    number: index + 1,
    customer: host(pair.customerIp),
    cloud: host(pair.cloudIp),
    description: `${label} line router ${index + 1}`,
  }));
  const ports = portsOf(plan, assumedPorts);
  return {
    label,
    vlan: plan.vlan,
    customerAsn: plan.customerAsn,
    cloudAsn: plan.cloudAsn,
    routerId: plan.routerId ?? peers[0]?.customer ?? '',
    password: passwordOf(plan, revealKey),
    ports,
    faces: facesOf(plan, peers, ports, label),
    peers,
    linkLength,
    linkMask,
    announced: networksFrom(plan.announce),
    accepted: acceptedOf(plan),
    cloudRanges: networksFrom(plan.cloudRanges ?? []),
    holdSeconds: plan.holdSeconds,
    keepaliveSeconds: plan.keepaliveSeconds,
    bfd: plan.bfd,
    mtu: plan.mtu,
    staticRouting: plan.staticRouting,
    svi: plan.svi,
  };
}
