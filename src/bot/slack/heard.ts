/**
 * Turns a Slack payload into what was heard and where the answer belongs. Calls nothing; who the person is comes only
 * from the signed payload.
 */
import { readHome, readMessage, readSlash } from './from-events.ts';
import { readClick, readSearch, readSubmission } from './from-interactions.ts';
import type { Inbound, Reader } from './inbound.ts';

const readers: readonly Reader[] = [readSlash, readClick, readSubmission, readSearch, readMessage, readHome];

/** `undefined`: nothing Hostline listens to. */
export function readInbound(body: unknown, botUser: string | undefined): Inbound | undefined {
  for (const read of readers) {
    const inbound = read(body, botUser);
    if (inbound !== undefined) return inbound;
  }
  return undefined;
}
