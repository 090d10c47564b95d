/** Commands and events of drills inside a tenant log. Shapes only. */
import type { Departure, Standing } from '../../proposal/standing.ts';
import type { Proven, Seen } from '../messages.ts';
import type { DrillLosses, DrillTarget, Forecast, RestoreReason, VoidReason } from './model.ts';

interface DrillWish {
  readonly target: DrillTarget;
  /** 1 to 4,320. */
  readonly minutes: number;
  readonly startAt: number;
}

export type DrillCommand =
  | ({
      readonly do: 'request-drill';
      readonly id: string;
      /** Where it would isolate something: ask a reviewer instead of being refused. */
      readonly ask: boolean;
    } & DrillWish)
  | ({ readonly do: 'approve-drill'; readonly id: string } & Seen)
  | {
      readonly do: 'cancel-drill' | 'lapse-drill' | 'start-drill' | 'finish-drill';
      readonly id: string;
    }
  | { readonly do: 'refuse-drill'; readonly id: string; readonly reason: string }
  | {
      readonly do: 'observe-drill';
      readonly id: string;
      readonly losses: DrillLosses;
      readonly convergenceSeconds: number;
    }
  | { readonly do: 'stop-drill'; readonly id: string; readonly for: RestoreReason };

/** What the world adds where a drill is asked for, approved or started: the simulation of this very moment. */
export interface DrillFacts {
  readonly forecast: Forecast;
  readonly blocked?: 'maintenance' | 'arrears';
  /** When the timer would restore a drill that starts now. */
  readonly endsAt: number;
}

type By = { readonly by: string };

export type DrillEvent =
  | ({
      readonly type: 'drill.requested';
      readonly id: string;
      readonly region: string;
      readonly forecast: Forecast;
      readonly approval: boolean;
    } & DrillWish &
      By &
      Proven)
  /** `forecast`: as it was then; absent in history from before drills had a proof. */
  | ({ readonly type: 'drill.approved'; readonly id: string; readonly forecast?: Forecast } & By & Proven)
  | ({ readonly type: 'drill.cancelled'; readonly id: string } & By)
  /** Only in history from before drills had a proof: the ground moved before the decision. */
  | ({
      readonly type: 'drill.reproposed';
      readonly id: string;
      readonly forecast: Forecast;
      readonly changed: Departure;
    } & By)
  | ({ readonly type: 'drill.refused'; readonly id: string; readonly reason: string } & By)
  | {
      readonly type: 'drill.voided';
      readonly id: string;
      readonly for: VoidReason;
      readonly changed: Departure;
    }
  | ({ readonly type: 'drill.started'; readonly id: string; readonly endsAt: number } & Proven)
  | {
      readonly type: 'drill.observed';
      readonly id: string;
      readonly losses: DrillLosses;
      readonly convergenceSeconds: number;
    }
  | ({ readonly type: 'drill.restored'; readonly id: string; readonly for: RestoreReason } & By)
  | { readonly type: 'drill.finished'; readonly id: string; readonly missing: Standing };

export const isDrillEvent = (event: { readonly type: string }): event is DrillEvent => event.type.startsWith('drill.');
