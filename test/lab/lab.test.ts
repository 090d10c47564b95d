// Scenarios run by BIRD and by FRR in network namespaces, held against the simulation. Needs root and the daemons; says so where they are missing.
import { describe, expect, it } from 'vitest';
import { parseScenario, playScenario } from '../../src/engine/network/index.ts';
import { differences, type Recording } from '../engine/network/recording.ts';
import { baseline } from './catalog/baseline.ts';
import { catalog } from './catalog/index.ts';
import { frrConfig } from './frr-config.ts';
import { missing, type Profile, runScenario } from './run.ts';
import type { Outcome, Scenario } from './scenario.ts';

const reason = missing();
/** One scenario, both profiles, from the first namespace to the last one removed. */
const limitMs = 60_000;

function simulated(scenario: Scenario) {
  const parsed = parseScenario(scenario);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return playScenario(parsed.scenario);
}

/** What an outcome says differently from the simulation, leaf by leaf; it is read as a recording file would be. */
function disagreement({ id, phases }: Outcome, scenario: Scenario) {
  const recording = JSON.parse(JSON.stringify({ id, recorded: { phases }, divergence: [] })) as Recording;
  return differences(recording, simulated(scenario));
}

describe.skipIf(reason !== undefined)(`lab${reason === undefined ? '' : `: skipped, ${reason}`}`, () => {
  const short = ['v20-roles-mismatch', 'v43-med-same-neighbour', 'v53-local-pref-over-length'];
  const profiles: readonly Profile[] = ['bird', 'frr'];

  it.each(catalog.filter(({ id }) => short.includes(id)))('$id', { timeout: limitMs }, async (scenario) => {
    const outcomes = await Promise.all(profiles.map((profile) => runScenario(scenario, profile)));
    expect(outcomes.map((outcome) => disagreement(outcome, scenario))).toEqual(profiles.map(() => []));
  });

  it('loads a configuration written elsewhere into the client', { timeout: limitMs }, async () => {
    const given = { cust: { vendor: 'frr', text: frrConfig(baseline, 'cust') } } as const;
    const portNames = { cust: { 'lr1-cust': 'eth1', 'lr2-cust': 'eth2' } };
    expect(disagreement(await runScenario(baseline, 'bird', { given, portNames }), baseline)).toEqual([]);
  });
});
