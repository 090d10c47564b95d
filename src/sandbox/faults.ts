/** Knows which delivery or call goes wrong and how, from a seed; carries nothing out and knows no platform. */
import { fractionOf, wholeBetween } from './random.ts';

/** How often a fault strikes: `rate` in [0, 1], at most `most` times, only for the kinds or methods in `of`. */
export interface Odds {
  readonly rate: number;
  readonly most?: number;
  readonly of?: readonly string[];
}

/** What may go wrong on the way to the app. */
export interface DeliveryOdds {
  /** Held back for a time in this range, in milliseconds. */
  readonly delay?: Odds & { readonly milliseconds: readonly [number, number] };
  /** Sent a second time under the same id. */
  readonly repeat?: Odds;
  /** Sent a second time under a new event id and a new envelope id. */
  readonly repeatAsNew?: Odds;
  /** Held back until a later delivery has gone out. */
  readonly reorder?: Odds;
  /** The app never gets it. */
  readonly dropBefore?: Odds;
  /** The app gets it, but its answer is lost. */
  readonly dropAfter?: Odds;
}

/** What may go wrong when the app calls. */
export interface CallOdds {
  /** HTTP 429 with this Retry-After; nothing is carried out. */
  readonly tooMany?: Odds & { readonly retryAfterSeconds: number };
  /** HTTP 500; nothing is carried out. */
  readonly broken?: Odds;
  /** No answer at all; nothing is carried out. */
  readonly hang?: Odds;
  /** Carried out, but the connection is cut before the answer. */
  readonly loseAnswer?: Odds;
}

export interface FaultSettings {
  readonly delivery?: DeliveryOdds;
  readonly call?: CallOdds;
}

/** What is to happen to one delivery. `delayMilliseconds` is 0 for none. */
export interface DeliveryFault {
  readonly delayMilliseconds: number;
  readonly repeat: boolean;
  readonly repeatAsNew: boolean;
  readonly reorder: boolean;
  readonly drop: 'before' | 'after' | undefined;
}

export type CallFault =
  | { readonly kind: 'tooMany'; readonly retryAfterSeconds: number }
  | { readonly kind: 'broken' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'loseAnswer' };

/** One fault that struck: the `index`-th delivery of that kind, or call of that method, counted from 0. */
export interface Strike {
  readonly side: 'delivery' | 'call';
  readonly of: string;
  readonly index: number;
  readonly fault: string;
}

export interface Faults {
  /** Replaces all settings; `most` is counted afresh. */
  set(settings: FaultSettings): void;
  forDelivery(kind: string): DeliveryFault;
  forCall(method: string): CallFault | undefined;
  strikes(): readonly Strike[];
}

/** Draws depend on the seed, the kind and its running number only, so the same traffic meets the same faults. */
export function createFaults(seed: string | number, initial: FaultSettings = {}): Faults {
  let settings = initial;
  const counts = new Map<string, number>();
  const struck = new Map<string, number>();
  const strikes: Strike[] = [];

  function next(side: Strike['side'], of: string): number {
    const key = `${side}/${of}`;
    const index = counts.get(key) ?? 0;
    counts.set(key, index + 1);
    return index;
  }

  function strikesNow(at: Omit<Strike, 'fault'>, fault: string, odds: Odds | undefined): boolean {
    if (odds === undefined || (odds.of !== undefined && !odds.of.includes(at.of))) return false;
    const key = `${at.side}/${fault}`;
    const already = struck.get(key) ?? 0;
    if (already >= (odds.most ?? Number.POSITIVE_INFINITY)) return false;
    if (fractionOf(String(seed), `${at.side}/${at.of}/${at.index}/${fault}`) >= odds.rate) return false;
    struck.set(key, already + 1);
    strikes.push({ ...at, fault });
    return true;
  }

  return {
    set(changed) {
      settings = changed;
      struck.clear();
    },
    forDelivery(kind) {
      const odds = settings.delivery ?? {};
      const at = { side: 'delivery', of: kind, index: next('delivery', kind) } as const;
      const delay = strikesNow(at, 'delay', odds.delay) ? odds.delay : undefined;
      const size = fractionOf(String(seed), `delivery/${kind}/${at.index}/delay/size`);
      const before = strikesNow(at, 'dropBefore', odds.dropBefore);
      const after = !before && strikesNow(at, 'dropAfter', odds.dropAfter);
      return {
        delayMilliseconds: delay === undefined ? 0 : wholeBetween(delay.milliseconds[0], delay.milliseconds[1], size),
        repeat: strikesNow(at, 'repeat', odds.repeat),
        repeatAsNew: strikesNow(at, 'repeatAsNew', odds.repeatAsNew),
        reorder: strikesNow(at, 'reorder', odds.reorder),
        drop: before ? 'before' : after ? 'after' : undefined,
      };
    },
    forCall(method) {
      const odds = settings.call ?? {};
      const at = { side: 'call', of: method, index: next('call', method) } as const;
      if (odds.tooMany !== undefined && strikesNow(at, 'tooMany', odds.tooMany)) {
        return { kind: 'tooMany', retryAfterSeconds: odds.tooMany.retryAfterSeconds };
      }
      if (strikesNow(at, 'broken', odds.broken)) return { kind: 'broken' };
      if (strikesNow(at, 'hang', odds.hang)) return { kind: 'hang' };
      if (strikesNow(at, 'loseAnswer', odds.loseAnswer)) return { kind: 'loseAnswer' };
      return undefined;
    },
    strikes: () => strikes,
  };
}
