/**
 * Knows how routes move from one speaker's choice into its peer's Adj-RIB-In, and remembers verdicts per route;
 * does not know which route is best.
 */
import { type AcceptRefusal, accept } from './accept.ts';
import { type AdvertiseRefusal, advertise } from './advertise.ts';
import { Column } from './column.ts';
import { choiceAt, choiceOf } from './loc-rib.ts';
import type { Route } from './path-attributes.ts';
import type { CompiledPolicy } from './policy.ts';
import { REWRITES, receivedPathFacts } from './rule-facts.ts';
import { type Peering, peerOf, type World } from './state.ts';

/** Policies put prefixes into few classes, see policy.ts. */
function classOf(world: World, policy: CompiledPolicy | undefined, prefixId: number): number {
  return policy?.looksAtPrefixes ? policy.prefixClass(world.prefixes.at(prefixId)) : 0;
}

/** The id of the route to tell the peer for a choice; 0 to tell nothing. */
function outgoing(world: World, to: Peering, prefixId: number, choice: number): number {
  const { outward, speaker, exportPolicy } = to;
  const { routes } = world;
  const told = choice === 0 ? 0 : speaker.choices.told(choice);
  if (told === 0) return 0;
  const prefixClass = classOf(world, exportPolicy, prefixId);
  const path = to.config.options?.asOverride === true ? REWRITES : 0;
  const facts = outward.facts.of(routes, told, exportPolicy, prefixClass, path);
  return (
    outward.apply(routes, told, facts) ??
    outward.learn(routes, told, facts, advertise(to, world.prefixes.at(prefixId), choiceOf(speaker, choice)), 0)
  );
}

/** The id of the route that enters the decision; 0 when it is refused. */
function incoming(world: World, at: Peering, prefixId: number, route: number): number {
  if (route === 0) return 0;
  const { routes } = world;
  const prefixClass = classOf(world, at.importPolicy, prefixId);
  const path = receivedPathFacts(at, routes, route);
  const facts = at.inward.facts.of(routes, route, at.importPolicy, prefixClass, path);
  return at.inward.apply(routes, route, facts) ?? takeUp(world, at, prefixId, route, facts);
}

/** Runs the rule itself. */
function takeUp({ routes, prefixes }: World, at: Peering, prefixId: number, route: number, facts: number): number {
  const received = routes.at(route);
  if (!received) return 0;
  const verdict = accept(at, prefixes.at(prefixId), received.attributes);
  const taken = typeof verdict === 'string' ? verdict : { attributes: verdict, nextHop: received.nextHop };
  return at.inward.learn(routes, route, facts, taken, at.ordinal + 1);
}

/** Takes in what was received for one prefix after the other. */
function receiver(world: World, at: Peering): (prefixId: number) => void {
  const oneClass = !at.importPolicy?.looksAtPrefixes;
  const receivedColumn = at.received.room(world.prefixes.size);
  const acceptedColumn = at.accepted.room(world.prefixes.size);
  const { waiting } = at.speaker;
  let [route, result] = [0, 0];
  return (prefixId) => {
    const received = receivedColumn[prefixId] ?? 0;
    if (received !== route || !oneClass) {
      route = received;
      result = incoming(world, at, prefixId, received);
    }
    const before = acceptedColumn[prefixId] ?? 0;
    if (before === result) return;
    acceptedColumn[prefixId] = result;
    at.acceptedCount += (result !== 0 ? 1 : 0) - (before !== 0 ? 1 : 0);
    waiting.add(prefixId);
  };
}

export function canSend(from: Peering): boolean {
  return from.state === 'Established' && peerOf(from).state === 'Established' && from.session.flowing;
}

/** Tells the peer what is chosen for each prefix now: an update, an implicit withdrawal, or nothing new. */
function teller(world: World, from: Peering): (prefixId: number) => void {
  const at = peerOf(from);
  const receive = receiver(world, at);
  const chosen = from.speaker.chosen.room(world.prefixes.size);
  const received = at.received.room(world.prefixes.size);
  const oneClass = !from.exportPolicy?.looksAtPrefixes;
  let [choice, told] = [0, 0];
  return (prefixId) => {
    const now = chosen[prefixId] ?? 0;
    if (now !== choice || !oneClass) {
      choice = now;
      told = outgoing(world, from, prefixId, now);
    }
    if (received[prefixId] === told) return;
    received[prefixId] = told;
    receive(prefixId);
  };
}

export function tell(world: World, from: Peering, prefixIds: Int32Array): void {
  if (!canSend(from)) return;
  const tellOne = teller(world, from);
  // No iterator: until a loop over a million is compiled it makes an object per step.
  for (let at = 0; at < prefixIds.length; at += 1) tellOne(prefixIds[at] ?? 0);
}

/** The whole table: after a session came up, frames pass again, or the export policy changed. */
export function tellAll(world: World, from: Peering): void {
  from.outward.forget();
  tellTable(world, from);
}

/** Whatever is another route now in the whole table. */
export function tellTable(world: World, from: Peering): void {
  if (!canSend(from)) return;
  const tellOne = teller(world, from);
  for (let id = 0; id < world.prefixes.size; id += 1) tellOne(id);
}

/** Runs the import side again over what the peer sent. */
export function takeInAgain(world: World, at: Peering): void {
  at.inward.forget();
  at.received.forEach(receiver(world, at));
}

/** Everything the peer said goes at once. Which prefixes that is about is not asked here, see `withdrawGone`. */
export function flush(world: World, at: Peering): void {
  const { accepted, acceptedCount, speaker } = at;
  at.received = new Column();
  at.accepted = new Column();
  at.acceptedCount = 0;
  // A dead daemon decides nothing.
  if (acceptedCount === 0 || !speaker.node.daemonUp) return;
  speaker.gone.add(at.ordinal);
  for (const id of world.restless) if (accepted.get(id) !== 0) speaker.waiting.add(id);
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
