/** Knows which benches there are. A bench is loaded alone: what others import slows down what they do not use. */
import type { Bench } from './bench.ts';

/** By the name it has itself. */
export const catalog: Readonly<Record<string, () => Promise<Bench>>> = {
  chat: async () => (await import('./benches/chat.ts')).chat,
  decisions: async () => (await import('./benches/decisions.ts')).decisions,
  notification: async () => (await import('./benches/notification.ts')).notification,
  growth: async () => (await import('./benches/growth.ts')).growth,
  simulation: async () => (await import('./benches/simulation.ts')).simulation,
  'fleet-impact': async () => (await import('./benches/fleet-impact.ts')).fleetImpactBench,
  'full-table': async () => (await import('./benches/full-table.ts')).fullTableBench,
  'longest-match': async () => (await import('./benches/longest-match.ts')).longestMatch,
};
