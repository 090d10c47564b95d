/** What is taken from a device's running configuration, each fact with its line. Shapes only; knows no dialect. */
import type { Prefix } from '../../network/prefix.ts';
import type { VendorName } from '../vendors.ts';

/** A fact and the line it stands on, counted from 1. */
export interface Seen<T = string> {
  readonly value: T;
  readonly line: number;
}

/** A key as far as it can be compared. `plain`: its text. `sealed`: encrypted so that only the device can read it. */
export type SeenKey =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'sealed' }
  | { readonly kind: 'placeholder' };

export interface SeenAddress {
  /** `172.16.0.1` */
  readonly host: string;
  readonly length: number;
}

/** A part of the configuration: where it starts and the last line that belongs to it. */
export interface Part {
  readonly line: number;
  readonly last: number;
}

export interface ReadFace extends Part {
  readonly name: string;
  /** The physical port below it. */
  readonly port: string;
  /** A VLAN interface of a switch. */
  readonly svi: boolean;
  readonly vlan?: Seen<number>;
  readonly addresses: readonly Seen<SeenAddress>[];
  readonly shut?: Seen<boolean>;
  /** Filters on packets that come in. */
  readonly filters: readonly Seen[];
}

export const peerFields = [
  'address',
  'remote-as',
  'local-as',
  'shutdown',
  'active',
  'source',
  'ttl',
  'timers',
  'bfd',
  'group',
] as const;
export type PeerField = (typeof peerFields)[number];

export interface ReadPeer extends Part, Readonly<Partial<Record<PeerField, Seen>>> {
  /** Address, or the name of a group or template. */
  readonly key: string;
  readonly process: string;
  readonly keySeen?: Seen<SeenKey>;
  readonly import: readonly Seen[];
  readonly export: readonly Seen[];
}

export interface ReadProcess extends Part {
  readonly key: string;
  readonly asn?: Seen<number>;
  readonly routerId?: Seen;
  /** Last line of the IPv4 unicast part, where there is one. */
  readonly family?: Part;
  readonly networks: readonly Seen[];
  /** Kinds of routes it takes from the routing table: `static`, `connected`. */
  readonly redistributes: readonly Seen[];
  /** Whether a session without a word about IPv4 carries it: `default ipv4-unicast`. */
  readonly activates?: Seen<boolean>;
  /** FRR: nothing passes a session to another AS without a policy. */
  readonly needsPolicy?: Seen<boolean>;
}

/** `10.0.0.0/16 le 24`: prefixes inside `range` whose length is from `least` to `most`. */
export interface RangeMatch {
  readonly range: string;
  readonly prefix: Prefix;
  readonly least: number;
  readonly most: number;
  readonly line: number;
}

/** A line of a prefix list, an entry of a route map, a term of a policy. */
export interface Clause extends Part {
  /** Absent: the next clause is asked. */
  readonly action?: 'permit' | 'deny';
  readonly actionLine?: number;
  readonly ranges: readonly RangeMatch[];
  readonly lists: readonly string[];
  readonly protocols: readonly string[];
  /** It asks for something that is not understood. */
  readonly unclear?: true;
  readonly prepend?: number;
}

export interface Policy extends Part {
  readonly name: string;
  readonly clauses: readonly Clause[];
}

export interface ReadStatic extends Seen {
  /** Addresses, or `discard`. */
  readonly via: readonly string[];
}

/** A line of a packet filter, as far as it is simple. */
export interface PacketRule {
  readonly list: string;
  readonly action: 'permit' | 'deny';
  readonly matches: 'bgp' | 'icmp' | 'all';
  readonly line: number;
}

export interface Unread {
  readonly line: number;
  /** The line as far as it holds no secret. */
  readonly text: string;
}

export interface ReadDevice {
  readonly vendor: VendorName;
  readonly faces: readonly ReadFace[];
  readonly processes: readonly ReadProcess[];
  /** Groups are already merged into their members. */
  readonly peers: readonly ReadPeer[];
  readonly policies: ReadonlyMap<string, Policy>;
  readonly statics: readonly ReadStatic[];
  readonly packetRules: readonly PacketRule[];
  readonly lines: number;
  /** Lines that gave a fact, and lines that are known to matter nothing here. */
  readonly understood: number;
  readonly unread: readonly Unread[];
  /** Every line's heads and words, for taking it back. May hold keys: never leaves the program. */
  readonly paths: ReadonlyMap<number, readonly (readonly string[])[]>;
}
