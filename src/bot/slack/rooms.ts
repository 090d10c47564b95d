/** How Slack is asked whether a channel is shared through Slack Connect. Remembers nothing itself. */
import type { webApi } from '@slack/bolt';
import type { Clock } from '../../app/ports.ts';
import { type Rooms, rooms } from '../rooms.ts';
import { outcomeOf } from './outcome.ts';

export function slackRooms(client: webApi.WebClient, clock: Clock, waitMs?: number): Rooms {
  const isShared = async (room: string) => {
    const { channel } = await client.conversations.info({ channel: room }).catch((error: unknown) => {
      throw outcomeOf(error);
    });
    if (channel === undefined) throw new Error('Slack described no channel');
    // Between workspaces of one organisation a channel is shared, but not with others.
    const { is_ext_shared, is_shared, is_org_shared, is_pending_ext_shared } = channel;
    return is_ext_shared === true || is_pending_ext_shared === true || (is_shared === true && is_org_shared !== true);
  };
  return rooms({ isShared, isDirect: (room) => room.startsWith('D') }, clock, waitMs);
}
