/** Knows what a running simulation remembers about nodes, links, sessions and routes; contains no rule. */
import type { Agenda } from './agenda.ts';
import type { ChoiceTable } from './choice-table.ts';
import type { Column, Waiting } from './column.ts';
import type { DecisionRules } from './decision.ts';
import type { End, NodeConfig, SideConfig } from './network.ts';
import type { CompiledPolicy } from './policy.ts';
import type { Prefix } from './prefix.ts';
import type { PrefixTable } from './prefix-table.ts';
import type { RouteEdits } from './route-edits.ts';
import type { RouteTable } from './route-table.ts';
import type { SessionState } from './session.ts';

export interface Interface {
  readonly node: NodeState;
  readonly link: LinkState;
  readonly end: End;
  readonly address: number;
  readonly length: number;
}
export interface LinkState {
  readonly id: string;
  readonly ends: Readonly<Record<End, Interface>>;
  /** 802.1Q tag per end; undefined is untagged. */
  readonly vlan: { a: number | undefined; b: number | undefined };
  up: boolean;
  /** Drops every frame, keeps carrier. */
  silent: boolean;
}

export interface Hop {
  readonly gateway: number;
  readonly out: Interface;
}
export type RouteSource = 'connected' | 'kernel' | 'static' | 'propagated' | 'bgp';
export type FibEntry =
  | { readonly kind: 'connected'; readonly source: 'connected'; readonly interfaces: readonly Interface[] }
  | { readonly kind: 'blackhole'; readonly source: RouteSource }
  | { readonly kind: 'via'; readonly source: RouteSource; readonly hops: readonly Hop[] };

export type Gateways = ReadonlySet<number> | 'blackhole';

export interface NodeState {
  readonly name: string;
  /** The world's. */
  readonly prefixes: PrefixTable;
  readonly config: NodeConfig;
  readonly interfaces: Interface[];
  readonly speaker: Speaker | undefined;
  /** Sources of its own routes by prefix id: interfaces, and gateways or a black hole. */
  readonly connected: Map<number, Interface[]>;
  readonly kernelRoutes: Map<number, Gateways>;
  readonly statics: Map<number, Gateways>;
  /** What a VPC router copies from another node, and over which gateway it reaches it. */
  readonly propagation: { readonly ranges: readonly Prefix[]; readonly gateway: number } | undefined;
  /** Prefix ids with a network statement. */
  readonly networks: Set<number>;
  /** Prefix id to the id of the route it was fed, see feed.ts. */
  fed: Column;
  /** Ids of links that pass no packet to one another. */
  readonly isolated: ReadonlySet<string>;
  up: boolean;
  daemonUp: boolean;
  /** Connected, kernel and static routes in use, by prefix id. */
  readonly local: Map<number, FibEntry>;
  /** Prefix ids whose own route must be looked at again. */
  readonly unsure: Waiting;
  /** The forwarding table a dead daemon left in the kernel. */
  kept: ReadonlyMap<number, FibEntry> | undefined;
  /** Forwarding entries by choice id, made when asked for; empty after a change of the node's own routes. */
  readonly ways: Map<number, FibEntry>;
}

export interface Speaker {
  readonly node: NodeState;
  /** The world's. */
  readonly routes: RouteTable;
  readonly asn: number;
  readonly routerId: number;
  readonly rules: DecisionRules;
  /** In the order of session ids. */
  readonly peerings: Peering[];
  readonly choices: ChoiceTable;
  /** Prefix id to choice id: the Loc-RIB. */
  chosen: Column;
  /** Prefix ids that have an own route at the node: 1, else 0. */
  readonly own: Column;
  readonly waiting: Waiting;
  /** Ordinals of peerings whose routes all went at once and are still in choices. */
  readonly gone: Set<number>;
  /** Its own routes changed since decisions were taken: next hops may resolve differently. */
  moved: boolean;
}

/** One side of a session. */
export interface Peering {
  readonly session: Session;
  readonly end: End;
  readonly speaker: Speaker;
  readonly config: SideConfig;
  readonly ordinal: number;
  readonly localAddress: number;
  readonly remoteAddress: number;
  /** As this side is configured. */
  readonly external: boolean;
  password: string | undefined;
  importPolicy: CompiledPolicy | undefined;
  exportPolicy: CompiledPolicy | undefined;
  shutdown: boolean;
  /** Closed by the maximum number of prefixes until somebody resets it. */
  overLimit: boolean;
  state: SessionState;
  /** Why it last left Established. */
  lastDown: DownReason | undefined;
  /** What its OPEN says. */
  readonly holdOffered: number;
  /** What was agreed; 0 is never. */
  holdSeconds: number;
  /** Adj-RIB-In: route ids as received and as accepted. */
  received: Column;
  accepted: Column;
  acceptedCount: number;
  /** What accept.ts and advertise.ts do to routes. */
  readonly inward: RouteEdits;
  readonly outward: RouteEdits;
}
export type DownReason =
  | 'carrier-lost'
  | 'hold-expired'
  | 'bfd-down'
  | 'connection-closed'
  | 'notification'
  | 'shutdown'
  | 'max-prefix'
  | 'config-change'
  | 'daemon-stopped'
  | 'node-down';

export interface Session {
  readonly id: string;
  readonly sides: Readonly<Record<End, Peering>>;
  readonly link: LinkState;
  /** Whether segments pass both ways right now. */
  flowing: boolean;
  /** The first attempt is made at once, later ones after the connect-retry time. */
  tried: boolean;
}

export interface World {
  readonly nodes: readonly NodeState[];
  readonly links: readonly LinkState[];
  readonly sessions: readonly Session[];
  readonly speakers: readonly Speaker[];
  readonly prefixes: PrefixTable;
  readonly routes: RouteTable;
  readonly agenda: Agenda;
  /** The time a speaker waits before it calls again. */
  readonly connectRetrySeconds: number;
  /** Prefix ids that never settled. */
  readonly oscillating: Set<number>;
  /** Prefix ids that oscillated at any time: a choice may be behind what was heard. */
  readonly restless: Set<number>;
  now: number;
}

export function otherEnd(end: End): End {
  return end === 'a' ? 'b' : 'a';
}

export function peerOf(peering: Peering): Peering {
  return peering.session.sides[otherEnd(peering.end)];
}
