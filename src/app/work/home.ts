/** Personal overviews: who has opened one, and keeping it true. */
import type { LinkedIdentity, Person } from '../../engine/roster/model.ts';
import { visible } from '../access.ts';
import { homeCard } from '../cards/overview.ts';
import type { Journal } from '../journal.ts';
import { type PlatformName, RateLimited, Undeliverable } from '../ports.ts';
import { waitingForMe } from '../verbs/look.ts';
import { Later, type World } from '../world.ts';

const resource = (person: string) => `home-${person}`;

export async function rememberHome(world: World, person: Person, identity: LinkedIdentity): Promise<void> {
  await world.book.remember(resource(person.id), `${identity.platform} ${identity.user}`);
}

export function homePlaces(world: World, person: string): Promise<string[]> {
  return world.book.places(resource(person));
}

export async function refreshHome(world: World, journal: Journal, task: { person: string }): Promise<void> {
  const person = (await journal.load('roster', '')).people[task.person];
  if (!person) return;
  const known = person.identities.length > 0;
  const card = known
    ? homeCard(person, await visible(world, person, 50), await waitingForMe(world, person))
    : homeCard(undefined, [], []);
  for (const place of await homePlaces(world, person.id)) {
    const [platform, user = ''] = place.split(' ');
    const linked = person.identities.some((identity) => identity.platform === platform && identity.user === user);
    const speaker = world.speakers.get(platform as PlatformName);
    // Whoever was revoked keeps no button: their home is that of a stranger.
    if (!speaker || (known && !linked)) continue;
    try {
      await speaker.home(user, card, person.language);
    } catch (error) {
      if (error instanceof RateLimited) throw new Later(error.retryAfterMs);
      if (!(error instanceof Undeliverable)) throw error;
    }
  }
}
