/** What a tenant has in the cloud network: VPCs, border gateways, attachments, virtual interfaces, routes. Shapes only. */
import type { Drill } from '../drill/model.ts';
import type { Times } from './session-times.ts';
import type { VifState } from './vif-lifecycle.ts';

export interface Subnet {
  readonly id: string;
  readonly name: string;
  readonly cidr: string;
  /** Every subnet is bound to exactly one route table. */
  readonly routeTable: string;
}

/** A static rule of a VPC route table; its next hop is a border gateway attached to the VPC. */
export interface VpcRule {
  readonly destination: string;
  readonly gateway: string;
}

/** Copies effective gateway routes inside the scope into the table; `0.0.0.0/0` takes all. */
export interface Propagation {
  readonly gateway: string;
  readonly scope: readonly string[];
}

export interface RouteTable {
  readonly id: string;
  readonly name: string;
  /** The default table is made with the VPC and cannot be deleted. */
  readonly kind: 'default' | 'custom';
  readonly rules: readonly VpcRule[];
  readonly propagations: readonly Propagation[];
}

/** A cloud host for tests. `allowFrom`: sources its security group admits. */
export interface Instance {
  readonly id: string;
  readonly name: string;
  readonly subnet: string;
  readonly address: string;
  readonly allowFrom: readonly string[];
}

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly description?: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly firstRevision: number;
  /** Version of the last entry that touched it. */
  readonly revision: number;
}

export interface Vpc extends Thing {
  readonly cidr: string;
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly instances: readonly Instance[];
}

export interface StaticRoute {
  readonly id: string;
  readonly destination: string;
  /** A virtual interface or a VPC attachment. */
  readonly nextHop: string;
  readonly state: 'pending-verification' | 'effective' | 'rejected';
  readonly description?: string;
  readonly requestedBy: string;
  readonly decidedBy?: string;
  readonly reason?: string;
}

export interface Gateway extends Thing {
  /** Fixed by the provider (tutorial step 2 c). */
  readonly asn: number;
  readonly staticRoutes: readonly StaticRoute[];
}

export type Propagate = 'all' | 'partial' | 'none';

/** A range an attachment exports to its gateway; `since` orders exports between VPCs: the first one wins. */
export interface Export {
  readonly subnet: string;
  readonly cidr: string;
  readonly since: number;
}

export interface Attachment extends Thing {
  readonly gateway: string;
  readonly vpc: string;
  readonly propagate: Propagate;
  /** Chosen subnets when `partial`. */
  readonly subnets: readonly string[];
  readonly exports: readonly Export[];
}

export type HealthCheck =
  | { readonly kind: 'none' }
  | { readonly kind: 'bfd'; readonly minTxMs: number; readonly minRxMs: number; readonly multiplier: number }
  | {
      readonly kind: 'nqa';
      readonly intervalSeconds: number;
      readonly probes: number;
      readonly timeoutSeconds: number;
    };

/** One /30: the client takes the first host, the cloud the second (domain §5.7). */
export interface AddressPair {
  readonly customerIp: string;
  readonly cloudIp: string;
}

/** What keeps a link or session of a device from starting at all. */
export const deviceHalts = [
  'interface-missing',
  'interface-shut',
  'session-missing',
  'session-shut',
  'not-activated',
  'local-asn',
  'acl',
] as const;
export type DeviceHalt = (typeof deviceHalts)[number];

/** What one link of the device has otherwise than the device as a whole, as its configuration says. */
export interface DeviceSide {
  readonly vlan?: number;
  readonly remoteAsn?: number;
  /** Null: this session has no key. */
  readonly keyPrint?: string | null;
  readonly ttlSecurity?: boolean;
  readonly refusesCloud?: boolean;
  /** Ranges of its network statements that a filter keeps from this line router. */
  readonly withholds?: readonly string[];
  readonly halt?: DeviceHalt;
}

/** The customer's device as they say it is; what the twin simulates on their side. */
export interface ClientDevice {
  readonly vlan: number;
  readonly asn: number;
  /** ASN it expects of the line routers. */
  readonly remoteAsn: number;
  /** Interface addresses with length, primary then secondary: `172.16.0.1/30`. */
  readonly addresses: readonly [string, string];
  /** Fingerprint of the key in the device; absent: no key configured. */
  readonly keyPrint?: string;
  /** Ranges of its network statements. */
  readonly announces: readonly string[];
  /** A host in the hosting zone that tests ping, inside an announced range. */
  readonly host: string;
  /** Ranges it routes towards the cloud by static routes; used when BGP is not. */
  readonly staticTo: readonly string[];
  /** GTSM on the device (RFC 5082); one-sided GTSM never comes up. */
  readonly ttlSecurity: boolean;
  /** A filter on the device drops ICMP to the host. */
  readonly blocksIcmp: boolean;
  /** An import policy on the device takes nothing from the line routers; absent: it takes everything. */
  readonly refusesCloud?: boolean;
  /** How often it repeats its own ASN, to be the standby of another line (domain §5.4); absent: not at all. */
  readonly prepend?: number;
  /** Read from a configuration: what differs between the two links, primary first. */
  readonly sides?: readonly [DeviceSide, DeviceSide];
  /** Log version at which these announcements were made: batches enter the gateway in this order. */
  readonly since: number;
}

export interface SessionSeen {
  readonly router: string;
  readonly up: boolean;
  /** Cause code when it is not up, as the simulation names it. */
  readonly cause?: string;
}

export interface Vif extends Thing {
  readonly state: VifState;
  readonly since: number;
  readonly connection: string;
  readonly gateway: string;
  readonly vlan: number;
  readonly customerAsn: number;
  /** Fingerprint of the BGP key; the key itself is in the vault under the interface's id. */
  readonly keyPrint?: string;
  /** Primary, secondary: one per line router, never swapped. */
  readonly pairs: readonly [AddressPair, AddressPair];
  readonly healthCheck: HealthCheck;
  readonly device?: ClientDevice;
  readonly sessions: readonly SessionSeen[];
  /** Absent: no session was ever observed. */
  readonly times?: Times;
  /** Who was shown the key; it is shown once. */
  readonly keyRevealedTo?: string;
  readonly test?: TestSeen;
}

export interface TestStep {
  readonly check: string;
  readonly pass: boolean;
  readonly cause?: string;
  /** What is wrong and what would mend it, as codes and values. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** The last connectivity test: live while it runs, kept as evidence afterwards. */
export interface TestSeen {
  /** Log version at which it was asked for: names the run. */
  readonly run: number;
  readonly at: number;
  readonly by: string;
  readonly state: 'running' | 'passed' | 'failed';
  readonly steps: readonly TestStep[];
  /** The command that would mend the first failure, as a person would type it. */
  readonly fix?: string;
}

export interface NetworkState {
  readonly vpcs: Readonly<Record<string, Vpc>>;
  readonly gateways: Readonly<Record<string, Gateway>>;
  readonly attachments: Readonly<Record<string, Attachment>>;
  readonly vifs: Readonly<Record<string, Vif>>;
  readonly drills: Readonly<Record<string, Drill>>;
}

export const emptyNetwork: NetworkState = { vpcs: {}, gateways: {}, attachments: {}, vifs: {}, drills: {} };
