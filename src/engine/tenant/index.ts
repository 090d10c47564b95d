/** The decider of a tenant log: everything one customer owns. */
import type { Decider } from '../core.ts';
import { decideTenant } from './decide.ts';
import { evolveTenant } from './evolve.ts';
import type { TenantCommand, TenantEvent, TenantFacts } from './messages.ts';
import { emptyTenant, type TenantState } from './model.ts';

export const tenant: Decider<TenantState, TenantCommand, TenantEvent, TenantFacts> = {
  initial: emptyTenant,
  decide: decideTenant,
  evolve: evolveTenant,
};
