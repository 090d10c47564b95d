/** Carries what was heard to the ear and always comes back with an answer. Knows no platform and sends nothing. */
import type { Answer, Ear, Heard, Telemetry } from '../app/ports.ts';
import { type Language, t } from '../app/text/phrase.ts';
import type { Profiles } from './profile.ts';
import type { Rooms } from './rooms.ts';

export interface Listened {
  readonly answer: Answer;
  readonly language: Language;
}

export interface Listener {
  /** Never rejects: a failure is logged under a reference, and the reference is the answer. */
  listen(heard: Heard): Promise<Listened>;
  /** Options for a search field; none when the search failed. */
  suggest(heard: Heard): Promise<{ value: string; label: string }[]>;
  /** The language to use before the ear has spoken. */
  languageOf(user: string): Language;
}

export function failed(telemetry: Telemetry, event: string, error: unknown): Answer {
  const reference = crypto.randomUUID().slice(0, 8);
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  telemetry.log('error', event, { reference, error: cause });
  return { kind: 'said', text: [t('chat.broken', { reference })], tone: 'bad' };
}

/** What a platform can be asked about who speaks and where. */
export interface Surroundings {
  readonly profiles: Profiles;
  readonly rooms: Rooms;
}

/** `platform` begins the names of what is counted and logged. */
export function listener(
  platform: string,
  ear: Ear,
  { profiles, rooms }: Surroundings,
  telemetry: Telemetry,
): Listener {
  /** What was heard, with what the platform knows of the person and the room; both are asked at once. */
  async function placed(heard: Heard): Promise<Heard> {
    const [asked, around] = await Promise.all([
      profiles.of(heard.identity.user),
      heard.external === undefined ? rooms.externalOf(heard.room) : {},
    ]);
    const profile = { ...heard.profile, ...asked };
    return { ...heard, ...around, ...(Object.keys(profile).length > 0 && { profile }) };
  }

  const languageOf = (user: string): Language => profiles.known(user)?.language ?? 'en';
  return {
    languageOf,

    async listen(heard) {
      const { team, user } = heard.identity;
      telemetry.count(`${platform}_heard`, { kind: heard.what.kind });
      // How an administrator finds their own ids; never what was said.
      telemetry.log('debug', `${platform}_heard`, { team, user });
      try {
        return await ear.hear(await placed(heard));
      } catch (error) {
        return {
          answer: failed(telemetry, `${platform}_hear_failed`, error),
          language: languageOf(heard.identity.user),
        };
      }
    },

    async suggest(heard) {
      try {
        return await ear.suggest(await placed(heard));
      } catch (error) {
        failed(telemetry, `${platform}_suggest_failed`, error);
        return [];
      }
    },
  };
}
