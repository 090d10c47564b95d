/** Knows how to play a scenario's phases one after the other and collect an answer for each. */
import { formatPrefix } from '../prefix.ts';
import { run } from '../simulation.ts';
import { worldOf } from '../world.ts';
import { type Answer, phaseAnswer } from './answer.ts';
import { networkOf, type Scenario } from './schema.ts';

export function playScenario(scenario: Scenario): Answer {
  const world = worldOf(networkOf(scenario));
  const phases = scenario.phases.map(({ id, events, minWaitS, maxWaitS }) => {
    world.oscillating.clear();
    run(world, events, { minSeconds: minWaitS, maxSeconds: maxWaitS });
    const answer = phaseAnswer(world, id, scenario.probes ?? []);
    const oscillating = [...world.oscillating].map((one) => formatPrefix(world.prefixes.at(one))).sort();
    return oscillating.length > 0 ? { ...answer, oscillating } : answer;
  });
  return { id: scenario.id, phases };
}
