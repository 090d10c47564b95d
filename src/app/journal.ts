/**
 * Reads logs into states, decides on the newest one and appends. Knows that a cause acts once and that an append
 * can lose a race; knows no rule of any domain and no effect.
 */
import { type ChainEnd, chainStart, follow, linkHash } from '../engine/audit/chain.ts';
import { cashier } from '../engine/cashier/index.ts';
import { type Decider, type Fresh, fold, type Refusal } from '../engine/core.ts';
import { inbox } from '../engine/inbox/index.ts';
import { roster } from '../engine/roster/index.ts';
import { site } from '../engine/site/index.ts';
import { tenant } from '../engine/tenant/index.ts';
import type { Entry, EventLog, LogName } from './ports.ts';
import { openTurns } from './turns.ts';
import { schema, upcastEntry } from './upcast.ts';

const deciders = { tenant, site, roster, cashier, inbox } as const;
export type Kind = keyof typeof deciders;
type StateOf<K extends Kind> = (typeof deciders)[K]['initial'];
type CommandOf<K extends Kind> = Parameters<(typeof deciders)[K]['decide']>[0];
type FactsOf<K extends Kind> = Parameters<(typeof deciders)[K]['decide']>[2];
type EventOf<K extends Kind> = Parameters<(typeof deciders)[K]['evolve']>[1];

export interface Cause {
  readonly by: string;
  /** Delivery or job id. */
  readonly cause: string;
  readonly at: number;
}

export type Outcome<K extends Kind> =
  /** `events` is empty when it was already so; `repeated` when this very cause had acted before. */
  | {
      readonly ok: true;
      readonly events: readonly EventOf<K>[];
      readonly state: StateOf<K>;
      readonly version: number;
      readonly repeated: boolean;
    }
  | { readonly ok: false; readonly refusal: Refusal; readonly state: StateOf<K> };

interface Folded extends ChainEnd {
  state: unknown;
  /** Cause → when it acted, for causes young enough to be delivered again. One map per log, added to as it is followed. */
  causes: Map<string, number>;
}

/** A delivery may come again for 7.1 hours (platform ladders); the log remembers causes a little longer. */
const causeMemoryMs = 9 * 3_600_000;
const cachedLogs = 2_000;
const attempts = 50;

export interface Journal {
  load<K extends Kind>(kind: K, id: string): Promise<StateOf<K>>;
  /** As it was last read here, with what was decided here since; read only when nothing is known. For what may be moments old. */
  known<K extends Kind>(kind: K, id: string): Promise<StateOf<K>>;
  act<K extends Kind>(
    kind: K,
    id: string,
    command: CommandOf<K>,
    facts: (state: StateOf<K>) => FactsOf<K> | Promise<FactsOf<K>>,
    cause: Cause,
  ): Promise<Outcome<K>>;
  entries(kind: Kind, id: string, after: number): Promise<Entry[]>;
  /** Where the log ends now; its whole chain has been followed. */
  head(kind: Kind, id: string): Promise<ChainEnd>;
}

export function logName(kind: Kind, id: string): LogName {
  return kind === 'roster' ? 'roster' : `${kind}:${id}`;
}

/** The kind and id a log is named after; undefined for a log this version does not know. */
export function parseLogName(name: LogName): { readonly kind: Kind; readonly id: string } | undefined {
  const [kind = '', id = ''] = name.split(/:(.*)/s);
  return Object.hasOwn(deciders, kind) ? { kind: kind as Kind, id } : undefined;
}

/** What an entry changed. */
export interface Step {
  readonly before: unknown;
  readonly after: unknown;
}

type Appended = (kind: Kind, id: string, entry: Entry, step: Step) => void;

/** `onAppended` runs after each append and is answerable for clearing the unsettled mark. */
export function openJournal(log: EventLog, onAppended: Appended): Journal {
  const cache = new Map<LogName, Folded>();
  const turns = openTurns();

  /** A read under way started too early for whoever asks now; one next read serves all who wait meanwhile. */
  const reads = new Map<LogName, { current: Promise<Folded>; next?: Promise<Folded> }>();

  function catchUp(kind: Kind, name: LogName): Promise<Folded> {
    const reading = reads.get(name);
    if (!reading) return startRead(kind, name);
    reading.next ??= reading.current.then(
      () => startRead(kind, name),
      () => startRead(kind, name),
    );
    return reading.next;
  }

  function startRead(kind: Kind, name: LogName): Promise<Folded> {
    const slot = { current: readOn(kind, name) };
    reads.set(name, slot);
    const done = () => {
      if (reads.get(name) === slot && !('next' in slot)) reads.delete(name);
    };
    slot.current.then(done, done);
    return slot.current;
  }

  async function readOn(kind: Kind, name: LogName): Promise<Folded> {
    const decider = deciders[kind] as Decider<unknown, never, unknown, never>;
    let folded = cache.get(name) ?? { ...chainStart, state: decider.initial, causes: new Map() };
    const unknown = await log.read(name, folded.version);
    const fresh: Fresh = new WeakSet();
    for (const entry of unknown) {
      // Two readers may catch up side by side: whoever is ahead wins, entries are never folded twice.
      if (entry.version !== folded.version + 1) continue;
      folded = extended(decider, folded, entry, linked(name, folded, entry), fresh);
    }
    return remember(name, folded);
  }

  function extended(
    decider: Decider<unknown, never, unknown, never>,
    { state, causes }: Folded,
    entry: Entry,
    end: ChainEnd,
    fresh?: Fresh,
  ): Folded {
    withCause(causes, entry);
    return { ...end, causes, state: fold(decider, state, upcastEntry(entry).events, entry, fresh) };
  }

  function linked(name: LogName, end: ChainEnd, entry: Entry): ChainEnd {
    const step = follow(log.digest, name, end, entry);
    if (!step.ok)
      throw new Error(`log ${name}: version ${entry.version} is not the entry that was written (${step.broken})`);
    return step.end;
  }

  /** Whoever has followed a log further is not set back. */
  function remember(name: LogName, folded: Folded): Folded {
    const held = cache.get(name);
    if (held && held.version > folded.version) return folded;
    cache.delete(name);
    cache.set(name, folded);
    const oldest = cache.keys().next().value;
    if (cache.size > cachedLogs && oldest !== undefined) cache.delete(oldest);
    return folded;
  }

  /** The log with what was just appended to it: nothing came between, so nothing is read. Folded as it will be read back. */
  function afterAppend(kind: Kind, name: LogName, folded: Folded, entry: Entry & { readonly hash: string }): Folded {
    const decider = deciders[kind] as Decider<unknown, never, unknown, never>;
    const asRead = JSON.parse(JSON.stringify(entry)) as Entry;
    return remember(
      name,
      extended(decider, folded, asRead, { version: entry.version, hash: entry.hash, sealed: true }),
    );
  }

  return {
    async load(kind, id) {
      return (await catchUp(kind, logName(kind, id))).state as StateOf<typeof kind>;
    },

    async known(kind, id) {
      const name = logName(kind, id);
      return (cache.get(name) ?? (await catchUp(kind, name))).state as StateOf<typeof kind>;
    },

    async act(kind, id, command, facts, cause) {
      const name = logName(kind, id);
      // Two entries made of one cause in one millisecond are the same to the log; the second must find the first.
      const leave = await turns.enter(`${name} ${cause.cause}`);
      try {
        const decider = deciders[kind] as unknown as Decider<unknown, unknown, unknown, unknown>;
        for (let attempt = 0; attempt < attempts; attempt++) {
          // What is known may be old; an append proves that it was not, and all that is no append is decided again.
          const known = attempt === 0 ? cache.get(name) : undefined;
          const folded = known ?? (await catchUp(kind, name));
          const state = folded.state as StateOf<typeof kind>;
          const repeated = folded.causes.has(cause.cause);
          if (repeated && known) continue;
          if (repeated) return { ok: true, events: [], state, version: folded.version, repeated };
          const decision = decider.decide(command, state, await facts(state));
          if (known && !(decision.ok && decision.events.length > 0)) continue;
          if (!decision.ok) return { ok: false, refusal: decision.refusal, state };
          if (decision.events.length === 0) return { ok: true, events: [], state, version: folded.version, repeated };
          const bare: Entry = { version: folded.version + 1, ...cause, schema, events: decision.events };
          const entry = { ...bare, hash: linkHash(log.digest, name, folded.hash, bare) };
          await log.unsettled(name, entry.version, cause.at);
          if (!(await log.append(name, entry, folded))) continue;
          const after = afterAppend(kind, name, folded, entry);
          onAppended(kind, id, entry, { before: state, after: after.state });
          return {
            ok: true,
            events: decision.events as EventOf<typeof kind>[],
            state: after.state as StateOf<typeof kind>,
            version: entry.version,
            repeated: false,
          };
        }
        throw new Error(`log ${name} moved on ${attempts} times while deciding`);
      } finally {
        leave();
      }
    },

    async entries(kind, id, after) {
      return (await log.read(logName(kind, id), after)).map(upcastEntry);
    },

    async head(kind, id) {
      const { version, hash, sealed } = await catchUp(kind, logName(kind, id));
      return { version, hash, sealed };
    },
  };
}

/**
 * Adds to the map that is there: one read at a time goes over a log, and to know a cause of an entry not yet folded
 * harms nobody. A copy for each entry would cost as much as the log is long. Insertion order is age.
 */
function withCause(causes: Map<string, number>, entry: Entry): Map<string, number> {
  causes.set(entry.cause, entry.at);
  for (const [cause, at] of causes) {
    if (at >= entry.at - causeMemoryMs) break;
    causes.delete(cause);
  }
  return causes;
}
