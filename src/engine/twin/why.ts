/** For one source and one destination: the route each node on the way uses, and why every other route it has for the address lost. */
import { contains, type NodeConfig } from '../network/index.ts';
import type { Twin } from './build.ts';
import { inEffect } from './gateway-table.ts';
import type { NodeName } from './names.ts';
import { covering, covers, longest, prefixOf } from './order.ts';
import { matchVpc, type VpcRoute } from './vpc-table.ts';

export interface UsedRoute {
  readonly destination: string;
  /** Next hops: things of the tenant where the cloud decides, addresses where a router does. */
  readonly via: readonly string[];
}
export interface LostRoute extends UsedRoute {
  /** A code of the gateway's rules, of the VPC's, or of BGP. */
  readonly reason: string;
  readonly clause: string;
  readonly by?: string;
}
export interface WhyHop {
  readonly node: string;
  readonly name: NodeName;
  /** Empty: the packet ends here for want of a route, or because it has arrived. */
  readonly used: readonly UsedRoute[];
  readonly lost: readonly LostRoute[];
}

type Routes = Pick<WhyHop, 'used' | 'lost'>;

const lengthClause = 'domain §5.4';
/** RFC 4271 leaves the preference among sources of routes to the router; every vendor puts its own routes first. */
const ownRouteClause = 'RFC 4271 §9.1';

/** In effect, but the packet found a longer prefix. */
const shorter = (destination: string, via: readonly string[]): LostRoute => ({
  destination,
  via,
  reason: 'shorter-prefix',
  clause: lengthClause,
});

function atGateway(twin: Twin, id: string, address: string): Routes {
  const table = twin.gateways[id];
  if (!table) return { used: [], lost: [] };
  const winners = longest(inEffect(table), address);
  const lost = covering(table.routes, address)
    .filter((route) => !winners.includes(route))
    .map(({ destination, nextHop, loss }): LostRoute => {
      if (!loss) return shorter(destination, [nextHop]);
      const { reason, clause, by } = loss;
      return { destination, via: [nextHop], reason, clause, ...(by !== undefined && { by }) };
    });
  return { used: winners.map(({ destination, nextHop }) => ({ destination, via: [nextHop] })), lost };
}

const viaOf = ({ gateway }: VpcRoute): readonly string[] => (gateway === undefined ? ['local'] : [gateway]);

/** What a gateway has in effect but no propagation scope lets in. */
function outOfScope(twin: Twin, vpcId: string, tableId: string, address: string): readonly LostRoute[] {
  const table = twin.tenant.vpcs[vpcId]?.routeTables.find(({ id }) => id === tableId);
  const gateways = Object.values(twin.tenant.attachments).flatMap(({ vpc, gateway }) =>
    vpc === vpcId ? [gateway] : [],
  );
  return gateways.flatMap((gateway) => {
    const scope = table?.propagations.find((row) => row.gateway === gateway)?.scope ?? [];
    const effective = twin.gateways[gateway];
    return longest(effective ? inEffect(effective) : [], address)
      .slice(0, 1)
      .filter(({ destination }) => !scope.some((range) => contains(prefixOf(range), prefixOf(destination))))
      .map(({ destination }) => ({ destination, via: [gateway], reason: 'outside-scope', clause: 'domain §5.6' }));
  });
}

function atVpc(twin: Twin, vpcId: string, tableId: string, address: string): Routes {
  const rows = twin.vpcTables[tableId] ?? [];
  const winners = matchVpc(rows, address);
  const lost = covering(rows, address)
    .filter((row) => !winners.includes(row))
    .map((row): LostRoute => {
      const { destination, loss } = row;
      if (loss) return { destination, via: viaOf(row), reason: loss.reason, clause: loss.clause };
      return winners[0]?.kind === 'local'
        ? { destination, via: viaOf(row), reason: 'local-first', clause: 'domain §5.6' }
        : shorter(destination, viaOf(row));
    });
  const used = winners.map((row) => ({ destination: row.destination, via: viaOf(row) }));
  const isLocal = winners[0]?.kind === 'local';
  return { used, lost: isLocal ? lost : [...lost, ...outOfScope(twin, vpcId, tableId, address)] };
}

/** What comes in from a gateway meets Local and nothing else. */
function atWayIn(twin: Twin, vpcId: string, address: string): Routes {
  const cidr = twin.tenant.vpcs[vpcId]?.cidr;
  return { used: cidr !== undefined && covers(cidr, address) ? [{ destination: cidr, via: ['local'] }] : [], lost: [] };
}

const isOwn = (config: NodeConfig | undefined, destination: string): boolean =>
  [...(config?.static ?? []), ...(config?.kernelRoutes ?? [])].some(({ dst }) => dst === destination);

/** Line routers, clients and hosts: connected and static first, then BGP with its eliminations. */
function atRouter(twin: Twin, node: string, address: string): Routes {
  const table = Object.entries(twin.outcome.fib(node)).map(([destination, via]) => ({ destination, via }));
  const used = longest(table, address);
  const others = covering(table, address).filter((row) => !used.includes(row));
  const best = twin.outcome.best(node);
  const bgp = used.flatMap(({ destination, via }): LostRoute[] => {
    const known = best[destination];
    const overruled = known && (via.includes('connected') || isOwn(twin.network.nodes[node], destination));
    return [
      ...(overruled ? [{ destination, via: known.nextHops, reason: 'own-route-first', clause: ownRouteClause }] : []),
      ...twin.outcome
        .lost(node, destination)
        .map(({ nextHop, reason, clause }) => ({ destination, via: [nextHop], reason, clause })),
    ];
  });
  return { used, lost: [...bgp, ...others.map(({ destination, via }) => shorter(destination, via))] };
}

function routesAt(twin: Twin, node: string, name: NodeName, address: string): Routes {
  if (name.kind === 'gateway') return atGateway(twin, name.id, address);
  if (name.kind === 'vpc') return atWayIn(twin, name.id, address);
  if (name.kind === 'table') return atVpc(twin, name.vpc, name.id, address);
  return atRouter(twin, node, address);
}

/** Every node on any of the paths, in the order they are met. Empty for a source that is not in the twin. */
export function why(twin: Twin, from: string, address: string): readonly WhyHop[] {
  const paths = twin.outcome.paths(from, address);
  const ends = new Set(paths.flatMap(({ path, result }) => (result === 'delivered' ? path.slice(-1) : [])));
  const depth = Math.max(0, ...paths.map(({ path }) => path.length));
  const ranks = Array.from({ length: depth }, (_, index) => paths.flatMap(({ path }) => path[index] ?? []));
  return [...new Set(ranks.flat())].flatMap((node) => {
    const name = twin.names[node];
    if (!name) return [];
    return [{ node, name, ...(ends.has(node) ? { used: [], lost: [] } : routesAt(twin, node, name, address)) }];
  });
}
