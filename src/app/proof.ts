/** What the twin says of a change before anybody decides on it. A simulation over the tenant as it is now. */
import { evolveTenant } from '../engine/tenant/evolve.ts';
import type { TenantState } from '../engine/tenant/model.ts';
import { type Difference, difference, outcomeOf, type Sites, twinOf } from '../engine/twin/index.ts';
import { pendingRoutes } from './things.ts';

export interface RouteProof {
  readonly route: string;
  readonly destination: string;
  readonly difference: Difference;
}

/** What verifying each waiting static route of a gateway would change, one by one. */
export function routeProofs(state: TenantState, sites: Sites, gateway: string): readonly RouteProof[] {
  const waiting = pendingRoutes(state, gateway);
  if (waiting.length === 0) return [];
  const scope = { gateways: [gateway] };
  const before = outcomeOf(twinOf(state, sites, scope));
  return waiting.map((route) => {
    const verified = { type: 'static-route.verified', id: gateway, route: route.id, by: 'proof' } as const;
    const after = evolveTenant(state, verified, { version: state.version, at: 0, by: 'proof' });
    return {
      route: route.id,
      destination: route.destination,
      difference: difference(before, outcomeOf(twinOf(after, sites, scope))),
    };
  });
}
