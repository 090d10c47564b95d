/** Knows which benches there are. */
import type { Bench } from './bench.ts';
import { longestMatch } from './benches/longest-match.ts';
import { simulation } from './benches/simulation.ts';

export const benches: readonly Bench[] = [longestMatch, simulation];
