/**
 * After an append: draws the worklist line, puts in flight what is due, asks for cards and lines, then clears the
 * log's mark. Runs again from the sweep when a crash came between; every part of it may be repeated.
 */

import { minutesAfter } from '../engine/catalog/durations.ts';
import type { SiteEvent } from '../engine/site/index.ts';
import type { TenantEvent } from '../engine/tenant/messages.ts';
import { changesReach, changesRouting, due, reconvergence } from './due.ts';
import { type Journal, logName } from './journal.ts';
import type { Effect, Entry } from './ports.ts';
import { directoryLine, hasCard, subjectsOf, thingIn } from './things.ts';
import { maintenanceDue, tellMaintenance } from './work/maintenance.ts';
import type { World } from './world.ts';

export async function settle(
  world: World,
  journal: Journal,
  log: string,
  entry: Pick<Entry, 'version' | 'events'>,
): Promise<void> {
  if (log.startsWith('tenant:')) await settleTenant(world, journal, log.slice('tenant:'.length), entry);
  if (log.startsWith('site:')) await settleSite(world, journal, log.slice('site:'.length), entry);
  await world.log.settled(log, entry.version);
}

async function settleTenant(
  world: World,
  journal: Journal,
  tenant: string,
  entry: Pick<Entry, 'version' | 'events'>,
): Promise<void> {
  const state = await journal.load('tenant', tenant);
  const events = entry.events as readonly TenantEvent[];
  const effects: Effect[] = [];
  for (const id of new Set(events.flatMap(subjectsOf))) {
    const line = directoryLine(world, tenant, state, id);
    if (line) await world.directory.put(line);
    effects.push(...due(tenant, state, id, { ...world, crew: world.plant.crew }));
    if (!hasCard(state, id)) continue;
    effects.push({
      queue: 'notification',
      name: 'announce',
      key: `announce-${id}-${thingIn(state, id)?.revision ?? state.version}`,
      data: { tenant, thing: id },
      merge: `announce-${id}`,
    });
  }
  effects.push(...events.flatMap((event) => testPicture(tenant, event)));
  if (events.some(changesRouting)) effects.push(reconvergence(tenant, entry.version));
  await world.queues.enqueue(effects);
}

/** A finished test is shown as a picture too. */
function testPicture(tenant: string, event: TenantEvent): Effect[] {
  if (event.type !== 'vif.tested' || event.state === 'running') return [];
  const data = { tenant, vif: event.id, run: event.run };
  return [{ queue: 'notification', name: 'picture', key: `picture-${event.id}-${event.run}`, data }];
}

/** A site's device or line changed: every tenant with a line there is simulated anew. */
async function settleSite(
  world: World,
  journal: Journal,
  region: string,
  entry: Pick<Entry, 'version' | 'events'>,
): Promise<void> {
  const events = entry.events as readonly SiteEvent[];
  const state = await journal.load('site', region);
  const scale = (milliseconds: number) => minutesAfter(milliseconds / 60_000, 0, world.tempo);
  for (const event of events) {
    const one = event.type.startsWith('maintenance.') && 'id' in event ? state.maintenances[event.id] : undefined;
    if (one) await world.queues.enqueue(maintenanceDue(region, one, scale));
    await tellMaintenance(world, journal, state, event);
  }
  if (!events.some(changesReach)) return;
  const { ports } = state;
  const lines = new Set(Object.values(ports).flatMap((port) => port.heldBy ?? []));
  const owners = await Promise.all([...lines].map((line) => world.directory.find(line)));
  const tenants = new Set(owners.flatMap((owner) => owner?.tenant ?? []));
  await world.queues.enqueue([...tenants].map((tenant) => reconvergence(tenant, entry.version, region)));
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
