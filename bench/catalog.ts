/** Knows which benches there are. */
import type { Bench } from './bench.ts';
import { chat } from './benches/chat.ts';
import { decisions } from './benches/decisions.ts';
import { fleetImpactBench } from './benches/fleet-impact.ts';
import { fullTableBench } from './benches/full-table.ts';
import { growth } from './benches/growth.ts';
import { longestMatch } from './benches/longest-match.ts';
import { notification } from './benches/notification.ts';
import { simulation } from './benches/simulation.ts';

export const benches: readonly Bench[] = [
  chat,
  decisions,
  notification,
  growth,
  simulation,
  fleetImpactBench,
  fullTableBench,
  longestMatch,
];
