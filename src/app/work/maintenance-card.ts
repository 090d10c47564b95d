/** The card of a maintenance in every room it concerns: one a room, as it is announced, begins and ends. Tells no lines. */
import { chatsOf, peopleOf, type RosterState, roomsFor } from '../../engine/roster/model.ts';
import type { Maintenance } from '../../engine/site/index.ts';
import { concerned, maintenanceCard, maintenancePartCard } from '../cards/maintenance.ts';
import type { Journal } from '../journal.ts';
import type { Effect } from '../ports.ts';
import type { World } from '../world.ts';
import { atPlace, keepCard } from './keep-card.ts';
import { type Place, placeName } from './place.ts';

export interface MaintenanceCardTask {
  readonly region: string;
  readonly maintenance: string;
  /** Whose part is shown; absent: operations see everybody's. */
  readonly tenant?: string | undefined;
  readonly place: Place;
}

/** Tenants' rooms, without a room their people alone; each sees its own part. */
function placesFor(roster: RosterState, tenant: string): readonly Place[] {
  const { customer } = roomsFor(roster, tenant);
  const rooms = customer.map(({ platform, room, language }) => ({ platform, room, language, direct: false }));
  const alone = peopleOf(roster, tenant).flatMap((person) =>
    chatsOf(person).map(({ platform, user }) => ({ platform, room: user, language: person.language, direct: true })),
  );
  return (rooms.length > 0 ? rooms : alone).map((place) => ({ ...place, side: 'customer' }));
}

export function maintenanceCards(roster: RosterState, region: string, one: Maintenance): readonly Effect[] {
  const card = (place: Place, tenant?: string): Effect => ({
    queue: 'notification',
    name: 'maintenance-card',
    key: `maintenance-card-${placeName(place, one.id)}-${one.revision}`,
    data: { region, maintenance: one.id, place: JSON.stringify(place), ...(tenant === undefined ? {} : { tenant }) },
  });
  const staff = roster.rooms
    .filter(({ purpose }) => purpose === 'engineers')
    .map(({ platform, room, language }): Place => ({ platform, room, language, direct: false, side: 'staff' }));
  return [
    ...staff.map((place) => card(place)),
    ...concerned(one).flatMap(({ tenant }) => placesFor(roster, tenant).map((place) => card(place, tenant))),
  ];
}

export async function deliverMaintenance(world: World, journal: Journal, task: MaintenanceCardTask): Promise<void> {
  const { region, maintenance: id, tenant, place } = task;
  const draw = async () => {
    const [{ maintenances }, roster] = await Promise.all([journal.load('site', region), journal.load('roster', '')]);
    const one = maintenances[id];
    if (!one) throw new Error(`no maintenance ${id} in ${region}`);
    return tenant === undefined ? maintenanceCard(one, roster) : maintenancePartCard(one, tenant);
  };
  await atPlace(world, place, id, async (spot) => {
    await keepCard(world, { ...spot, force: false }, draw);
  });
}
