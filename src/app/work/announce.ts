/** A thing changed: asks for a delivery into every room that shows it, and refreshes the homes of those concerned. */

import { peopleOf } from '../../engine/roster/model.ts';
import type { Journal } from '../journal.ts';
import { isStaff } from '../people.ts';
import type { Effect } from '../ports.ts';
import { thingIn } from '../things.ts';
import type { World } from '../world.ts';
import { homePlaces } from './home.ts';
import { placeName, placesOf } from './place.ts';

/** Homes are redrawn at most this often. */
const homeWindowMs = 2_000;

export async function announce(
  world: World,
  journal: Journal,
  task: { tenant: string; thing: string; force: boolean; tick: number; mark?: string },
): Promise<void> {
  const [state, roster] = await Promise.all([journal.load('tenant', task.tenant), journal.load('roster', '')]);
  const thing = thingIn(state, task.thing);
  if (!thing) return;
  const deliveries = placesOf(roster, task.tenant, thing).map(
    (place): Effect => ({
      queue: 'notification',
      name: 'deliver',
      key: `${task.force ? 'redraw' : 'deliver'}-${placeName(place, thing.id)}-${thing.revision}${task.tick > 0 ? `-${task.tick}` : ''}${task.mark ? `-${task.mark}` : ''}`,
      data: { tenant: task.tenant, thing: thing.id, place: JSON.stringify(place), force: task.force },
      ...(task.force ? {} : { merge: `deliver-${placeName(place, thing.id)}` }),
    }),
  );
  const concerned = [...peopleOf(roster, undefined).filter(isStaff), ...peopleOf(roster, task.tenant)];
  const window = Math.floor(world.clock.now() / homeWindowMs) + 1;
  const opened = await Promise.all(concerned.map((person) => homePlaces(world, person.id)));
  const homes = concerned
    .filter((_, index) => (opened[index]?.length ?? 0) > 0)
    .map(
      (person): Effect => ({
        queue: 'notification',
        name: 'home',
        key: `home-${person.id}-${window}`,
        data: { person: person.id },
        at: window * homeWindowMs,
      }),
    );
  await world.queues.enqueue([...deliveries, ...homes]);
}
