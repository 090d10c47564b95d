/** What is made to go wrong on both platforms at once, as the page's switches say it. Decides no single fault. */
import type { FaultSettings, Faults } from '../faults.ts';
import type { FaultChange, FaultChoice } from './wire.ts';

export interface Troubles {
  /** What is left out stays as it was: two switches may be turned before the page has seen the first. */
  choose(choice: FaultChange): void;
  /** What is chosen, and how many faults have struck so far. */
  now(): FaultChoice & { readonly struck: number };
}

export const calm: FaultChoice = { delaySeconds: 0, duplicate: false, tooMany: false };

/** Half of all calls: the app gets through on a later try. */
const tooManyRate = 0.5;

export function faultsOf({ delaySeconds, duplicate, tooMany }: FaultChoice): FaultSettings {
  const milliseconds = [delaySeconds * 1_000, delaySeconds * 1_000] as const;
  return {
    delivery: {
      ...(delaySeconds > 0 ? { delay: { rate: 1, milliseconds } } : {}),
      ...(duplicate ? { repeat: { rate: 1 }, repeatAsNew: { rate: 1 } } : {}),
    },
    call: tooMany ? { tooMany: { rate: tooManyRate, retryAfterSeconds: 1 } } : {},
  };
}

export function createTroubles(platforms: readonly Pick<Faults, 'set' | 'strikes'>[]): Troubles {
  let chosen = calm;
  return {
    choose(choice) {
      const { delaySeconds, duplicate, tooMany } = choice;
      chosen = {
        delaySeconds: delaySeconds ?? chosen.delaySeconds,
        duplicate: duplicate ?? chosen.duplicate,
        tooMany: tooMany ?? chosen.tooMany,
      };
      for (const faults of platforms) faults.set(faultsOf(chosen));
    },
    now: () => ({ ...chosen, struck: platforms.reduce((sum, faults) => sum + faults.strikes().length, 0) }),
  };
}
