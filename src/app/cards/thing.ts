/** The card of a thing, whatever its kind; undefined when it is gone or has none. */
import { type ConnectionView, connectionCard } from './connection.ts';
import { drillCard } from './drill.ts';
import { gatewayCard } from './gateway.ts';
import type { Card } from './model.ts';
import { quotaCard } from './quota.ts';
import { vifCard } from './vif.ts';

export function thingCard(id: string, view: ConnectionView): Card | undefined {
  const { state, movers, proofs } = view;
  const connection = Object.hasOwn(state.connections, id) ? state.connections[id] : undefined;
  if (connection) return connectionCard(connection, view);
  const vif = Object.hasOwn(state.vifs, id) ? state.vifs[id] : undefined;
  if (vif) return vifCard(vif, view);
  const drill = Object.hasOwn(state.drills, id) ? state.drills[id] : undefined;
  if (drill) return drillCard(drill, { state, movers, now: view.now ?? drill.startAt, ...(proofs && { proofs }) });
  const gateway = Object.hasOwn(state.gateways, id) ? state.gateways[id] : undefined;
  if (gateway) return gatewayCard(gateway, state, movers, proofs);
  const request = Object.hasOwn(state.quotaRequests, id) ? state.quotaRequests[id] : undefined;
  return request && quotaCard(request, view);
}
