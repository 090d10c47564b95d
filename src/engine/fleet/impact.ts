/**
 * What a failure at a site does to tenants: who loses reach, who loses redundancy, who merely loses sessions. One tenant
 * is two simulations, with and without the failure; a fleet is the same for every tenant.
 */
import type { SiteState } from '../site/index.ts';
import type { TenantState } from '../tenant/model.ts';
import { type Sites, twinOf } from '../twin/index.ts';
import { reduced } from './alike.ts';
import { expand, type Known, told } from './expand.ts';
import { type Failure, withFailure } from './failure.ts';
import { type Path, type Ping, type PrefixReach, type Reach, reachOf } from './reach.ts';
import { ShapeTable, shapeOf } from './shape.ts';

/** The worst that happens to a tenant, worst first. */
export const impactLevels = ['reach', 'redundancy', 'sessions'] as const;
export type ImpactLevel = (typeof impactLevels)[number];

/** What is left when a single one remains of what were several. */
export type Redundancy = 'line' | 'line-router';

/** Ranges of one gateway that lose the same. */
export interface RedundancyLoss {
  readonly gateway: string;
  readonly of: readonly Redundancy[];
  /** The only line, the only line router left. */
  readonly left: { readonly line?: string; readonly 'line-router'?: string };
  readonly prefixes: readonly string[];
}

export interface Losses {
  /** Ranges behind the lines whose last path goes. */
  readonly prefixes: readonly { readonly gateway: string; readonly prefix: string }[];
  /** Pings that pass before and not after. */
  readonly probes: readonly Ping[];
  readonly redundancy: readonly RedundancyLoss[];
  readonly sessions: readonly { readonly vif: string; readonly router: string }[];
}

export interface TenantImpact extends Losses {
  readonly tenant: string;
  readonly level: ImpactLevel;
}

export interface FleetTenant {
  readonly id: string;
  readonly state: TenantState;
}

export interface FleetImpact {
  readonly region: string;
  readonly failure: Failure;
  readonly counts: Readonly<Record<ImpactLevel | 'unaffected' | 'tenants', number>>;
  /** Everyone who loses something, worst first, then by id. */
  readonly affected: readonly TenantImpact[];
}

const keyOf = ({ gateway, prefix }: { gateway: string; prefix: string }): string => `${gateway} ${prefix}`;
const aspects = [
  ['line', ({ line }: Path) => line],
  ['line-router', ({ router }: Path) => router],
] as const;

function redundancyLost(before: PrefixReach, after: PrefixReach): Omit<RedundancyLoss, 'prefixes'> | undefined {
  const rows = aspects.flatMap(([of, read]) => {
    const [was, left] = [before, after].map(({ paths }) => [...new Set(paths.map(read))]);
    return (was?.length ?? 0) > 1 && left?.length === 1 ? [{ of, left: left[0] ?? '' }] : [];
  });
  return rows.length === 0
    ? undefined
    : {
        gateway: before.gateway,
        of: rows.map(({ of }) => of),
        left: Object.fromEntries(rows.map(({ of, left }) => [of, left])),
      };
}

function redundancyLosses(before: Reach, now: ReadonlyMap<string, PrefixReach>): readonly RedundancyLoss[] {
  const groups = new Map<string, { loss: Omit<RedundancyLoss, 'prefixes'>; prefixes: string[] }>();
  for (const old of before.prefixes) {
    const today = now.get(keyOf(old));
    const loss = today && redundancyLost(old, today);
    if (!loss) continue;
    const key = JSON.stringify(loss);
    const group = groups.get(key) ?? { loss, prefixes: [] };
    group.prefixes.push(old.prefix);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ loss, prefixes }) => ({ ...loss, prefixes }));
}

/** What the second has not that the first had. */
export function lossesBetween(before: Reach, after: Reach): Losses {
  const now = new Map(after.prefixes.map((row) => [keyOf(row), row]));
  const passing = new Set(after.pings.map(({ instance, host }) => `${instance} ${host}`));
  const up = new Set(after.sessions.map(({ vif, router }) => `${vif} ${router}`));
  return {
    prefixes: before.prefixes.filter((row) => !now.has(keyOf(row))).map(({ gateway, prefix }) => ({ gateway, prefix })),
    probes: before.pings.filter(({ instance, host }) => !passing.has(`${instance} ${host}`)),
    redundancy: redundancyLosses(before, now),
    sessions: before.sessions.filter(({ vif, router }) => !up.has(`${vif} ${router}`)),
  };
}

/** Undefined: nothing is lost. */
export function levelOf(losses: Losses): ImpactLevel | undefined {
  if (losses.prefixes.length > 0 || losses.probes.length > 0) return 'reach';
  if (losses.redundancy.length > 0) return 'redundancy';
  return losses.sessions.length > 0 ? 'sessions' : undefined;
}

/** One tenant with and without a failure. Only gateways of the failing region are simulated: no other one feels it. */
export function tenantImpact(tenant: FleetTenant, site: SiteState, failure: Failure): TenantImpact | undefined {
  const losses = lossesOf(tenant.state, site, failure);
  const level = losses && levelOf(losses);
  return losses && level && { tenant: tenant.id, level, ...losses };
}

function lossesOf(state: TenantState, site: SiteState, failure: Failure): Losses | undefined {
  const gateways = Object.values(state.gateways)
    .filter(({ region }) => region === site.region)
    .map((gateway) => gateway.id);
  if (gateways.length === 0) return undefined;
  const reach = (sites: Sites): Reach => reachOf(twinOf(state, sites, { gateways }));
  return lossesBetween(reach({ [site.region]: site }), reach({ [site.region]: withFailure(site, failure) }));
}

/**
 * The same with one range for all that are alike, and once for all tenants of one shape: `known` is what earlier tenants of
 * this fleet lost.
 */
function quickImpact(
  { id, state }: FleetTenant,
  site: SiteState,
  failure: Failure,
  table: ShapeTable,
  known: Known,
): TenantImpact | undefined {
  const small = reduced(state);
  const shape = shapeOf(small.state, [site, withFailure(site, failure)], table);
  let losses: Losses | undefined;
  const same = known.get(shape.key);
  if (same) losses = same.losses && told(same.losses, same.shape, shape);
  else {
    losses = lossesOf(small.state, site, failure);
    known.set(shape.key, { losses, shape });
  }
  const level = losses && levelOf(losses);
  return losses && level && { tenant: id, level, ...expand(losses, small.ranges) };
}

const rank = ({ level }: TenantImpact): number => impactLevels.indexOf(level);

/** `site`: the region as it is now, with what is already broken there. */
export function fleetImpact(tenants: Iterable<FleetTenant>, site: SiteState, failure: Failure): FleetImpact {
  let count = 0;
  const [table, known]: [ShapeTable, Known] = [new ShapeTable(), new Map()];
  const affected: TenantImpact[] = [];
  for (const tenant of tenants) {
    count += 1;
    const impact = quickImpact(tenant, site, failure, table, known);
    if (impact) affected.push(impact);
  }
  affected.sort((left, right) => rank(left) - rank(right) || (left.tenant < right.tenant ? -1 : 1));
  const of = (level: ImpactLevel) => affected.filter((row) => row.level === level).length;
  return {
    region: site.region,
    failure,
    counts: {
      tenants: count,
      reach: of('reach'),
      redundancy: of('redundancy'),
      sessions: of('sessions'),
      unaffected: count - affected.length,
    },
    affected,
  };
}
