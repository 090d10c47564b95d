/** A tenant with one line, one gateway and one interface, to try a device on without a store. Everything but the plan is made up. */
import { regions } from '../catalog/regions.ts';
import type { VifPlan } from '../device/index.ts';
import { type Connection, emptyTenant, type TenantState } from '../tenant/model.ts';
import type { ClientDevice, Gateway, Vif } from '../tenant/network/model.ts';
import { twinOf } from './build.ts';
import { type SessionReport, sessionReports } from './sessions.ts';

const names = { connection: 'conn-check', gateway: 'bgw-check', vif: 'vif-check' } as const;

function tenantWith(plan: VifPlan, device: Omit<ClientDevice, 'since'>, keyPrint: string | undefined): TenantState {
  const region = regions[0]?.id ?? '';
  const made = { name: plan.name, region, createdBy: 'check', createdAt: 0, firstRevision: 1, revision: 1 };
  const connection: Connection = {
    id: names.connection,
    state: 'Active',
    name: plan.name,
    region,
    port: '10GBASE-LR',
    autoPay: false,
    requestedBy: 'check',
    createdAt: 0,
    since: 0,
    firstRevision: 1,
    revision: 1,
    decisiveRevision: 1,
    rang: [],
  };
  const gateway: Gateway = { ...made, id: names.gateway, asn: 65_000, staticRoutes: [] };
  const pair = ({ customerIp, cloudIp }: VifPlan['peers'][number]) => ({ customerIp, cloudIp });
  const vif: Vif = {
    ...made,
    id: names.vif,
    state: 'Pending',
    since: 0,
    connection: names.connection,
    gateway: names.gateway,
    vlan: plan.vlan,
    customerAsn: plan.customerAsn,
    ...(keyPrint !== undefined && { keyPrint }),
    pairs: [pair(plan.peers[0]), pair(plan.peers[1])],
    healthCheck: plan.bfd ? { kind: 'bfd', ...plan.bfd } : { kind: 'none' },
    device: { ...device, since: 1 },
    sessions: [],
  };
  return {
    ...emptyTenant,
    version: 1,
    connections: { [connection.id]: connection },
    gateways: { [gateway.id]: gateway },
    vifs: { [vif.id]: vif },
  };
}

export interface Tried {
  /** One per line router. */
  readonly sessions: readonly SessionReport[];
  /** Ranges the gateway takes from the device. */
  readonly received: readonly string[];
}

/** Simulates the device against both line routers of a line that works. */
export function tryDevice(plan: VifPlan, device: Omit<ClientDevice, 'since'>, keyPrint: string | undefined): Tried {
  const twin = twinOf(tenantWith(plan, device, keyPrint), {});
  const vif = twin.tenant.vifs[names.vif];
  const routes = twin.gateways[names.gateway]?.routes ?? [];
  const received = routes.filter(({ nextHop }) => nextHop === names.vif).map(({ destination }) => destination);
  return { sessions: vif ? sessionReports(twin, vif) : [], received: [...new Set(received)] };
}
