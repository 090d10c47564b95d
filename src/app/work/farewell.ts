/** Cards drawn for one person alone, once that person is revoked: each says so and keeps no button. Decides nothing. */
import { emptyRoster } from '../../engine/roster/model.ts';
import { revokedCard } from '../cards/moved.ts';
import { thingCard } from '../cards/thing.ts';
import type { Journal } from '../journal.ts';
import type { Effect, PlatformName } from '../ports.ts';
import { Undeliverable } from '../ports.ts';
import type { Language } from '../text/phrase.ts';
import { thingIn } from '../things.ts';
import { Later, type World } from '../world.ts';
import { backOff } from './keep-card.ts';
import { placeName } from './place.ts';

const holdMs = 20_000;
const retryMs = 250;

interface Account {
  readonly platform: PlatformName;
  readonly user: string;
}

/** One job per card that may stand in a direct chat of theirs: of what they asked for, in their tenant. */
export async function farewells(
  journal: Journal,
  gone: { readonly person: string; readonly tenant: string; readonly accounts: readonly Account[] },
  version: number,
): Promise<Effect[]> {
  const { person, tenant, accounts } = gone;
  const state = await journal.load('tenant', tenant);
  const language = (await journal.load('roster', '')).people[person]?.language ?? 'en';
  const ids = [state.connections, state.vifs, state.gateways, state.drills, state.quotaRequests].flatMap(Object.keys);
  const theirs = ids.filter((id) => thingIn(state, id)?.createdBy === person);
  return theirs.flatMap((thing) =>
    accounts.map(({ platform, user }): Effect => {
      const key = `farewell-${placeName({ platform, room: user }, thing)}-${version}`;
      return { queue: 'notification', name: 'farewell', key, data: { tenant, thing, platform, user, language } };
    }),
  );
}

export async function farewell(
  world: World,
  journal: Journal,
  task: { tenant: string; thing: string; platform: PlatformName; user: string; language: Language },
): Promise<void> {
  const { tenant, thing, platform, user, language } = task;
  const speaker = world.speakers.get(platform);
  const name = placeName({ platform, room: user }, thing);
  const hold = await world.book.hold(name, holdMs);
  if (!hold) throw new Later(retryMs);
  try {
    const { ref } = await world.book.get(name);
    const state = await journal.load('tenant', tenant);
    const card = thingCard(thing, {
      tenant,
      state,
      roster: emptyRoster,
      timing: world,
      movers: [],
      side: 'customer',
      now: world.clock.now(),
    });
    if (speaker && ref && card) await speaker.update(ref, revokedCard(card), language);
  } catch (error) {
    // Deleted, or too old to be changed and to be pressed.
    if (!(error instanceof Undeliverable)) throw await backOff(world, platform, user, error);
  } finally {
    await hold.release();
  }
}
