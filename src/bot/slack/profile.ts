/** Name and language of people as Slack knows them, remembered for ten minutes. Knows no roster and no rights. */
import type { webApi } from '@slack/bolt';
import type { Clock, Heard } from '../../app/ports.ts';
import { within } from './within.ts';

export type Profile = NonNullable<Heard['profile']>;

const rememberMs = 10 * 60_000;
const rememberPeople = 5000;

export interface Profiles {
  /** `undefined` when Slack does not say in time: a profile is a courtesy, nobody waits for it. */
  of(user: string): Promise<Profile | undefined>;
  /** What is known without asking. */
  known(user: string): Profile | undefined;
}

export function slackProfiles(client: webApi.WebClient, clock: Clock, waitMs = 800): Profiles {
  const remembered = new Map<string, { at: number; profile: Profile }>();
  const asked = new Map<string, Promise<Profile | undefined>>();

  function known(user: string): Profile | undefined {
    const entry = remembered.get(user);
    return entry !== undefined && clock.now() - entry.at < rememberMs ? entry.profile : undefined;
  }

  function remember(user: string, profile: Profile): void {
    remembered.delete(user);
    remembered.set(user, { at: clock.now(), profile });
    const [oldest] = remembered.keys();
    if (remembered.size > rememberPeople && oldest !== undefined) remembered.delete(oldest);
  }

  async function ask(user: string): Promise<Profile | undefined> {
    try {
      const { user: found } = await client.users.info({ user, include_locale: true });
      const name = found?.profile?.display_name || found?.real_name || found?.name;
      const profile: Profile = {
        ...(name && { name }),
        ...(found?.locale && { language: found.locale.toLowerCase().startsWith('zh') ? 'zh' : 'en' }),
      };
      remember(user, profile);
      return profile;
    } catch {
      // Slack's own trouble or a missing scope: the person is heard without a profile.
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
      const answer = asked.get(user) ?? ask(user);
      asked.set(user, answer);
      return within(answer, waitMs);
    },
  };
}
