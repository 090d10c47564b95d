/**
 * Turns one of Lark's events into what was heard and where the answer belongs. Calls nothing; who the person is comes
 * only from the authenticated event.
 */
import { readCard } from './from-cards.ts';
import { readMenu, readMessage } from './from-events.ts';
import type { Inbound, Reader } from './inbound.ts';

const readers: readonly Reader[] = [readMessage, readMenu, readCard];

/** `undefined`: nothing Hostline listens to. */
export function readInbound(event: unknown, botUser: string): Inbound | undefined {
  for (const read of readers) {
    const inbound = read(event, botUser);
    if (inbound !== undefined) return inbound;
  }
  return undefined;
}
