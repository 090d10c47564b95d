/** First admin from the configuration, and which terminal rooms a person is in. */
import type { App } from '../app/index.ts';
import { isStaff } from '../app/people.ts';
import type { Identity } from '../app/ports.ts';
import type { World } from '../app/world.ts';
import { personOf } from '../engine/roster/model.ts';

export async function appointAdmin(world: World, app: App, identity: Identity | undefined): Promise<void> {
  if (!identity) return;
  const at = world.clock.now();
  const facts = () => ({ at, by: 'system:configuration', pace: world.tempo, calendar: world.calendar });
  const command = { do: 'appoint', person: 'person-first-admin', identity, name: 'admin' } as const;
  await app.journal.act('roster', '', command, facts, { by: 'system:configuration', cause: 'first-admin', at });
}

/** Rooms bound on the terminal that belong to the person's side. */
export async function terminalRooms(app: App, user: string): Promise<readonly string[]> {
  const roster = await app.journal.load('roster', '');
  const person = personOf(roster, { platform: 'terminal', team: 'local', user });
  if (!person) return [];
  return roster.rooms
    .filter((room) => room.platform === 'terminal')
    .filter((room) => (room.purpose === 'engineers' ? isStaff(person) : room.tenant === person.tenant))
    .map((room) => room.room);
}
