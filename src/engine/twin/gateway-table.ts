/**
 * The effective table of one border gateway, from its candidates: what is in effect, and why everything else is not.
 * Knows nothing of where candidates come from.
 */
import { quotas } from '../catalog/quotas.ts';
import { type Candidate, type Loss, lost, preference } from './gateway-rules.ts';
import { byPrefix, byText, groupBy, overlapping, prefixOf } from './order.ts';

export interface GatewayRoute extends Candidate {
  /** Absent: in effect. */
  readonly loss?: Loss;
}

export interface GatewayTable {
  /** By destination; the same whatever order the candidates had. */
  readonly routes: readonly GatewayRoute[];
  /** Dynamic routes in effect, their limit, and the batch at the head of the line that does not fit. */
  readonly dynamic: { readonly used: number; readonly limit: number; readonly blocked?: Batch };
}

/** Dynamic routes that came in one step from one neighbour: in together or not at all. */
export interface Batch {
  readonly nextHop: string;
  readonly since: number;
  readonly size: number;
}

export interface Limits {
  readonly dynamicRoutes: number;
  readonly ecmpLines: number;
}
export const limits: Limits = { dynamicRoutes: quotas.dynamicRoutesPerGateway, ecmpLines: quotas.ecmpLines };

type Losses = Map<string, Loss>;

const byAge = (left: Candidate, right: Candidate): number => left.since - right.since || byText(left.id, right.id);

/** Between attachments of different VPCs the first export wins, even against a more specific one. */
function overlapLosses(routes: readonly Candidate[], losses: Losses): void {
  const holders: { readonly route: Candidate; readonly prefix: ReturnType<typeof prefixOf> }[] = [];
  for (const route of routes.filter(({ kind }) => kind === 'propagated').sort(byAge)) {
    const prefix = prefixOf(route.destination);
    const holder = holders.find((one) => one.route.vpc !== route.vpc && overlapping(one.prefix, prefix));
    if (holder) losses.set(route.id, lost('overlap', { by: holder.route.id }));
    else holders.push({ route, prefix });
  }
}

/** Step by step the lowest value stays; what is left shares the traffic, up to a number of lines. */
function compare(rivals: readonly Candidate[], ecmpLines: number, losses: Losses): void {
  let left = [...rivals].sort(byAge);
  for (const { reason, value } of preference) {
    const winning = Math.min(...left.map(value));
    const by = left.find((route) => value(route) === winning)?.id ?? '';
    for (const route of left)
      if (value(route) > winning) losses.set(route.id, lost(reason, { by, value: value(route), winning }));
    left = left.filter((route) => value(route) === winning);
  }
  for (const route of left.slice(ecmpLines)) losses.set(route.id, lost('ecmp-limit', { winning: ecmpLines }));
}

function settle(routes: readonly Candidate[], ecmpLines: number): Losses {
  const losses: Losses = new Map();
  for (const route of routes) if (!route.available) losses.set(route.id, lost('next-hop-unavailable'));
  const available = routes.filter((route) => route.available);
  overlapLosses(available, losses);
  const valid = available.filter((route) => !losses.has(route.id));
  for (const rivals of groupBy(valid, (route) => route.destination).values()) compare(rivals, ecmpLines, losses);
  return losses;
}

const isDynamic = ({ kind }: Candidate): boolean => kind !== 'static';

function batchesOf(routes: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const sorted = routes.filter(isDynamic).sort((a, b) => a.since - b.since || byText(a.nextHop, b.nextHop));
  return [...groupBy(sorted, ({ since, nextHop }) => `${since} ${nextHop}`).values()];
}

/**
 * Replays the batches in order. One that would lead over the limit stays out as a whole, and so does everything behind
 * it; replaying the batches that are there today lets it in once somebody before it left.
 */
function admit(routes: readonly Candidate[], { dynamicRoutes, ecmpLines }: Limits): GatewayAdmission {
  const statics = routes.filter((route) => !isDynamic(route));
  const batches = batchesOf(routes);
  if (routes.length - statics.length <= dynamicRoutes) return { admitted: routes };
  let admitted = statics;
  for (const batch of batches) {
    if (usedBy(admitted, settle(admitted, ecmpLines)) + batch.length > dynamicRoutes) {
      const [first] = batch;
      return {
        admitted,
        ...(first && { blocked: { nextHop: first.nextHop, since: first.since, size: batch.length } }),
      };
    }
    admitted = [...admitted, ...batch];
  }
  return { admitted };
}
interface GatewayAdmission {
  readonly admitted: readonly Candidate[];
  readonly blocked?: Batch;
}

function usedBy(routes: readonly Candidate[], losses: Losses): number {
  return routes.filter((route) => isDynamic(route) && !losses.has(route.id)).length;
}

export function gatewayTable(candidates: readonly Candidate[], limit: Limits = limits): GatewayTable {
  const standing = candidates.filter((route) => route.standing === undefined);
  const { admitted, blocked } = admit(standing, limit);
  const losses = settle(admitted, limit.ecmpLines);
  const inside = new Set(admitted.map(({ id }) => id));
  const lossOf = (route: Candidate): Loss | undefined => {
    if (route.standing) return lost(route.standing);
    return inside.has(route.id) ? losses.get(route.id) : lost('quota-blocked', { winning: limit.dynamicRoutes });
  };
  const routes = candidates
    .map((route): GatewayRoute => {
      const loss = lossOf(route);
      return { ...route, ...(loss && { loss }) };
    })
    .sort((left, right) => byPrefix(left.destination, right.destination) || byAge(left, right));
  const used = usedBy(admitted, losses);
  return { routes, dynamic: { used, limit: limit.dynamicRoutes, ...(blocked && { blocked }) } };
}

export function inEffect(table: GatewayTable): readonly GatewayRoute[] {
  return table.routes.filter((route) => route.loss === undefined);
}
