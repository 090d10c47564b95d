/** Looks at every turn of random lives, and at the things of a state as lists. Knows no rule. */
import fc from 'fast-check';
import type { TenantState } from '../../../../src/engine/tenant/model.ts';
import { linkRange } from '../../../../src/engine/tenant/network/ranges.ts';
import { anyLife, live, type Turn } from './random-cloud.ts';

export const runs = { numRuns: 50 };

export function everyTurn(check: (turn: Turn) => void) {
  fc.assert(
    fc.property(anyLife, (life) => {
      for (const turn of live(life).turns) check(turn);
    }),
    runs,
  );
}
/** States differ from turn to turn only where something happened. */
export const everyState = (check: (state: TenantState) => void) =>
  everyTurn(({ before, after }) => {
    if (before !== after) check(after);
  });

export const vifs = (state: TenantState) => Object.values(state.vifs).filter((vif) => vif.state !== 'Deleted');
export const attachments = (state: TenantState) => Object.values(state.attachments);
export const vpcs = (state: TenantState) => Object.values(state.vpcs);
export const gateways = (state: TenantState) => Object.values(state.gateways);
export const links = (state: TenantState, gateway: string) =>
  vifs(state)
    .filter((vif) => vif.gateway === gateway)
    .flatMap((vif) => vif.pairs.map((pair) => linkRange(pair) ?? 'no /30'));
