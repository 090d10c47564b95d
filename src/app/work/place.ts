/** A place is one card in one room: its name in the message book and its way back. */
import { chatsOf, type Person, type RosterState, roomsFor } from '../../engine/roster/model.ts';
import type { PlatformName } from '../ports.ts';
import type { Language } from '../text/phrase.ts';
import type { Thing } from '../things.ts';

export interface Place {
  readonly platform: PlatformName;
  /** Room id; for a person without a room, their user id. */
  readonly room: string;
  /** The room is a person's direct chat, still to be opened. */
  readonly direct: boolean;
  readonly side: 'staff' | 'customer';
  readonly language: Language;
}

/** Everywhere a thing's card lives: the engineers' rooms, the tenant's rooms, else the one who made it alone. */
export function placesOf(roster: RosterState, tenant: string, thing: Thing): readonly Place[] {
  const { staff, customer } = roomsFor(roster, tenant);
  const rooms = [
    ...staff.map((room) => ({ ...room, side: 'staff' as const })),
    ...customer.map((room) => ({ ...room, side: 'customer' as const })),
  ];
  const bound = rooms.map(
    ({ platform, room, side, language }): Place => ({ platform, room, side, language, direct: false }),
  );
  if (customer.length > 0) return bound;
  const requester: Person | undefined = roster.people[thing.createdBy];
  const alone = requester?.tenant === tenant ? chatsOf(requester) : [];
  return [
    ...bound,
    ...alone.map(
      ({ platform, user }): Place => ({
        platform,
        room: user,
        side: 'customer',
        language: requester?.language ?? 'en',
        direct: true,
      }),
    ),
  ];
}

/** Unique per card and room; made of characters queues and stores accept. */
export function placeName(place: Pick<Place, 'platform' | 'room'>, resource: string): string {
  return `${place.platform}_${place.room}_${resource}`.replace(/[^\w-]/g, '_');
}
