/** What an examination says of one thing: whether it is well, what was seen, and what would mend it. Examines nothing. */

export interface Finding {
  /** Name of what was looked at, such as `redis.persistence`; stable, for scripts. */
  readonly check: string;
  readonly state: 'ok' | 'warn' | 'fail' | 'skipped';
  /** What was seen; never a secret. */
  readonly seen: string;
  /** What to do; on every `warn` and `fail`. */
  readonly fix?: string;
}

export const ok = (check: string, seen: string): Finding => ({ check, state: 'ok', seen });
export const warn = (check: string, seen: string, fix: string): Finding => ({ check, state: 'warn', seen, fix });
export const fail = (check: string, seen: string, fix: string): Finding => ({ check, state: 'fail', seen, fix });
export const skipped = (check: string, seen: string): Finding => ({ check, state: 'skipped', seen });

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Signatures older or newer than five minutes are refused by both platforms' rules; a minute off is already a warning. */
const warnFromMs = 60_000;
const failFromMs = 300_000;

export function clockFinding(check: string, theirs: number, ours: number): Finding {
  const skewMs = Math.abs(theirs - ours);
  const seen = `${Math.round(skewMs / 1_000)} s apart`;
  const fix = 'Set this machine’s clock by NTP: requests more than five minutes off are refused.';
  if (skewMs >= failFromMs) return fail(check, seen, fix);
  return skewMs >= warnFromMs ? warn(check, seen, fix) : ok(check, seen);
}
