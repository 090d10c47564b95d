/** What a drill would do: the tenant's network with and without the cut. A simulation; decides nothing. */
import { lossesBetween, type Reach, reachOf } from '../fleet/index.ts';
import { simulate } from '../network/index.ts';
import type { Ground, Passage } from '../proposal/index.ts';
import type { DrillLosses, DrillTarget, Forecast } from '../tenant/drill/model.ts';
import { cutEvents, type Twin, twinOf } from '../twin/index.ts';
import { resilienceOf } from './resilience.ts';

export function drillLosses(before: Reach, after: Reach): DrillLosses {
  const { prefixes, probes, redundancy, sessions } = lossesBetween(before, after);
  return {
    prefixes: prefixes.map(({ prefix }) => prefix),
    pings: probes.map(({ instance, host }) => `${instance} ${host}`),
    redundancy: redundancy.flatMap((group) => group.prefixes),
    sessions: sessions.map(({ vif, router }) => `${vif} ${router}`),
  };
}

/** Virtual seconds from the cut until nothing changes any more. */
function convergence({ network, faults }: Twin, cut: ReturnType<typeof cutEvents>): number {
  const [still, moved] = [
    simulate(network, [{ events: faults }]),
    simulate(network, [{ events: faults }, { events: cut }]),
  ];
  return 'problems' in still || 'problems' in moved
    ? 0
    : Math.max(0, Math.round(moved.outcome.seconds - still.outcome.seconds));
}

/** Cuts of drills that run already are part of the ground. */
export function forecastOf({ tenant, sites }: Ground, target: DrillTarget, { start, end }: Passage): Forecast {
  const whole = twinOf(tenant, sites);
  const before = reachOf(whole);
  const after = reachOf(twinOf(tenant, sites, { cut: target }));
  return {
    losses: drillLosses(before, after),
    convergenceSeconds: convergence(whole, cutEvents(whole, target)),
    resilience: resilienceOf(before),
    start,
    end,
  };
}
