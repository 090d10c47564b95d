/** Knows which trigger ids were handed out, for whom, until when, and that each works once; opens nothing. */
import type { Clock } from '../clock.ts';
import type { Ids } from './ids.ts';
import { timeLimits } from './limits.ts';

export interface Trigger {
  readonly person: string;
  /** The view the interaction came from, if it came from one. */
  readonly viewId?: string;
}

export type Exchanged =
  | { readonly ok: true; readonly trigger: Trigger }
  | { readonly ok: false; readonly error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' };

export interface Triggers {
  issue(trigger: Trigger): string;
  exchange(id: string): Exchanged;
}

export function createTriggers(ids: Ids, clock: Clock): Triggers {
  const issued = new Map<string, { readonly trigger: Trigger; readonly expiresAt: number; used: boolean }>();
  return {
    issue(trigger) {
      const id = `${ids.next('').replace(/^0+/, '')}.${Math.floor(clock.now())}.${ids.token()}`;
      issued.set(id, { trigger, expiresAt: clock.now() + timeLimits.triggerMilliseconds, used: false });
      return id;
    },
    exchange(id) {
      const found = issued.get(id);
      if (found === undefined) return { ok: false, error: 'invalid_trigger_id' };
      if (found.used) return { ok: false, error: 'exchanged_trigger_id' };
      if (clock.now() > found.expiresAt) return { ok: false, error: 'expired_trigger_id' };
      found.used = true;
      return { ok: true, trigger: found.trigger };
    },
  };
}
