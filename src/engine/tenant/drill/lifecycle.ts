/** The life of a failover drill as one table. Same readers as the connection's: guard, buttons, diagram, tests. */
import type { Move } from '../lifecycle.ts';

export const drillStates = [
  'Approving',
  'Scheduled',
  'Running',
  'Restoring',
  'Completed',
  'Refused',
  'Cancelled',
] as const;
export type DrillState = (typeof drillStates)[number];

export type DrillMove = Omit<Move, 'from' | 'to'> & { readonly from: DrillState; readonly to: DrillState };

const reviewer = ['reviewer'] as const;
const system = ['system'] as const;

export const drillMoves: readonly DrillMove[] = [
  { from: 'Approving', on: 'approve-drill', event: 'drill.approved', to: 'Scheduled', by: reviewer },
  { from: 'Approving', on: 'refuse-drill', event: 'drill.refused', to: 'Refused', by: reviewer },
  { from: 'Approving', on: 'cancel-drill', event: 'drill.cancelled', to: 'Cancelled', by: ['customer'] },
  { from: 'Approving', on: 'lapse-drill', event: 'drill.voided', to: 'Refused', by: system },
  { from: 'Scheduled', on: 'cancel-drill', event: 'drill.cancelled', to: 'Cancelled', by: ['customer', 'reviewer'] },
  { from: 'Scheduled', on: 'start-drill', event: 'drill.started', to: 'Running', by: system },
  { from: 'Scheduled', on: 'start-drill', event: 'drill.voided', to: 'Refused', by: system },
  { from: 'Running', on: 'observe-drill', event: 'drill.observed', to: 'Running', by: system },
  {
    from: 'Running',
    on: 'stop-drill',
    event: 'drill.restored',
    to: 'Restoring',
    by: ['customer', 'reviewer', 'field', 'system'],
  },
  { from: 'Restoring', on: 'finish-drill', event: 'drill.finished', to: 'Completed', by: system },
];

export function drillMovesFor(state: DrillState, on: string): readonly DrillMove[] {
  return drillMoves.filter((move) => move.from === state && move.on === on);
}

export function drillStateAfter(state: DrillState, event: string): DrillState {
  return drillMoves.find((move) => move.from === state && move.event === event)?.to ?? state;
}

/** Still to come or under way: a second one has to wait. */
export const isOpenDrill = (state: DrillState): boolean =>
  state === 'Approving' || state === 'Scheduled' || state === 'Running' || state === 'Restoring';

/** Everybody who may give a command in some state. */
export const drillMovers = (on: string): readonly Move['by'][number][] => [
  ...new Set(drillMoves.filter((move) => move.on === on).flatMap((move) => [...move.by])),
];
