/**
 * After an append: draws the worklist line, puts in flight what is due, asks for cards and lines, then clears the
 * log's mark. Runs again from the sweep when a crash came between; every part of it may be repeated.
 */

import { waitingFor } from '../engine/tenant/clock.ts';
import type { TenantEvent } from '../engine/tenant/messages.ts';
import type { Connection } from '../engine/tenant/model.ts';
import { due } from './due.ts';
import { type Journal, logName } from './journal.ts';
import type { DirectoryEntry, Effect, Entry } from './ports.ts';
import type { World } from './world.ts';

export async function settle(
  world: World,
  journal: Journal,
  log: string,
  entry: Pick<Entry, 'version' | 'events'>,
): Promise<void> {
  if (log.startsWith('tenant:')) await settleTenant(world, journal, log.slice('tenant:'.length), entry);
  await world.log.settled(log, entry.version);
}

async function settleTenant(
  world: World,
  journal: Journal,
  tenant: string,
  entry: Pick<Entry, 'version' | 'events'>,
): Promise<void> {
  const state = await journal.load('tenant', tenant);
  const touched = new Set(
    (entry.events as readonly TenantEvent[]).flatMap((event) => ('connection' in event ? event.connection : [])),
  );
  const effects: Effect[] = [];
  for (const id of touched) {
    const connection = state.connections[id];
    if (!connection) continue;
    await world.directory.put(directoryLine(world, tenant, connection));
    effects.push(...due(tenant, state, connection, { ...world, crew: world.plant.crew }));
    effects.push({
      queue: 'notification',
      name: 'announce',
      key: `announce-${id}-${connection.revision}`,
      data: { tenant, connection: id },
    });
  }
  await world.queues.enqueue(effects);
}

function directoryLine(world: World, tenant: string, connection: Connection): DirectoryEntry {
  const wait = waitingFor(connection, world.tempo, world.calendar);
  return {
    id: connection.id,
    kind: 'connection',
    tenant,
    region: connection.region,
    name: connection.name,
    state: connection.state,
    waitingFor: wait ? [wait.owner] : [],
    ...(wait?.dueAt === undefined ? {} : { dueAt: wait.dueAt }),
    version: connection.revision,
  };
}

/** Takes up what a crash left behind. `graceMs`: marks younger than this are still being settled by their author. */
export async function sweep(world: World, journal: Journal, graceMs: number): Promise<number> {
  const left = await world.log.unsettledBefore(world.clock.now() - graceMs, 100);
  for (const { log, version } of left) {
    const [kind, id = ''] = log.split(/:(.*)/s);
    if (kind !== 'tenant' && kind !== 'site' && kind !== 'roster' && kind !== 'cashier') continue;
    const entry = (await journal.entries(kind, id, version - 1))[0];
    // No entry at this version: the append never happened, its author was told so or died before.
    if (entry) await settle(world, journal, logName(kind, id), entry);
    else await world.log.settled(log, version);
  }
  return left.length;
}
