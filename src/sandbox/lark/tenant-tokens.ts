/** Knows which tenant access tokens are good and until when; checks no secret and calls nothing. */
import type { Clock } from '../clock.ts';
import type { Ids } from './ids.ts';
import { timeLimits } from './limits.ts';

export interface TenantTokens {
  /** The present token, or a new one when it has less than half an hour to live. */
  issue(): { readonly token: string; readonly expiresInSeconds: number };
  isGood(token: string): boolean;
  /** Makes every token bad at once, as after a change of the secret. */
  revoke(): void;
}

export function createTenantTokens(ids: Ids, clock: Clock): TenantTokens {
  let issued: { readonly token: string; readonly expiresAt: number }[] = [];
  return {
    issue() {
      const last = issued.at(-1);
      const fresh = last !== undefined && last.expiresAt - clock.now() >= timeLimits.tenantTokenRenewMilliseconds;
      const current = fresh
        ? last
        : { token: ids.next('t-'), expiresAt: clock.now() + timeLimits.tenantTokenMilliseconds };
      // An older token stays good until it expires: both work for the last half hour.
      issued = [...issued.filter((one) => one !== current && one.expiresAt > clock.now()), current];
      return { token: current.token, expiresInSeconds: Math.floor((current.expiresAt - clock.now()) / 1000) };
    },
    isGood: (token) => issued.some((one) => one.token === token && one.expiresAt > clock.now()),
    revoke() {
      issued = [];
    },
  };
}
