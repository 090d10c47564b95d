/** What a drill would do: the tenant's network with and without the cut. A simulation; decides nothing. */
import { lossesBetween, type Reach, reachOf } from '../fleet/index.ts';
import { simulate } from '../network/index.ts';
import type { DrillLosses, DrillTarget, Forecast } from '../tenant/drill/model.ts';
import type { TenantState } from '../tenant/model.ts';
import { cutEvents, type Sites, type Twin, twinOf } from '../twin/index.ts';
import { resilienceOf } from './resilience.ts';

/** Everything that works, a word each: what the drill's approval is bound to. */
export function groundOf({ prefixes, pings, sessions }: Reach): readonly string[] {
  return [
    ...sessions.map(({ vif, router }) => `session ${vif} ${router}`),
    ...prefixes.map(({ prefix, gateway, paths }) => {
      const over = paths.map(({ vif, router }) => `${vif}/${router}`).sort();
      return `route ${gateway} ${prefix} ${over.join('+')}`;
    }),
    ...pings.map(({ instance, host }) => `ping ${instance} ${host}`),
  ].sort();
}

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
export function forecastOf(state: TenantState, sites: Sites, target: DrillTarget): Forecast {
  const whole = twinOf(state, sites);
  const before = reachOf(whole);
  const after = reachOf(twinOf(state, sites, { cut: target }));
  return {
    losses: drillLosses(before, after),
    convergenceSeconds: convergence(whole, cutEvents(whole, target)),
    resilience: resilienceOf(before),
    ground: groundOf(before),
  };
}
