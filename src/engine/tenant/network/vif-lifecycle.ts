/** The life of a virtual interface as one table (domain §3.2). Same readers as the connection's: guard, buttons, diagram, tests. */
import type { Move } from '../lifecycle.ts';

export const vifStates = ['Pending', 'Active', 'Down', 'Deleting', 'Deleted'] as const;
export type VifState = (typeof vifStates)[number];

type VifMove = Omit<Move, 'from' | 'to'> & { readonly from: VifState; readonly to: VifState };

const live = ['Pending', 'Active', 'Down'] as const;
const stay = (on: string, event: string, by: Move['by']): VifMove[] =>
  live.map((state) => ({ from: state, on, event, to: state, by }));

export const vifMoves: readonly VifMove[] = [
  ...stay('edit-vif', 'vif.edited', ['customer']),
  ...stay('set-device', 'vif.device-set', ['customer']),
  ...stay('start-test', 'vif.test-started', ['customer', 'field']),
  ...stay('record-test', 'vif.tested', ['system']),
  ...stay('reveal-key', 'vif.key-revealed', ['customer']),
  ...stay('observe-vif', 'vif.observed', ['system']),
  { from: 'Pending', on: 'observe-vif', event: 'vif.up', to: 'Active', by: ['system'] },
  { from: 'Active', on: 'observe-vif', event: 'vif.down', to: 'Down', by: ['system'] },
  { from: 'Down', on: 'observe-vif', event: 'vif.up', to: 'Active', by: ['system'] },
  ...live.map(
    (state): VifMove => ({ from: state, on: 'delete-vif', event: 'vif.deleting', to: 'Deleting', by: ['customer'] }),
  ),
  { from: 'Deleting', on: 'clean-vif', event: 'vif.deleted', to: 'Deleted', by: ['system'] },
];

export function vifMovesFor(state: VifState, on: string): readonly VifMove[] {
  return vifMoves.filter((move) => move.from === state && move.on === on);
}

export function vifStateAfter(state: VifState, event: string): VifState {
  return vifMoves.find((move) => move.from === state && move.event === event)?.to ?? state;
}
