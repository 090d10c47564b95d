/** Whether a tenant owes money so long that new things have to wait. The one home of this question. */
import type { TenantState } from './model.ts';

/** Nothing is billed by the clock yet, so nobody can be in arrears; billing answers here. */
export function inArrears(_state: TenantState): boolean {
  return false;
}
