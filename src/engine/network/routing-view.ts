/** Knows how to read sessions, routes and tables out of a settled world as plain values; changes nothing. */

import { ACCEPT_REFUSALS, type AcceptRefusal } from './accept.ts';
import { acceptRefusal, advertisement } from './adj-rib.ts';
import { ADVERTISE_REFUSALS, type AdvertiseRefusal } from './advertise.ts';
import type { Cause } from './cause.ts';
import type { LossReason } from './decision.ts';
import { fibOf } from './fib.ts';
import { choiceAt, lostAt } from './loc-rib.ts';
import { openCheck } from './open-check.ts';
import type { Route } from './path-attributes.ts';
import { formatAddress, formatPrefix } from './prefix.ts';
import type { SessionState } from './session.ts';
import {
  type DownReason,
  type FibEntry,
  type NodeState,
  type Peering,
  peerOf,
  type Session,
  type World,
} from './state.ts';

export interface SessionView {
  readonly a: SessionState;
  readonly b: SessionState;
  /** Why it is not up; empty while it is up or about to come up. */
  readonly reason?: readonly Cause[];
  /** Why each side last left Established. */
  readonly lastDown?: { readonly a?: DownReason; readonly b?: DownReason };
  /** Agreed hold time in seconds, 0 for never; only while up. */
  readonly holdSeconds?: number;
}

export function sessionView(world: World, session: Session): SessionView {
  const { a, b } = session.sides;
  const states = { a: a.state, b: b.state };
  const isUp = a.state === 'Established' && b.state === 'Established';
  const lastDown = { ...(a.lastDown && { a: a.lastDown }), ...(b.lastDown && { b: b.lastDown }) };
  const reason = openCheck(world, session);
  return {
    ...states,
    ...(isUp && { holdSeconds: a.holdSeconds }),
    ...((!isUp || reason.length > 0) && { reason }),
    ...(!isUp && Object.keys(lastDown).length > 0 && { lastDown }),
  };
}

export interface RouteView {
  readonly asPath: readonly number[];
  readonly localPref?: number;
  readonly nextHop: string;
  readonly origin: string;
  readonly med?: number;
  readonly communities?: readonly string[];
  readonly onlyToCustomer?: number;
}
export interface LostRoute {
  readonly session: string;
  readonly nextHop: string;
  readonly reason: LossReason | AcceptRefusal;
  readonly clause: string;
  /** The losing and the winning value of the step. */
  readonly value?: number;
  readonly winning?: number;
}
export interface BestView {
  readonly asPath: readonly number[];
  readonly localPref: number;
  /** All installed ones; `best` is the session of the one that is advertised. */
  readonly nextHops: readonly string[];
  readonly best: string;
  readonly origin: string;
  readonly med?: number;
  readonly communities?: readonly string[];
  readonly candidates: readonly string[];
  readonly lost?: readonly LostRoute[];
}

function routeView({ attributes, nextHop }: Route): RouteView {
  const { asPath, localPref, origin, med, communities, onlyToCustomer } = attributes;
  return {
    asPath,
    ...(localPref !== undefined && { localPref }),
    nextHop: formatAddress(nextHop),
    origin,
    ...(med !== undefined && { med }),
    ...(communities.length > 0 && { communities }),
    ...(onlyToCustomer !== undefined && { onlyToCustomer }),
  };
}

/** Every received route that is not used, with the step that put it out. */
export function lostRoutes(world: World, node: NodeState, prefixId: number): LostRoute[] {
  const { speaker } = node;
  if (!speaker) return [];
  const refused = speaker.peerings.flatMap((peering): LostRoute[] => {
    const reason = acceptRefusal(world, peering, prefixId);
    const route = world.routes.at(peering.received.get(prefixId));
    if (!reason || !route) return [];
    const { clause } = ACCEPT_REFUSALS[reason];
    return [{ session: peering.session.id, nextHop: formatAddress(route.nextHop), reason, clause }];
  });
  const beaten = lostAt(speaker, prefixId).map(({ peer, nextHop, ...why }): LostRoute => {
    const session = speaker.peerings[peer]?.session.id ?? '';
    return { session, nextHop: formatAddress(nextHop), ...why };
  });
  return [...refused, ...beaten];
}

/** The best learned route, also where a route of the node's own is used instead of it. */
export function bestView(world: World, node: NodeState, prefixId: number): BestView | undefined {
  const choice = node.speaker && choiceAt(node.speaker, prefixId);
  if (!choice?.best) return undefined;
  const { nextHop: _, localPref = 100, onlyToCustomer: __, ...route } = routeView(choice.best.route);
  const hops = (paths: typeof choice.used): string[] => [
    ...new Set(paths.map((path) => formatAddress(path.route.nextHop))),
  ];
  const lost = lostRoutes(world, node, prefixId);
  return {
    ...route,
    localPref,
    nextHops: hops(choice.used).sort(),
    best: choice.best.peering.session.id,
    candidates: hops(choice.candidates).sort(),
    ...(lost.length > 0 && { lost }),
  };
}

export function bestOf(world: World, node: NodeState): Record<string, BestView> {
  const views: Record<string, BestView> = {};
  node.speaker?.chosen.forEach((id) => {
    const view = bestView(world, node, id);
    if (view) views[formatPrefix(world.prefixes.at(id))] = view;
  });
  return views;
}

/** `connected`, `blackhole`, or gateways. */
export function hopsView(entry: FibEntry): string[] {
  if (entry.kind !== 'via') return [entry.kind];
  return entry.hops.map(({ gateway }) => formatAddress(gateway)).sort();
}

export function fibView(world: World, node: NodeState): Record<string, string[]> {
  const rows = [...fibOf(world, node).entries()].map(({ prefix, value }): [string, string[]] => [
    formatPrefix(prefix),
    hopsView(value),
  ]);
  return Object.fromEntries(rows.sort(([left], [right]) => (left < right ? -1 : 1)));
}

export interface ReceivedView extends RouteView {
  readonly refused?: AcceptRefusal;
}
/** Adj-RIB-In: what the peer said, and what was refused. */
export function receivedOf(world: World, at: Peering): Record<string, ReceivedView> {
  const views: Record<string, ReceivedView> = {};
  at.received.forEach((id, routeId) => {
    const route = world.routes.at(routeId);
    const refused = acceptRefusal(world, at, id);
    if (route) views[formatPrefix(world.prefixes.at(id))] = { ...routeView(route), ...(refused && { refused }) };
  });
  return views;
}

export type AdvertisedView = RouteView | { readonly withheld: AdvertiseRefusal; readonly clause: string };
/** Adj-RIB-Out: what the peer is told of each chosen route, or why it is not. */
export function advertisedOf(world: World, from: Peering): Record<string, AdvertisedView> {
  const views: Record<string, AdvertisedView> = {};
  if (from.state !== 'Established' || peerOf(from).state !== 'Established') return views;
  from.speaker.chosen.forEach((id) => {
    const verdict = advertisement(world, from, id);
    if (verdict === 'no-route' || verdict === 'learned-from-peer') return;
    const { clause } = typeof verdict === 'string' ? ADVERTISE_REFUSALS[verdict] : { clause: '' };
    views[formatPrefix(world.prefixes.at(id))] =
      typeof verdict === 'string' ? { withheld: verdict, clause } : routeView(verdict);
  });
  return views;
}
