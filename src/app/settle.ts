/**
 * After an append: draws the worklist line, puts in flight what is due, asks for cards and lines, then clears the
 * log's mark. Runs again from the sweep when a crash came between; every part of it may be repeated.
 */

import { deadline, minutesAfter } from '../engine/catalog/durations.ts';
import { defaultNotify } from '../engine/inbox/hours.ts';
import type { RosterEvent } from '../engine/roster/index.ts';
import { chatsOf } from '../engine/roster/model.ts';
import type { SiteEvent } from '../engine/site/index.ts';
import type { TenantEvent } from '../engine/tenant/messages.ts';
import type { TenantState } from '../engine/tenant/model.ts';
import { changesReach, changesRouting, due, reconvergence } from './due.ts';
import { type Journal, type Kind, logName, type Step } from './journal.ts';
import { glassPhrase, type PersonalNotice, rosterNotices, tenantNotices } from './notices.ts';
import type { DirectoryEntry, Effect, Entry } from './ports.ts';
import { forgetSecrets } from './step-up.ts';
import { directoryLine, hasCard, subjectsOf, thingIn } from './things.ts';
import { farewells } from './work/farewell.ts';
import { maintenanceDue, tellMaintenance } from './work/maintenance.ts';
import { maintenanceCards } from './work/maintenance-card.ts';
import { tellEngineers } from './work/notice.ts';
import { approvalIn } from './work/proof.ts';
import { redraw } from './work/redraw.ts';
import { reports, reportsAgain } from './work/webhook.ts';
import type { World } from './world.ts';

/** A mark of this version stands for all of a log that was restored: what is due is put in flight, nobody is told again. */
const restored = 0;

export async function settle(
  world: World,
  journal: Journal,
  log: string,
  entry: Pick<Entry, 'version' | 'events'>,
  step?: Step,
): Promise<void> {
  if (log.startsWith('tenant:')) await settleTenant(world, journal, log.slice('tenant:'.length), entry, step);
  if (log.startsWith('site:')) await settleSite(world, journal, log.slice('site:'.length), entry);
  if (log === 'roster' && entry.version !== restored) await settleRoster(world, journal, entry);
  if (log.startsWith('inbox:')) await settleInbox(world, log.slice('inbox:'.length), entry.version);
  await world.log.settled(log, entry.version);
}

async function settleTenant(
  world: World,
  journal: Journal,
  tenant: string,
  entry: Pick<Entry, 'version' | 'events'>,
  step?: Step,
): Promise<void> {
  const state = step ? (step.after as TenantState) : await journal.load('tenant', tenant);
  const events = entry.events as readonly TenantEvent[];
  const effects: Effect[] = [];
  const timing = { ...world, crew: world.plant.crew };
  for (const id of new Set(events.flatMap(subjectsOf))) {
    const line = directoryLine(world, tenant, state, id);
    if (line && !(step && isSame(line, directoryLine(world, tenant, step.before as TenantState, id))))
      await world.directory.put(line);
    // What was due before is in flight, or the mark of an earlier entry stands for it.
    const already = new Set(step ? due(tenant, step.before as TenantState, id, timing).map(({ key }) => key) : []);
    effects.push(...due(tenant, state, id, timing).filter(({ key }) => !already.has(key)));
    if (!hasCard(state, id)) continue;
    effects.push({
      queue: 'notification',
      name: 'announce',
      key: `announce-${id}-${thingIn(state, id)?.revision ?? state.version}`,
      data: { tenant, thing: id },
      merge: `announce-${id}`,
    });
  }
  if (entry.version !== restored) {
    effects.push(...events.flatMap((event) => testPicture(tenant, event)));
    const roster = await journal.load('roster', '');
    await put(world, journal, `${tenant}-${entry.version}`, (index) =>
      index < events.length ? tenantNotices(events[index] as TenantEvent, tenant, state, roster, world) : undefined,
    );
    effects.push(...comparison(world, tenant, entry), ...reports(roster, tenant, entry.version));
  }
  if (events.some(changesRouting)) effects.push(reconvergence(tenant, entry.version));
  await world.queues.enqueue(effects);
}

/** Nothing to write: the line of the state before is there, or the mark of an earlier entry stands for it. */
function isSame(line: DirectoryEntry, before: DirectoryEntry | undefined): boolean {
  return JSON.stringify({ ...line, version: 0 }) === JSON.stringify({ ...before, version: 0 });
}

async function settleRoster(world: World, journal: Journal, entry: Pick<Entry, 'version' | 'events'>): Promise<void> {
  const roster = await journal.load('roster', '');
  const events = entry.events as readonly RosterEvent[];
  const at = world.clock.now();
  await put(world, journal, `roster-${entry.version}`, (index) => {
    const event = events[index];
    return event && rosterNotices(event, roster, at);
  });
  for (const event of events) {
    await world.queues.enqueue(await reportsAgain(journal, event, entry.version));
    if (event.type === 'glass.broken')
      await tellEngineers(world, journal, `glass-${entry.version}`, glassPhrase(event, roster));
    if (event.type === 'person.revoked') await settleRevoked(world, journal, event, entry.version);
    if (event.type === 'person.revoked' || event.type === 'person.roles-set')
      await world.queues.enqueue([
        {
          queue: 'notification',
          name: 'home',
          key: `home-${event.person}-roster-${entry.version}`,
          data: { person: event.person },
        },
      ]);
  }
}

/** What was drawn or kept for them alone goes; that they may do nothing more is the roster's and holds already. */
async function settleRevoked(
  world: World,
  journal: Journal,
  { person, lost, tenant }: Extract<RosterEvent, { type: 'person.revoked' }>,
  version: number,
): Promise<void> {
  // Linked again since: what is kept or drawn now is theirs.
  if ((await journal.load('roster', '')).people[person]?.identities.length !== 0) return;
  await forgetSecrets(world, person);
  if (tenant === undefined) return;
  await world.queues.enqueue(
    await farewells(journal, { person, tenant, accounts: chatsOf({ identities: lost ?? [] }) }, version),
  );
}

async function settleInbox(world: World, person: string, version: number): Promise<void> {
  const key = `inbox-${person}-${version}`;
  await world.queues.enqueue([{ queue: 'notification', name: 'inbox', key, data: { person } }]);
}

/** Puts each event's notices into people's inboxes; the same event again changes nothing. */
async function put(
  world: World,
  journal: Journal,
  source: string,
  noticesOf: (index: number) => readonly PersonalNotice[] | undefined,
): Promise<void> {
  const at = world.clock.now();
  for (let index = 0; ; index++) {
    const notices = noticesOf(index);
    if (!notices) return;
    for (const { person, text, urgent } of notices) {
      const id = `${source}-${index}`;
      const command = { do: 'put', id, text: JSON.stringify(text), urgent } as const;
      const facts = () => ({ at, notify: defaultNotify });
      await journal.act('inbox', person, command, facts, { by: 'system:notices', cause: id, at });
    }
  }
}

/** What an approval brought is compared with its proof a little later. */
function comparison(
  { clock, tempo, calendar }: World,
  tenant: string,
  { version, events }: Pick<Entry, 'version' | 'events'>,
): Effect[] {
  if (!(events as readonly TenantEvent[]).some((event) => approvalIn(event))) return [];
  const at = deadline('proof.compare', clock.now(), tempo, calendar);
  return [{ queue: 'clock', name: 'compare', key: `compare-${tenant}-${version}`, data: { tenant, version }, at }];
}

/** A finished test is shown as a picture too. */
function testPicture(tenant: string, event: TenantEvent): Effect[] {
  if (event.type !== 'vif.tested' || event.state === 'running') return [];
  const data = { tenant, vif: event.id, run: event.run };
  return [{ queue: 'notification', name: 'picture', key: `picture-${event.id}-${event.run}`, data }];
}

/** Of what waits on a site, so many cards follow how many ports are free: the ones due soonest. */
const countedCards = 50;

/** Ports were taken or given back: what waits for a decision there shows how many are left. */
async function redrawCounts(world: World, region: string, version: number): Promise<void> {
  const waiting = await world.directory.waiting(['reviewer', 'field'], countedCards);
  const there = waiting.filter((line) => line.region === region && line.kind === 'connection');
  await world.queues.enqueue(
    there.map(({ tenant, id }) => ({
      ...redraw(tenant, id, `ports-${region}-${version}`),
      merge: `redraw-ports-${id}`,
    })),
  );
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
    if (one) await world.queues.enqueue(maintenanceCards(await journal.load('roster', ''), region, one));
    if (entry.version !== restored) await tellMaintenance(world, journal, state, event);
  }
  if (events.some(({ type }) => type === 'ports.reserved' || type === 'ports.released'))
    await redrawCounts(world, region, entry.version);
  if (!events.some(changesReach)) return;
  const { ports } = state;
  const lines = new Set(Object.values(ports).flatMap((port) => port.heldBy ?? []));
  const owners = await Promise.all([...lines].map((line) => world.directory.find(line)));
  const tenants = new Set(owners.flatMap((owner) => owner?.tenant ?? []));
  await world.queues.enqueue([...tenants].map((tenant) => reconvergence(tenant, entry.version, region)));
}

async function wholeOf(journal: Journal, kind: Kind, id: string): Promise<Pick<Entry, 'version' | 'events'>> {
  return { version: restored, events: (await journal.entries(kind, id, 0)).flatMap((entry) => entry.events) };
}

/** Takes up what a crash left behind. `graceMs`: marks younger than this are still being settled by their author. */
export async function sweep(world: World, journal: Journal, graceMs: number): Promise<number> {
  const left = await world.log.unsettledBefore(world.clock.now() - graceMs, 100);
  const empty: { log: string; version: number }[] = [];
  for (const { log, version } of left) {
    const [kind, id = ''] = log.split(/:(.*)/s);
    if (kind !== 'tenant' && kind !== 'site' && kind !== 'roster' && kind !== 'cashier' && kind !== 'inbox') continue;
    const entry =
      version === restored ? await wholeOf(journal, kind, id) : (await journal.entries(kind, id, version - 1))[0];
    if (entry) await settle(world, journal, logName(kind, id), entry);
    else empty.push({ log, version });
  }
  if (empty.length > 0) await forgetEmpty(world, empty);
  return left.length - empty.length;
}

/** A mark without its entry is kept for so long: the author may only be slow, and die right after the append. */
const emptyForMs = 60_000;

/** No entry at these versions: the append never happened, its author was told so or died before. */
async function forgetEmpty(world: World, empty: readonly { log: string; version: number }[]): Promise<void> {
  const old = await world.log.unsettledBefore(world.clock.now() - emptyForMs, 100);
  for (const { log, version } of empty)
    if (old.some((mark) => mark.log === log && mark.version === version)) await world.log.settled(log, version);
}
