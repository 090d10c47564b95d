/** A thing as it was at an earlier instant, and the card the engineers saw then. Reads logs; changes nothing. */
import { sideRoles } from '../cards/buttons.ts';
import type { Card } from '../cards/model.ts';
import { thingCard } from '../cards/thing.ts';
import { type Journal, openJournal } from '../journal.ts';
import type { Entry, EventLog, LogName } from '../ports.ts';
import { proofsOf } from '../proof.ts';
import { subjectsOf, thingIn } from '../things.ts';
import type { World } from '../world.ts';

/** The logs as they were at an instant: a log ends before its first later entry. */
export function logAt(log: EventLog, at: number): EventLog {
  const until = (entries: readonly Entry[]): Entry[] => {
    const later = entries.findIndex((entry) => entry.at > at);
    return later < 0 ? [...entries] : entries.slice(0, later);
  };
  return { ...log, read: async (name, after) => until(await log.read(name, after)) };
}

export function journalAt(log: EventLog, at: number): Journal {
  return openJournal(logAt(log, at), () => undefined);
}

/** The tenant whose log tells of a thing, deleted ones included. */
export async function ownerOf(log: Pick<EventLog, 'names'>, journal: Journal, id: string): Promise<string | undefined> {
  for (const name of await log.names()) {
    if (!name.startsWith('tenant:')) continue;
    const tenant = name.slice('tenant:'.length);
    const entries = await historyOf(journal, tenant, id);
    if (entries.length > 0) return tenant;
  }
  return undefined;
}

type Event = Parameters<typeof subjectsOf>[0];

/** Entries of a tenant's log that are about a thing, oldest first, with those events alone. */
export async function historyOf(
  journal: Journal,
  tenant: string,
  id: string,
): Promise<(Omit<Entry, 'events'> & { readonly events: readonly Event[] })[]> {
  const entries = await journal.entries('tenant', tenant, 0);
  return entries.flatMap((entry) => {
    const events = (entry.events as readonly Event[]).filter((event) => subjectsOf(event).includes(id));
    return events.length > 0 ? [{ ...entry, events }] : [];
  });
}

export interface Seen {
  readonly card: Card;
  /** Version of the entry the card was drawn from, and when that was decided. */
  readonly revision: number;
  readonly tenant: string;
  readonly state: string;
}

/** The engineers' card of a thing at an instant; undefined before it existed, or when its kind has no card. */
export async function seenAt(
  log: EventLog,
  timing: Pick<World, 'tempo' | 'calendar'>,
  tenant: string,
  id: string,
  at: number,
): Promise<Seen | undefined> {
  const journal = journalAt(log, at);
  const [state, roster] = await Promise.all([journal.load('tenant', tenant), journal.load('roster', '')]);
  const view = { tenant, state, roster, timing, movers: sideRoles.staff, side: 'staff' as const };
  const proofs = await proofsOf(log.digest, journal, state, id);
  const card = thingCard(id, { ...view, proofs });
  const thing = thingIn(state, id);
  return card && thing ? { card, revision: thing.revision, tenant, state: thing.state } : undefined;
}

/** A log kept in memory, such as an export's: read only. */
export function logOf(entries: ReadonlyMap<LogName, readonly Entry[]>, digest: EventLog['digest']): EventLog {
  const readOnly = (): never => {
    throw new Error('this log is an export: it is only read');
  };
  return {
    read: async (name, after) => (entries.get(name) ?? []).filter((entry) => entry.version > after),
    append: async () => readOnly(),
    unsettled: async () => readOnly(),
    settled: async () => readOnly(),
    unsettledBefore: async () => [],
    names: async () => [...entries.keys()].toSorted(),
    digest,
  };
}
