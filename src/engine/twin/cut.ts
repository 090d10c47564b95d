/** What drills cut of a tunnel, as events of the simulated network: of the tenant's own tunnels and of no one else's. */
import type { NetworkEvent } from '../network/index.ts';
import type { Drill, DrillTarget } from '../tenant/drill/model.ts';
import type { TenantState } from '../tenant/model.ts';
import type { Vif } from '../tenant/network/model.ts';
import { lineLink, routerNode } from './names.ts';

export function cutsTunnel(target: DrillTarget, vif: Pick<Vif, 'id' | 'connection'>, router: string): boolean {
  switch (target.kind) {
    case 'session':
      return target.vif === vif.id && target.router === router;
    case 'line':
      return target.connection === vif.connection;
    case 'line-router':
      return target.router === router;
  }
}

/** `device`: without one there is neither link nor session with the customer. */
export function cutEvent(
  target: DrillTarget,
  vif: Pick<Vif, 'id' | 'connection' | 'device'>,
  router: string,
): NetworkEvent | undefined {
  if (!cutsTunnel(target, vif, router)) return undefined;
  if (target.kind === 'line-router') return { do: 'node-down', node: routerNode(vif.id, router) };
  if (!vif.device) return undefined;
  const link = lineLink(vif.id, router);
  return target.kind === 'line' ? { do: 'link-down', link } : { do: 'session-shutdown', session: link, side: 'a' };
}

/** The running drill that keeps a session down. */
export function runningDrillOn(state: TenantState, vif: Vif, router: string): Drill | undefined {
  return Object.values(state.drills).find(
    (drill) => drill.state === 'Running' && cutsTunnel(drill.target, vif, router),
  );
}
