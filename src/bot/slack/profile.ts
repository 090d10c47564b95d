/** How Slack is asked for a person's name and language. Remembers nothing itself. */
import type { webApi } from '@slack/bolt';
import type { Clock } from '../../app/ports.ts';
import { type Profiles, profiles } from '../profile.ts';

export function slackProfiles(client: webApi.WebClient, clock: Clock, waitMs?: number): Profiles {
  const ask = async (user: string) => {
    const { user: found } = await client.users.info({ user, include_locale: true });
    const name = found?.profile?.display_name || found?.real_name || found?.name;
    const language = found?.locale?.toLowerCase().startsWith('zh') ? ('zh' as const) : ('en' as const);
    const outsider = [found?.is_restricted, found?.is_ultra_restricted, found?.is_stranger].includes(true);
    return { outsider, ...(name && { name }), ...(found?.locale && { language }) };
  };
  return profiles(ask, clock, waitMs);
}
