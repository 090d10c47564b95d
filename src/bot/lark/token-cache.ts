/** Keeps one client's tenant token. The SDK's own cache is shared by all clients of a process and drops nothing. */
import type { Cache } from '@larksuiteoapi/node-sdk';
import type { Clock } from '../../app/ports.ts';

export interface TokenCache extends Cache {
  /** After a token was refused: the next call asks for a new one. */
  forget(): void;
}

export function tokenCache(clock: Clock): TokenCache {
  const kept = new Map<unknown, { value: unknown; until: number }>();
  return {
    // One client is one app: the SDK's namespace adds nothing.
    get: async (key) => {
      const entry = kept.get(key);
      return entry !== undefined && clock.now() < entry.until ? entry.value : undefined;
    },
    set: async (key, value: unknown, until = Number.POSITIVE_INFINITY) => {
      kept.set(key, { value, until });
      return true;
    },
    forget: () => kept.clear(),
  };
}
