/** Knows which benches there are. */
import type { Bench } from './bench.ts';
import { fleetImpactBench } from './benches/fleet-impact.ts';
import { fullTableBench } from './benches/full-table.ts';
import { longestMatch } from './benches/longest-match.ts';
import { simulation } from './benches/simulation.ts';

export const benches: readonly Bench[] = [fleetImpactBench, fullTableBench, longestMatch, simulation];
