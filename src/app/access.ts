/** Who may see which connection. Fail closed: what a person may not see does not exist for them. */
import { refused } from '../engine/core.ts';
import type { Person } from '../engine/roster/model.ts';
import type { Connection, TenantState } from '../engine/tenant/model.ts';
import type { Journal } from './journal.ts';
import { isStaff } from './people.ts';
import type { DirectoryEntry } from './ports.ts';
import type { World } from './world.ts';

export interface Found {
  readonly tenant: string;
  readonly state: TenantState;
  readonly connection: Connection;
}

/** The tenant whose things a person sees; staff see every tenant's. `null`: none at all. */
export function scopeOf(person: Person): { readonly tenant: string | undefined } | null {
  if (isStaff(person)) return { tenant: undefined };
  return person.tenant === undefined ? null : { tenant: person.tenant };
}

/** Lines in a person's scope, newest decisions included; deleted ones stay readable by id only. */
export async function visible(
  world: World,
  person: Person,
  count: number,
  kind = 'connection',
): Promise<DirectoryEntry[]> {
  const scope = scopeOf(person);
  if (!scope) return [];
  const entries = await world.directory.list(scope.tenant, count);
  return entries.filter((entry) => entry.kind === kind && entry.state !== 'Deleted');
}

/** Finds a line by id, or by a name that only one visible line has. */
export async function findConnection(
  world: World,
  journal: Journal,
  person: Person,
  word: string,
): Promise<Found | ReturnType<typeof refused>> {
  const unknown = refused('unknown-connection', { field: 'connection', value: word });
  const scope = scopeOf(person);
  if (!scope) return unknown;
  if (scope.tenant !== undefined)
    return findOwn(await journal.load('tenant', scope.tenant), scope.tenant, word) ?? unknown;
  const byId = await world.directory.find(word);
  const named = byId ? [byId] : (await visible(world, person, 1_000)).filter((entry) => entry.name === word);
  const entry = named.length === 1 ? named[0] : undefined;
  if (!entry) return unknown;
  const state = await journal.load('tenant', entry.tenant);
  const connection = connectionIn(state, entry.id);
  return connection ? { tenant: entry.tenant, state, connection } : unknown;
}

/** A customer's own log has all their lines: no index is asked, and none can name another tenant's. */
function findOwn(state: TenantState, tenant: string, word: string): Found | undefined {
  const named = Object.values(state.connections).filter((row) => row.name === word && row.state !== 'Deleted');
  const connection = connectionIn(state, word) ?? (named.length === 1 ? named[0] : undefined);
  return connection && { tenant, state, connection };
}

/** People type ids: `constructor` names no line. */
function connectionIn(state: TenantState, id: string): Connection | undefined {
  return Object.hasOwn(state.connections, id) ? state.connections[id] : undefined;
}
