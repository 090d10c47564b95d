/** Knows how a store gets as many tenants as asked for, through its own ports: people, rooms, and for each a first order. */
import type { Entry, EventLog } from '../../src/app/event-log.ts';
import { logName } from '../../src/app/journal.ts';
import type { Directory } from '../../src/app/ports.ts';
import { schema } from '../../src/app/upcast.ts';
import { type ChainEnd, chainStart, linkHash } from '../../src/engine/audit/chain.ts';
import type { RosterEvent } from '../../src/engine/roster/index.ts';

export const team = { slack: 'T0BENCH', lark: 'lark-bench' } as const;
export const tenantId = (index: number): string => `tenant-${index}`;
export const userId = { slack: (index: number) => `U${index}`, lark: (index: number) => `ou_${index}` } as const;
export const roomId = (index: number): string => `C${index}`;

/** One entry per tenant would be as good and take longer to write. */
const perEntry = 20;
const inFlight = 200;

function eventsOf(index: number): readonly RosterEvent[] {
  const tenant = tenantId(index);
  const by = 'system:bench';
  const identities = (['slack', 'lark'] as const).map((platform) => ({
    platform,
    team: team[platform],
    user: userId[platform](index),
  }));
  const person = { id: `person-${index}`, name: `Person ${index}`, language: 'en', roles: ['customer'] } as const;
  const room = { platform: 'slack', team: team.slack, room: roomId(index), purpose: 'tenant', tenant } as const;
  return [
    { type: 'tenant.added', tenant: { id: tenant, title: `Tenant ${index}`, realName: true }, by },
    { type: 'person.added', person: { ...person, tenant, identities }, by },
    { type: 'room.bound', room: { ...room, language: 'en' }, by },
  ];
}

/** Appends one chained entry; gives the chain's new end. */
async function append(log: EventLog, name: string, end: ChainEnd, events: readonly unknown[]): Promise<ChainEnd> {
  const version = end.version + 1;
  const bare: Entry = { version, by: 'system:bench', cause: `bench-${version}`, at: 0, schema, events };
  const hash = linkHash(log.digest, name, end.hash, bare);
  if (!(await log.append(name, { ...bare, hash }))) throw new Error(`${name} is not ours alone`);
  return { version, hash, sealed: true };
}

/** Tenants 0 … count − 1, each with a person on both platforms and a room on Slack. `end`: where the roster ends now. */
export async function addTenants(log: EventLog, count: number, end: ChainEnd = chainStart): Promise<void> {
  let reached = end;
  for (let from = 0; from < count; from += perEntry) {
    const some = Array.from({ length: Math.min(perEntry, count - from) }, (_, index) => eventsOf(from + index));
    reached = await append(log, 'roster', reached, some.flat());
  }
}

/** Gives tenants 1 … count − 1 the log and the worklist line that tenant 0 has, under names of their own. */
export async function copyFirstTenant(
  { log, directory }: { readonly log: EventLog; readonly directory: Directory },
  count: number,
): Promise<void> {
  const first = await log.read(logName('tenant', tenantId(0)), 0);
  const lines = await directory.list(tenantId(0), 1);
  const id = lines[0]?.id ?? '';
  const told = JSON.stringify({ entries: first.map(({ events }) => events), lines });
  async function copy(index: number): Promise<void> {
    const text = told.replaceAll(id, `${id}${index}`).replaceAll(`"${tenantId(0)}"`, `"${tenantId(index)}"`);
    const { entries, lines: mine } = JSON.parse(text) as { entries: unknown[][]; lines: typeof lines };
    let end: ChainEnd = chainStart;
    for (const events of entries) end = await append(log, logName('tenant', tenantId(index)), end, events);
    for (const line of mine) await directory.put(line);
  }
  for (let from = 1; from < count; from += inFlight)
    await Promise.all(Array.from({ length: Math.min(inFlight, count - from) }, (_, index) => copy(from + index)));
}
