/** Knows which tokens for a late card update were handed out with callbacks, how often and until when each works. */
import type { Clock } from '../clock.ts';
import { codes, type Refusal } from './codes.ts';
import type { Ids } from './ids.ts';
import { timeLimits } from './limits.ts';

export type Spent =
  | { readonly ok: true; readonly messageId: string }
  | { readonly ok: false; readonly refusal: Refusal };

export interface CardTokens {
  /** "c-…", good for the card that was acted on once its callback is answered. */
  issue(messageId: string): string;
  /** The callback was answered, or its 3 s are over. */
  open(token: string): void;
  spend(token: string): Spent;
}

export function createCardTokens(ids: Ids, clock: Clock): CardTokens {
  const issued = new Map<string, { messageId: string; expiresAt: number; uses: number; open: boolean }>();
  const refuse = (refusal: Refusal): Spent => ({ ok: false, refusal });
  return {
    issue(messageId) {
      const token = ids.next('c-');
      issued.set(token, { messageId, expiresAt: clock.now() + timeLimits.cardTokenMilliseconds, uses: 0, open: false });
      return token;
    },
    open(token) {
      const known = issued.get(token);
      if (known !== undefined) known.open = true;
    },
    spend(token) {
      const known = issued.get(token);
      if (known === undefined) return refuse(codes.cardTokenShape);
      if (!known.open) return refuse(codes.cardTokenEarly);
      if (clock.now() > known.expiresAt) return refuse(codes.cardTokenExpired);
      if (known.uses >= timeLimits.cardTokenUses) return refuse(codes.cardTokenSpent);
      known.uses += 1;
      return { ok: true, messageId: known.messageId };
    },
  };
}
