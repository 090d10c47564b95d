/**
 * Knows how routes move from one speaker's choice into its peer's Adj-RIB-In, and remembers verdicts per route;
 * does not know which route is best.
 */
import { type AcceptRefusal, accept } from './accept.ts';
import { type AdvertiseRefusal, advertise } from './advertise.ts';
import { Column } from './column.ts';
import { choiceAt } from './loc-rib.ts';
import type { Route } from './path-attributes.ts';
import type { CompiledPolicy } from './policy.ts';
import { type Peering, peerOf, type World } from './state.ts';

/** Policies put prefixes into few classes, see policy.ts. */
const memoKey = (id: number, prefixClass: number): number => prefixClass * 2 ** 32 + id;

function classOf(world: World, policy: CompiledPolicy | undefined, prefixId: number): number {
  return policy?.looksAtPrefixes ? policy.prefixClass(world.prefixes.at(prefixId)) : 0;
}

/** The id of the route to tell the peer; 0 to tell nothing. */
function outgoing(world: World, to: Peering, prefixId: number): number {
  const key = memoKey(to.speaker.chosen.get(prefixId), classOf(world, to.exportPolicy, prefixId));
  const known = to.advertiseMemo.get(key);
  if (known !== undefined) return known;
  const verdict = advertise(to, world.prefixes.at(prefixId), choiceAt(to.speaker, prefixId));
  const id = typeof verdict === 'string' ? 0 : world.routes.intern(verdict.attributes, verdict.nextHop);
  to.advertiseMemo.set(key, id);
  return id;
}

/** The id of the path that enters the decision; 0 when the route is refused. */
function incoming(world: World, at: Peering, prefixId: number, routeId: number): number {
  if (routeId === 0) return 0;
  const key = memoKey(routeId, classOf(world, at.importPolicy, prefixId));
  const known = at.acceptMemo.get(key);
  if (known !== undefined) return known;
  const route = world.routes.at(routeId);
  if (!route) return 0;
  const verdict = accept(at, world.prefixes.at(prefixId), route.attributes);
  const id = typeof verdict === 'string' ? 0 : pathOf(world, at, { attributes: verdict, nextHop: route.nextHop });
  at.acceptMemo.set(key, id);
  return id;
}

function pathOf(world: World, at: Peering, route: Route): number {
  return at.speaker.paths.intern(at, world.routes.intern(route.attributes, route.nextHop), route);
}

function takeIn(world: World, at: Peering, prefixId: number): void {
  const before = at.accepted.get(prefixId);
  const after = incoming(world, at, prefixId, at.received.get(prefixId));
  if (before === after) return;
  at.accepted.set(prefixId, after);
  at.acceptedCount += Number(after !== 0) - Number(before !== 0);
  at.speaker.waiting.add(prefixId);
}

function deliver(world: World, at: Peering, prefixId: number, routeId: number): void {
  if (at.received.get(prefixId) === routeId) return;
  at.received.set(prefixId, routeId);
  takeIn(world, at, prefixId);
}

export function canSend(from: Peering): boolean {
  return from.state === 'Established' && peerOf(from).state === 'Established' && from.session.flowing;
}

/** Tells the peer what is chosen for the prefix now: an update, an implicit withdrawal, or nothing new. */
export function tell(world: World, from: Peering, prefixId: number): void {
  if (canSend(from)) deliver(world, peerOf(from), prefixId, outgoing(world, from, prefixId));
}

/** The whole table: after a session came up, frames pass again, or the export policy changed. */
export function tellAll(world: World, from: Peering): void {
  from.advertiseMemo = new Map();
  for (let id = 0; id < world.prefixes.size; id += 1) tell(world, from, id);
}

/** Runs the import side again over what the peer sent. */
export function takeInAgain(world: World, at: Peering): void {
  at.acceptMemo = new Map();
  at.received.forEach((id) => {
    takeIn(world, at, id);
  });
}

export function flush(at: Peering): void {
  const { accepted } = at;
  at.received = new Column();
  at.accepted = new Column();
  at.acceptedCount = 0;
  accepted.forEach((id) => {
    at.speaker.waiting.add(id);
  });
}

/** Why a received route is not a candidate; undefined when it is one. */
export function acceptRefusal(world: World, at: Peering, prefixId: number): AcceptRefusal | undefined {
  const route = world.routes.at(at.received.get(prefixId));
  const verdict = route && accept(at, world.prefixes.at(prefixId), route.attributes);
  return typeof verdict === 'string' ? verdict : undefined;
}

/** What the peer is told about the prefix, or why nothing. */
export function advertisement(world: World, from: Peering, prefixId: number): Route | AdvertiseRefusal {
  return advertise(from, world.prefixes.at(prefixId), choiceAt(from.speaker, prefixId));
}
