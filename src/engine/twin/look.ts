/** What every check of a connectivity test looks at, gathered once: the twin, the interface, both ends of the ping. */
import type { ClientDevice, Vif } from '../tenant/network/model.ts';
import type { Twin } from './build.ts';
import type { CheckCode, Finding } from './codes.ts';
import type { GatewayTable } from './gateway-table.ts';
import { byText } from './order.ts';
import { type Found, findInstance, type ProbeResult, probe } from './probe.ts';
import { type SessionReport, sessionReports } from './sessions.ts';

/** Both ends are chosen from what there is when they are not given. */
export interface Ends {
  readonly instance?: string;
  readonly host?: string;
}

export interface Look {
  readonly twin: Twin;
  readonly vif: Vif;
  readonly device: ClientDevice | undefined;
  readonly table: GatewayTable;
  readonly sessions: readonly SessionReport[];
  readonly host: string | undefined;
  readonly found: Found | undefined;
  readonly ping: ProbeResult | undefined;
}

/** A check passes when it finds nothing. */
export type Checks = readonly (readonly [CheckCode, (look: Look) => Finding | undefined])[];

/** First of the VPCs on the gateway, then of the region. */
export function usualInstance(twin: Twin, vif: Vif): string | undefined {
  const attached = new Set(
    Object.values(twin.tenant.attachments).flatMap((row) => (row.gateway === vif.gateway ? [row.vpc] : [])),
  );
  const instances = Object.values(twin.tenant.vpcs)
    .filter(({ region }) => region === vif.region)
    .flatMap((vpc) => vpc.instances.map(({ id }) => ({ id, rank: attached.has(vpc.id) ? 0 : 1 })));
  return instances.sort((left, right) => left.rank - right.rank || byText(left.id, right.id))[0]?.id;
}

const emptyTable: GatewayTable = { routes: [], dynamic: { used: 0, limit: 0 } };

export function lookAt(twin: Twin, vif: Vif, ends: Ends): Look {
  const host = ends.host ?? vif.device?.host;
  const instance = ends.instance ?? usualInstance(twin, vif);
  return {
    twin,
    vif,
    device: vif.device,
    table: twin.gateways[vif.gateway] ?? emptyTable,
    sessions: sessionReports(twin, vif),
    host,
    found: instance === undefined ? undefined : findInstance(twin, instance),
    ping: instance !== undefined && host !== undefined ? probe(twin, { instance, host }) : undefined,
  };
}
