/** Name and language of people as their platform knows them. Knows no roster and no rights. */
import type { Clock, Heard } from '../app/ports.ts';
import { type Asked, asked } from './asked.ts';

export type Profile = NonNullable<Heard['profile']>;

/** A profile is a courtesy: who has none in time is heard without. */
export type Profiles = Asked<Profile>;

/** @param ask the platform's look-up; may reject. */
export function profiles(ask: (user: string) => Promise<Profile>, clock: Clock, waitMs?: number): Profiles {
  return asked(ask, clock, waitMs);
}
