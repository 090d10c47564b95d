/** Knows how the virtual clock runs a network from change to settled state; does not know what is read from it afterwards. */
import { flush } from './adj-rib.ts';
import type { TimerKind } from './agenda.ts';
import { settleRoutes } from './convergence.ts';
import { BOUNDS } from './defaults.ts';
import type { NetworkEvent } from './event-schema.ts';
import { applyEvent } from './events.ts';
import { close, connect, drop, review, subjectOf } from './liveness.ts';
import { refreshOwnRoutes } from './local-routes.ts';
import type { Peering, World } from './state.ts';

/** Own routes again where something happened. */
function refreshTouched(world: World): boolean {
  const changed = world.nodes.filter((node) => refreshOwnRoutes(node));
  for (const { speaker } of changed) if (speaker) speaker.moved = true;
  return changed.length > 0;
}

/** More accepted prefixes than allowed close the session for good: Cease 6/1 (RFC 4486 §4). */
function enforceLimits(world: World): boolean {
  let closed = false;
  for (const { sides } of world.sessions) {
    for (const side of [sides.a, sides.b]) {
      const limit = side.config.options?.maxPrefix;
      if (side.state !== 'Established' || limit === undefined || side.acceptedCount <= limit) continue;
      close(world, side, 'stop', 'max-prefix');
      side.overLimit = true;
      closed = true;
    }
  }
  return closed;
}

/** A restarted daemon lets go of the old forwarding table once no peer is awaited any more. */
function endRestarts(world: World): boolean {
  let ended = false;
  for (const node of world.nodes) {
    const awaited = node.speaker?.peerings.some(({ session }) => world.agenda.has('connect', session.id));
    if (!node.kept || !node.daemonUp || awaited) continue;
    node.kept = undefined;
    ended = true;
  }
  return ended;
}

/** Everything that happens without the clock moving. */
function runInstant(world: World): void {
  for (let round = 0; round < BOUNDS.rounds; round += 1) {
    const steps = [
      refreshTouched(world),
      ...world.sessions.map((session) => review(world, session)),
      settleRoutes(world),
      enforceLimits(world),
      endRestarts(world),
    ];
    if (!steps.includes(true)) return;
  }
}

const TIMER_RULES: Readonly<Record<TimerKind, (world: World, subject: string) => void>> = {
  connect(world, subject) {
    const session = world.sessions.find(({ id }) => id === subject);
    if (session) connect(world, session);
  },
  hold(world, subject) {
    const side = sideOf(world, subject);
    if (side?.state === 'Established') drop(world, side, 'hold-expires', 'hold-expired');
  },
  bfd(world, subject) {
    const session = world.sessions.find(({ id }) => id === subject);
    for (const side of session ? [session.sides.a, session.sides.b] : []) {
      if (side.state === 'Established') drop(world, side, 'stop', 'bfd-down');
    }
  },
  stale(world, subject) {
    const side = sideOf(world, subject);
    if (side) flush(world, side);
  },
};

function sideOf(world: World, subject: string): Peering | undefined {
  for (const { sides } of world.sessions) {
    for (const side of [sides.a, sides.b]) if (subjectOf(side) === subject) return side;
  }
  return undefined;
}

/** Fires the next timer that is due before `until`, with all calls of that moment; false when there is none. */
function fireNext(world: World, until: number, counts: (kind: TimerKind) => boolean): boolean {
  const timer = world.agenda.next(({ kind, at }) => counts(kind) && at < until);
  if (!timer) return false;
  world.now = Math.max(world.now, timer.at);
  // Calls made at one moment do not wait for what becomes of one another.
  const due = timer.kind === 'connect' ? world.agenda.alike(timer) : [timer];
  for (const { kind, subject } of due) {
    world.agenda.cancel(kind, subject);
    TIMER_RULES[kind](world, subject);
  }
  runInstant(world);
  return true;
}

export interface Wait {
  /** Seconds that pass at least. */
  readonly minSeconds?: number | undefined;
  /** Seconds after which the state is looked at even though timers are still running. */
  readonly maxSeconds?: number | undefined;
}

/**
 * Applies the events and lets time pass until the network has settled, or until `maxSeconds`.
 * Settled means that nothing but graceful-restart timers is running: routes held for a restarting peer are a
 * state one can look at, and end by time only.
 */
export function run(world: World, events: readonly NetworkEvent[], { minSeconds = 0, maxSeconds }: Wait = {}): void {
  const start = world.now;
  for (const event of events) applyEvent(world, event);
  runInstant(world);
  const least = start + Math.min(minSeconds, maxSeconds ?? Infinity);
  let fired = 0;
  const more = (until: number, counts: (kind: TimerKind) => boolean): void => {
    while (fired < BOUNDS.timers && fireNext(world, until, counts)) fired += 1;
  };
  more(least, () => true);
  world.now = Math.max(world.now, least);
  more(
    maxSeconds === undefined ? Infinity : start + maxSeconds,
    (kind) => maxSeconds !== undefined || kind !== 'stale',
  );
  if (maxSeconds !== undefined) world.now = start + maxSeconds;
}
