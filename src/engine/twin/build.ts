/**
 * From a tenant's state and its sites to a settled network, in two runs. First gateways, line routers and clients speak
 * BGP; what a gateway receives there becomes candidates of its effective table, which follows the cloud's rules and not
 * BGP's choice. Then the tables are put into the gateways and VPC routers as plain forwarding routes, the gateways
 * announce what they may, and the whole network settles again. Nothing the second run changes can reach a candidate,
 * so two runs are enough.
 */
import { regionById } from '../catalog/regions.ts';
import { type Network, type NetworkEvent, type Outcome, simulate } from '../network/index.ts';
import type { SiteState } from '../site/index.ts';
import { type DrillTarget, runningCuts } from '../tenant/drill/model.ts';
import type { TenantState } from '../tenant/model.ts';
import { vifsOf } from '../tenant/network/address-plan.ts';
import type { Attachment, Gateway, Vif, Vpc } from '../tenant/network/model.ts';
import { linkRange } from '../tenant/network/ranges.ts';
import { limitOf } from '../tenant/review/limit.ts';
import { type ClientPolicy, clientPolicy, type Surroundings } from './advertise.ts';
import { candidatesOf } from './candidates.ts';
import { gatewayPart, tablesInUse, vpcPart } from './cloud.ts';
import { cutEvent } from './cut.ts';
import { type GatewayTable, gatewayTable, inEffect, limits } from './gateway-table.ts';
import { attachmentLink, type NodeName, type Part, tableLink, upLink } from './names.ts';
import { type InnerLink, numberLinks } from './numbering.ts';
import { byText, prefixOf } from './order.ts';
import { timers, tunnelPart } from './tunnel.ts';
import { type VpcRoute, vpcTable } from './vpc-table.ts';

/** Site states by region. */
export type Sites = Readonly<Record<string, SiteState>>;

export interface Scope {
  /** Only these gateways with what hangs on them; absent: all. */
  readonly gateways?: readonly string[];
  readonly policy?: ClientPolicy;
  /** Cut beside what running drills cut. */
  readonly cut?: DrillTarget;
}

export interface Twin {
  readonly tenant: TenantState;
  readonly sites: Sites;
  readonly policy: ClientPolicy;
  /** As it forwards. Links and nodes that are down are in `faults`. */
  readonly network: Network;
  readonly faults: readonly NetworkEvent[];
  readonly names: Readonly<Record<string, NodeName>>;
  /** By gateway, and by id of VPC route table. */
  readonly gateways: Readonly<Record<string, GatewayTable>>;
  readonly vpcTables: Readonly<Record<string, readonly VpcRoute[]>>;
  /** The first run: what sessions bring. */
  readonly learned: Outcome;
  /** The second run: what is announced back, and how packets travel. */
  readonly outcome: Outcome;
}

export const routersOf = (region: string): readonly string[] => regionById.get(region)?.lineRouters ?? [];

/** Interfaces that are being removed carry nothing any more. */
export function liveVifs(state: TenantState, gateway: string): readonly Vif[] {
  return vifsOf(state, gateway)
    .filter(({ state: now }) => now !== 'Deleting')
    .sort((left, right) => byText(left.id, right.id));
}

export function surroundings(state: TenantState, gateway: string, policy: ClientPolicy): Surroundings {
  return {
    links: vifsOf(state, gateway)
      .flatMap((vif) => vif.pairs.flatMap((pair) => linkRange(pair) ?? []))
      .map(prefixOf),
    attached: Object.values(state.attachments)
      .filter((row) => row.gateway === gateway && row.propagate !== 'none')
      .flatMap((row) => state.vpcs[row.vpc]?.cidr ?? [])
      .map(prefixOf),
    policy,
  };
}

interface Plan {
  readonly state: TenantState;
  readonly sites: Sites;
  readonly policy: ClientPolicy;
  readonly cuts: readonly DrillTarget[];
  readonly gateways: readonly Gateway[];
  readonly attachments: readonly Attachment[];
  readonly vpcs: readonly Vpc[];
  readonly inner: ReadonlyMap<string, InnerLink>;
}

const sorted = <T extends { readonly id: string }>(things: Readonly<Record<string, T>>): readonly T[] =>
  Object.values(things).sort((left, right) => byText(left.id, right.id));

function planOf(state: TenantState, sites: Sites, scope: Scope): Plan {
  const gateways = sorted(state.gateways).filter(({ id }) => scope.gateways?.includes(id) ?? true);
  const attachments = sorted(state.attachments).filter((row) => gateways.some(({ id }) => id === row.gateway));
  const vpcs = sorted(state.vpcs).filter(({ id }) => attachments.some(({ vpc }) => vpc === id));
  const ups = gateways.flatMap(({ id, region }) =>
    liveVifs(state, id).flatMap((vif) => routersOf(region).map((router) => upLink(vif.id, router))),
  );
  const downs = vpcs.flatMap((vpc) => {
    const nodes = [vpc.id, ...tablesInUse(vpc)];
    const own = attachments.filter((row) => row.vpc === vpc.id);
    return [
      ...own.flatMap(({ id }) => nodes.map((node) => attachmentLink(id, node))),
      ...tablesInUse(vpc).map((table) => tableLink(vpc.id, table)),
    ];
  });
  const policy = scope.policy ?? clientPolicy;
  const cuts = [...runningCuts(state), ...(scope.cut ? [scope.cut] : [])];
  return { state, sites, policy, cuts, gateways, attachments, vpcs, inner: numberLinks([...ups, ...downs]) };
}

/** Static routes in effect over an interface; none in the first run. */
function staticsInto(vif: Vif, table: GatewayTable | undefined): readonly string[] {
  const routes = table ? inEffect(table) : [];
  return routes
    .filter((route) => route.kind === 'static' && route.nextHop === vif.id)
    .map((route) => route.destination);
}

function tunnels(plan: Plan, gateway: Gateway, table?: GatewayTable): readonly Part[] {
  const { state, sites, inner, cuts } = plan;
  const [first, second] = routersOf(gateway.region);
  if (first === undefined || second === undefined) return [];
  const vifs = liveVifs(state, gateway.id);
  // Also those tested over other gateways: a VPC may share traffic between gateways that announce one range.
  const hosts = Object.values(state.vifs).flatMap(({ device }) => device?.host ?? []);
  const around = surroundings(state, gateway.id, plan.policy);
  return vifs.map((vif) =>
    tunnelPart({
      vif,
      gateway,
      connection: state.connections[vif.connection],
      site: sites[gateway.region],
      routers: [first, second],
      around,
      hosts,
      inner,
      statics: staticsInto(vif, table),
      cuts,
    }),
  );
}

/** A gateway with the tunnels that end at it. */
function gatewayParts(plan: Plan, gateway: Gateway, table?: GatewayTable): readonly Part[] {
  const parts = tunnels(plan, gateway, table);
  const ends = parts.flatMap(({ links }) => links).filter(({ a, b }) => [a.node, b.node].includes(gateway.id));
  const own = { table: table ?? emptyTable, tunnels: ends.map(({ id }) => id) };
  return [gatewayPart(gateway, own, plan.state.attachments, plan.inner), ...parts];
}

function settle(parts: readonly Part[]) {
  const nodes = parts.flatMap((part) => part.nodes);
  const network: Network = {
    nodes: Object.fromEntries(nodes.map(([name, node]) => [name, node])),
    links: parts.flatMap(({ links }) => links),
    sessions: parts.flatMap(({ sessions }) => sessions),
    timers,
  };
  const faults = parts.flatMap((part) => part.faults);
  const simulated = simulate(network, faults.length > 0 ? [{ events: faults }] : []);
  // Every name in the parts is made by the same functions; a dangling one is a defect here, not a customer's mistake.
  if ('problems' in simulated) throw new Error(`twin: ${JSON.stringify(simulated.problems[0])}`);
  const names = Object.fromEntries(nodes.map(([name, , meaning]) => [name, meaning]));
  return { network, faults, names, outcome: simulated.outcome };
}

const emptyTable = gatewayTable([]);

export function twinOf(state: TenantState, sites: Sites, scope: Scope = {}): Twin {
  const plan = planOf(state, sites, scope);
  const learned = settle(plan.gateways.flatMap((gateway) => gatewayParts(plan, gateway))).outcome;
  const tableOf = (gateway: Gateway): GatewayTable => {
    const lines = { routers: routersOf(gateway.region), vifs: liveVifs(state, gateway.id), learned };
    const dynamicRoutes = limitOf(state, 'dynamicRoutesPerGateway', gateway.id);
    return gatewayTable(candidatesOf(gateway, state, lines), { ...limits, dynamicRoutes });
  };
  const gateways = Object.fromEntries(plan.gateways.map((gateway) => [gateway.id, tableOf(gateway)]));
  const vpcTables = Object.fromEntries(
    plan.vpcs.flatMap((vpc) => vpc.routeTables.map((table) => [table.id, vpcTable(vpc, table, gateways)])),
  );
  const forwarding = settle([
    ...plan.gateways.flatMap((gateway) => gatewayParts(plan, gateway, gateways[gateway.id])),
    ...plan.vpcs.map((vpc) =>
      vpcPart(
        vpc,
        plan.attachments.filter((row) => row.vpc === vpc.id),
        vpcTables,
        plan.inner,
      ),
    ),
  ]);
  return { tenant: state, sites, policy: plan.policy, gateways, vpcTables, learned, ...forwarding };
}

/** The same cut as events in a network that is already built. */
export function cutEvents(twin: Twin, target: DrillTarget): readonly NetworkEvent[] {
  return Object.keys(twin.gateways).flatMap((gateway) =>
    liveVifs(twin.tenant, gateway).flatMap((vif) =>
      routersOf(vif.region).flatMap((router) => cutEvent(target, vif, router) ?? []),
    ),
  );
}
