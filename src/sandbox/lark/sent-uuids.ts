/** Knows which message a `uuid` has sent within the last hour; sends nothing. */
import type { Clock } from '../clock.ts';
import { timeLimits } from './limits.ts';

export interface SentUuids {
  /** The message that uuid has sent, while it still counts. */
  messageOf(uuid: string | undefined): string | undefined;
  remember(uuid: string | undefined, messageId: string): void;
}

export function createSentUuids(clock: Clock): SentUuids {
  const sent = new Map<string, { readonly messageId: string; readonly until: number }>();
  return {
    messageOf(uuid) {
      const known = uuid === undefined ? undefined : sent.get(uuid);
      return known !== undefined && clock.now() < known.until ? known.messageId : undefined;
    },
    remember(uuid, messageId) {
      if (uuid === undefined || uuid === '') return;
      sent.set(uuid, { messageId, until: clock.now() + timeLimits.uuidMilliseconds });
    },
  };
}
