/** Since when each session of an interface is as it is, and why it was down last. Folds observations; knows no clock. */
import type { SessionSeen } from './model.ts';

export interface SessionTimes {
  /** When the present state was first observed. */
  readonly since: number;
  readonly up: boolean;
  /** When it went down last after having been up, and why. Absent: it never did. */
  readonly lost?: { readonly at: number; readonly cause: string };
}

/** By line router. */
export type Times = Readonly<Record<string, SessionTimes>>;

export function timesAfter(before: Times | undefined, seen: readonly SessionSeen[], at: number): Times {
  return Object.fromEntries(seen.map((session) => [session.router, timeAfter(before?.[session.router], session, at)]));
}

function timeAfter(old: SessionTimes | undefined, { up, cause = 'unknown' }: SessionSeen, at: number): SessionTimes {
  if (!old) return { since: at, up };
  if (old.up === up) return up || !old.lost ? old : { ...old, lost: { ...old.lost, cause } };
  return { ...old, up, since: at, ...(up ? {} : { lost: { at, cause } }) };
}
