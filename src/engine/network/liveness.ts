/**
 * Knows when a session falls, when its timers run and when it tries again, on the virtual clock; does not know routes.
 * Keepalives are not played one by one (their interval has no effect then): a hold timer starts when segments stop passing and is forgotten when they pass again.
 */
import { flush, tellAll } from './adj-rib.ts';
import { detectionSeconds } from './bfd.ts';
import { type Speaker as Caller, handshake } from './handshake.ts';
import { openCheck, openOf, transportCauses } from './open-check.ts';
import { negotiatedHold } from './open-message.ts';
import { type SessionEvent, transition } from './session.ts';
import { watchesCarrier } from './session-path.ts';
import { type DownReason, type Peering, peerOf, type Session, type World } from './state.ts';
import { hasCarrier } from './wire.ts';

export const subjectOf = ({ session, end }: Peering): string => `${session.id} ${end}`;
const isUp = ({ state }: Peering): boolean => state === 'Established';

/** One side leaves Established; its routes go, unless they are to stay as stale ones. */
export function drop(world: World, side: Peering, event: SessionEvent, reason: DownReason, keepRoutes = false): void {
  side.state = transition(side.state, event).to;
  side.lastDown = reason;
  if (!keepRoutes) flush(world, side);
}

/** This side ends the session and says so; a peer that cannot hear it finds out by its hold timer. */
export function close(world: World, side: Peering, event: SessionEvent, reason: DownReason): void {
  if (!isUp(side)) return;
  drop(world, side, event, reason);
  const peer = peerOf(side);
  if (isUp(peer) && side.session.flowing) drop(world, peer, 'notification', 'notification');
}

function lostCarrier(side: Peering): boolean {
  const own = side.speaker.node.interfaces.find(({ address }) => address === side.localAddress);
  return watchesCarrier(side) && !(own && hasCarrier(own.link));
}

function stopWatching(world: World, session: Session): void {
  world.agenda.cancel('bfd', session.id);
  for (const side of [session.sides.a, session.sides.b]) world.agenda.cancel('hold', subjectOf(side));
}

function watch(world: World, session: Session, up: readonly Peering[]): void {
  for (const side of up) {
    // 0 means no expiry at all (RFC 4271 §4.2).
    if (side.holdSeconds > 0) world.agenda.ensure('hold', subjectOf(side), world.now + side.holdSeconds);
  }
  const detection = detectionSeconds(session.sides.a.config.options?.bfd, session.sides.b.config.options?.bfd);
  if (detection !== undefined) world.agenda.ensure('bfd', session.id, world.now + detection);
}

function callers({ sides }: Session): readonly [Caller, Caller] {
  const caller = (side: Peering): Caller => ({
    open: openOf(side),
    passive: side.config.options?.passive === true,
    started: side.speaker.node.up && side.speaker.node.daemonUp && !side.shutdown && !side.overLimit,
  });
  return [caller(sides.a), caller(sides.b)];
}

/** An attempt with the same inputs has the same end, so a hopeless one is not repeated: it rests in the state it reached. */
function attempt(session: Session): void {
  const { a, b } = session.sides;
  [a.state, b.state] = handshake(callers(session), session.flowing).states;
}

export function connect(world: World, session: Session): void {
  const { a, b } = session.sides;
  if (isUp(a) || isUp(b)) return;
  attempt(session);
  if (!isUp(a) || !isUp(b)) return;
  for (const side of [a, b]) {
    side.holdSeconds = negotiatedHold(a.holdOffered, b.holdOffered);
    world.agenda.cancel('stale', subjectOf(side));
  }
  tellAll(world, a);
  tellAll(world, b);
}

function planConnect(world: World, session: Session): void {
  if (openCheck(world, session).length > 0) {
    world.agenda.cancel('connect', session.id);
    attempt(session);
  } else {
    const delay = session.tried ? world.connectRetrySeconds : 0;
    world.agenda.ensure('connect', session.id, world.now + delay);
  }
  session.tried = true;
}

/** Looks at one session after anything around it changed. Returns whether a side fell or resumed. */
export function review(world: World, session: Session): boolean {
  const sides = [session.sides.a, session.sides.b];
  const before = sides.filter(isUp).length;
  const resumed = !session.flowing;
  session.flowing = transportCauses(world, session).length === 0;
  for (const side of sides.filter(isUp)) if (lostCarrier(side)) drop(world, side, 'tcp-fails', 'carrier-lost');
  const [first, second] = sides.filter(isUp);
  // A half-open connection is reset by the side that forgot it as soon as a segment arrives there.
  if (first && !second && session.flowing) drop(world, first, 'tcp-fails', 'connection-closed');
  const up = sides.filter(isUp);
  if (session.flowing || up.length === 0) stopWatching(world, session);
  else watch(world, session, up);
  if (up.length === 0) planConnect(world, session);
  if (resumed && session.flowing && up.length === 2) for (const side of up) tellAll(world, side);
  return up.length !== before;
}
