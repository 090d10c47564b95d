/** The fleet's door: what a failure at a site does to every tenant of the region. */
export { fleetDescribed, tenantDescribed } from './described.ts';
export { exampleFleet, type FleetDescription, parseFleet } from './description.ts';
export { type Failure, failureName, failureNamed, withFailure } from './failure.ts';
export {
  type FleetImpact,
  type FleetTenant,
  fleetImpact,
  type ImpactLevel,
  impactLevels,
  type Losses,
  levelOf,
  lossesBetween,
  type RedundancyLoss,
  type TenantImpact,
  tenantImpact,
} from './impact.ts';
export { type Path, type Ping, type PrefixReach, type Reach, reachOf } from './reach.ts';
