/** What a failover drill is: what it cuts of the tenant's own tunnels, what was foretold, what was seen. Shapes and look-ups only. */
import type { ProofMark } from '../../proposal/mark.ts';
import { type Departure, nowhere, type Passage, type Standing } from '../../proposal/standing.ts';
import type { NetworkState } from '../network/model.ts';
import type { DrillState } from './lifecycle.ts';

/** A drill never touches another tenant: a line router is cut for this tenant's tunnels alone. */
export type DrillTarget =
  | { readonly kind: 'session'; readonly vif: string; readonly router: string }
  | { readonly kind: 'line'; readonly connection: string }
  | { readonly kind: 'line-router'; readonly router: string };

/** What goes while the cut lasts. */
export interface DrillLosses {
  /** Ranges behind the lines that lose their last path. */
  readonly prefixes: readonly string[];
  /** Pings that no longer pass: `<instance> <host>`. */
  readonly pings: readonly string[];
  /** Ranges that are left with a single line or line router. */
  readonly redundancy: readonly string[];
  /** BGP sessions that go down: `<interface> <line router>`. */
  readonly sessions: readonly string[];
}

/** Something whose failure alone would take ranges off the air. */
export interface Weakness {
  readonly kind: 'line' | 'line-router' | 'device';
  readonly id: string;
  /** How many ranges hang on it. */
  readonly prefixes: number;
}

/** 0: everything hangs on single things; 100: nothing does. */
export interface Resilience {
  readonly score: number;
  readonly weaknesses: readonly Weakness[];
}

/** What the simulation says of a drill, and from where to where its proof leads. */
export interface Forecast extends Passage {
  readonly losses: DrillLosses;
  readonly convergenceSeconds: number;
  readonly resilience: Resilience;
}

/** Of a drill that is only tried. */
export const nothingForetold: Forecast = {
  losses: { prefixes: [], pings: [], redundancy: [], sessions: [] },
  convergenceSeconds: 0,
  resilience: { score: 0, weaknesses: [] },
  start: nowhere,
  end: nowhere,
};

export interface DrillSeen {
  readonly losses: DrillLosses;
  /** From the cut until the routers had settled, as the clock says. */
  readonly convergenceSeconds: number;
}

/** Why a running drill came to its end. */
export type RestoreReason = 'time' | 'stopped' | 'ground' | 'maintenance';
/** Why a drill that was to start did not. */
export type VoidReason = 'ground' | 'unproven' | 'maintenance' | 'arrears' | 'drill' | 'late' | 'gone';

export interface Drill {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly firstRevision: number;
  readonly revision: number;
  readonly state: DrillState;
  readonly since: number;
  readonly target: DrillTarget;
  readonly minutes: number;
  /** When it is to start; already past for one that was wanted at once. */
  readonly startAt: number;
  readonly forecast: Forecast;
  /** The proof it was asked for on, or approved on; absent in history from before drills had one. */
  readonly proof?: ProofMark;
  readonly decidedBy?: string;
  readonly reason?: string;
  readonly startedAt?: number;
  /** When the timer restores at the latest. */
  readonly endsAt?: number;
  readonly seen?: DrillSeen;
  readonly restoredAt?: number;
  readonly restoredBy?: string;
  readonly restoredFor?: RestoreReason;
  readonly voidedFor?: VoidReason;
  /** What came and went underneath since its proof. */
  readonly changed?: Departure;
  /** What did not come back. */
  readonly missing?: Standing;
}

/** Cuts in effect now. */
export function runningCuts({ drills }: Pick<NetworkState, 'drills'>): readonly DrillTarget[] {
  return Object.values(drills)
    .filter(({ state }) => state === 'Running')
    .map(({ target }) => target);
}

/** Anything would be isolated. */
export const cutsLastPath = ({ losses }: Pick<Forecast, 'losses'>): boolean =>
  losses.prefixes.length > 0 || losses.pings.length > 0;
