/** Name and language of people as their platform knows them, remembered for ten minutes. Knows no roster and no rights. */
import type { Clock, Heard } from '../app/ports.ts';
import { remembered } from './remembered.ts';
import { within } from './within.ts';

export type Profile = NonNullable<Heard['profile']>;

const rememberMs = 10 * 60_000;
const rememberPeople = 5000;

export interface Profiles {
  /** `undefined` when the platform does not say in time: a profile is a courtesy, nobody waits for it. */
  of(user: string): Promise<Profile | undefined>;
  /** What is known without asking. */
  known(user: string): Profile | undefined;
}

/** @param ask the platform's look-up; may reject. */
export function profiles(ask: (user: string) => Promise<Profile>, clock: Clock, waitMs = 800): Profiles {
  const kept = remembered<{ at: number; profile: Profile }>(rememberPeople);
  const asked = new Map<string, Promise<Profile | undefined>>();

  function known(user: string): Profile | undefined {
    const entry = kept.get(user);
    return entry !== undefined && clock.now() - entry.at < rememberMs ? entry.profile : undefined;
  }

  async function look(user: string): Promise<Profile | undefined> {
    try {
      const profile = await ask(user);
      kept.set(user, { at: clock.now(), profile });
      return profile;
    } catch {
      // The platform's own trouble or a missing scope: the person is heard without a profile.
      return undefined;
    } finally {
      asked.delete(user);
    }
  }

  return {
    known,
    of(user) {
      const profile = known(user);
      if (profile !== undefined) return Promise.resolve(profile);
      const answer = asked.get(user) ?? look(user);
      asked.set(user, answer);
      return within(answer, waitMs);
    },
  };
}
