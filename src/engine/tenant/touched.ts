/** What happens about a thing without changing it: its card is drawn again and its thread hears, nothing else. */
import type { TenantState } from './model.ts';

const tables = ['connections', 'vifs', 'gateways', 'drills', 'quotaRequests'] as const;

/** Nothing people decide on has changed: their buttons still hold. */
export function touched(state: TenantState, id: string, revision: number): TenantState {
  const table = tables.find((name) => Object.hasOwn(state[name], id));
  return table ? { ...state, [table]: { ...state[table], [id]: { ...state[table][id], revision } } } : state;
}
