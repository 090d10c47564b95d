/** Whether a room is shared with another organisation, as its platform says. Knows no roster and what follows from it. */
import type { Clock, Heard } from '../app/ports.ts';
import { asked } from './asked.ts';

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

/** Who is not answered is refused: longer than for a courtesy, and only once in ten minutes. */
const waitsMs = 2_000;

export function rooms({ isShared, isDirect }: RoomsAsked, clock: Clock, waitMs = waitsMs): Rooms {
  const shared = asked(isShared, clock, waitMs);
  return {
    async externalOf(room) {
      if (room === undefined || isDirect(room)) return {};
      const answer = await shared.of(room);
      if (answer === undefined) return { external: 'unknown' };
      return answer ? { external: true } : {};
    },
  };
}
