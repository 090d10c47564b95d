/** What a program may read: who it is, things, and the entries of a log. The scope is the person's; nothing here decides. */
import type { Person } from '../engine/roster/model.ts';
import { tokenById, tokenIdentity } from '../engine/roster/token.ts';
import { scopeOf } from './access.ts';
import { type CloudEvent, cloudEvent } from './cloud-event.ts';
import type { Journal } from './journal.ts';
import { personNow } from './person-now.ts';
import type { DirectoryEntry, Identity } from './ports.ts';
import type { World } from './world.ts';

export interface Reading {
  /** The account a token opens; `undefined` when it is unknown, revoked or expired. */
  enter(token: string): Promise<Identity | undefined>;
  me(identity: Identity): Promise<{ person: Person; validUntil: number } | undefined>;
  things(identity: Identity, kind: string | undefined, count: number): Promise<DirectoryEntry[]>;
  thing(identity: Identity, id: string): Promise<DirectoryEntry | undefined>;
  /** Entries above `after`, oldest first; `undefined` when the tenant is not theirs to read. */
  entries(identity: Identity, tenant: string | undefined, after: number, count: number): Promise<Page | undefined>;
}

interface Page {
  readonly events: readonly CloudEvent[];
  /** Where to go on reading. */
  readonly after: number;
}

/** How many lines of the worklist are looked through. */
const listed = 10_000;

export function openReading(world: World, journal: Journal): Reading {
  async function inScope(identity: Identity, entry: DirectoryEntry | undefined): Promise<boolean> {
    const person = await personNow(world, journal, identity);
    const scope = person && scopeOf(person);
    return Boolean(scope && entry && (scope.tenant === undefined || scope.tenant === entry.tenant));
  }
  return {
    async enter(text) {
      const [, id = '', secret = ''] = /^(tok-[0-9a-z]+)\.([0-9A-Z-]+)$/.exec(text) ?? [];
      const token = tokenById(await journal.load('roster', ''), id);
      // Digests are compared, not secrets: how long that takes says nothing about the secret.
      if (!token || token.digest !== world.entropy.digest(secret)) return undefined;
      const identity = tokenIdentity(id);
      return (await personNow(world, journal, identity)) && identity;
    },
    async me(identity) {
      const person = await personNow(world, journal, identity);
      const token = tokenById(await journal.load('roster', ''), identity.user);
      return person && token && { person, validUntil: token.validUntil };
    },
    async things(identity, kind, count) {
      const person = await personNow(world, journal, identity);
      const scope = person && scopeOf(person);
      if (!scope) return [];
      const entries = await world.directory.list(scope.tenant, listed);
      return entries
        .filter((entry) => entry.state !== 'Deleted' && (kind === undefined || entry.kind === kind))
        .slice(0, count);
    },
    async thing(identity, id) {
      const entry = await world.directory.find(id);
      return (await inScope(identity, entry)) ? entry : undefined;
    },
    async entries(identity, wanted, after, count) {
      const person = await personNow(world, journal, identity);
      const scope = person && scopeOf(person);
      const tenant = wanted ?? scope?.tenant;
      if (!scope || tenant === undefined || (scope.tenant !== undefined && scope.tenant !== tenant)) return undefined;
      const roster = await journal.load('roster', '');
      if (!Object.hasOwn(roster.tenants, tenant)) return undefined;
      const entries = (await journal.entries('tenant', tenant, after)).slice(0, count);
      const state = await journal.load('tenant', tenant);
      return {
        events: entries.map((entry) => cloudEvent(tenant, entry, state)),
        after: entries.at(-1)?.version ?? after,
      };
    },
  };
}
