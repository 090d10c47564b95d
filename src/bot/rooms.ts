/** Whether a room is shared with another organisation, as its platform says. Knows no roster and what follows from it. */
import { type Clock, type Heard, RateLimited } from '../app/ports.ts';
import { asked } from './asked.ts';
import { patiently } from './patience.ts';

export interface Rooms {
  /** Of the room something was heard in; nothing for a room that is our own. Asks at most once in ten minutes. */
  externalOf(room: string | undefined): Promise<Pick<Heard, 'external'>>;
}

export interface RoomsAsked {
  /** The platform's look-up: whether the room is shared; may reject. */
  readonly isShared: (room: string) => Promise<boolean>;
  /** Somebody's direct room with the bot, which nobody else is in. */
  readonly isDirect: (room: string) => boolean;
}

/** Who is not answered is refused: longer than for a courtesy, and a platform that is only busy is asked again. */
const waitsMs = 8_000;
const shortestPauseMs = 100;

const pauseOf = (error: unknown): number | undefined =>
  error instanceof RateLimited ? Math.max(error.retryAfterMs, shortestPauseMs) : undefined;

export function rooms({ isShared, isDirect }: RoomsAsked, clock: Clock, waitMs = waitsMs): Rooms {
  const shared = asked((room: string) => patiently(() => isShared(room), waitMs, pauseOf), clock, waitMs);
  return {
    async externalOf(room) {
      if (room === undefined || isDirect(room)) return {};
      const answer = await shared.of(room);
      if (answer === undefined) return { external: 'unknown' };
      return answer ? { external: true } : {};
    },
  };
}
