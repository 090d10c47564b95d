/** A tenant as its simulated network would leave it: every session as the twin sees it, for pictures of what is not yet so. */

import type { TenantState } from '../../engine/tenant/model.ts';
import type { Vif } from '../../engine/tenant/network/model.ts';
import { liveVifs, sessionsOf, type Twin } from '../../engine/twin/index.ts';

function settled(twin: Twin, vif: Vif): Vif {
  const sessions = sessionsOf(twin, vif);
  const down = vif.state === 'Pending' ? 'Pending' : 'Down';
  return { ...vif, sessions, state: sessions.some(({ up }) => up) ? 'Active' : down };
}

export function settledState(twin: Twin): TenantState {
  const { tenant } = twin;
  const live = Object.keys(twin.gateways).flatMap((gateway) => liveVifs(tenant, gateway));
  const vifs = Object.fromEntries(live.map((vif) => [vif.id, settled(twin, vif)]));
  return { ...tenant, vifs: { ...tenant.vifs, ...vifs } };
}
