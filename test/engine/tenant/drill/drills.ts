/** A tenant with one interface, and drills on it in every state, as hand-written log entries. Tests pick what they need. */
import type { Standing } from '../../../../src/engine/proposal/index.ts';
import type { DrillEvent, DrillFacts } from '../../../../src/engine/tenant/drill/messages.ts';
import type { DrillLosses, Forecast } from '../../../../src/engine/tenant/drill/model.ts';
import type { TenantFacts } from '../../../../src/engine/tenant/messages.ts';
import type { Actor } from '../../../../src/engine/tenant/model.ts';
import { type Entry, entry, gateway, line, vif, vifUp } from '../network/cloud.ts';
import { facts, minute, T0 } from '../story.ts';

export const id = 'drill-1';
export const startAt = T0 + 60 * minute;
const route = { table: 'bgw-1', destination: '10.0.0.0/16', kind: 'bgp', nextHop: 'vif-1' };
const ping = { vif: 'vif-1', instance: 'i-1', host: '10.0.0.10' };
const session = { vif: 'vif-1', router: 'lr-bj-a' };
export const none: Standing = { sessions: [], routes: [], pings: [] };
export const ground: Standing = { sessions: [session], routes: [route], pings: [ping] };
/** What `moved` has lost. */
export const lost: Standing = { ...none, routes: [route] };
/** Two proofs: of the drills below, and of the same on another network. */
export const proof = { hash: 'a'.repeat(64), site: 1, harms: true };
export const otherProof = { ...proof, hash: 'b'.repeat(64) };
export const nothing: DrillLosses = {
  prefixes: [],
  pings: [],
  redundancy: ['10.0.0.0/16'],
  sessions: ['vif-1 lr-bj-a'],
};
export const everything: DrillLosses = {
  prefixes: ['10.0.0.0/16'],
  pings: ['i-1 10.0.0.10'],
  redundancy: [],
  sessions: ['vif-1 lr-bj-a', 'vif-1 lr-bj-b'],
};
const resilience = { score: 50, weaknesses: [{ kind: 'line', id: 'conn-1', prefixes: 1 }] } as const;
export const harmless: Forecast = { losses: nothing, convergenceSeconds: 0, resilience, start: ground, end: none };
export const harmful: Forecast = { ...harmless, losses: everything };
export const moved: Forecast = { ...harmless, start: { ...ground, routes: [] } };

export const target = { kind: 'session', vif: 'vif-1', router: 'lr-bj-a' } as const;
export const base = [line(), gateway(), vif('vif-1'), vifUp('vif-1')];

const requested = (approval: boolean, forecast = harmless): Entry =>
  entry({
    type: 'drill.requested',
    id,
    region: 'cn-north-1',
    target,
    minutes: 180,
    startAt,
    approval,
    forecast,
    proof: { hash: proof.hash, site: 1 },
    by: 'lin',
  });
const then = (...events: readonly DrillEvent[]): Entry => entry(...events);
const started = then({ type: 'drill.started', id, endsAt: startAt + 180 * minute });
const restored = then({ type: 'drill.restored', id, for: 'time', by: 'system:job' });

export const past = {
  none: base,
  approving: [...base, requested(true, harmful)],
  scheduled: [...base, requested(false)],
  approved: [
    ...base,
    requested(true, harmful),
    then({ type: 'drill.approved', id, by: 'rui', forecast: harmful, proof: { hash: proof.hash, site: 1 } }),
  ],
  running: [...base, requested(false), started],
  restoring: [...base, requested(false), started, restored],
  completed: [...base, requested(false), started, restored, then({ type: 'drill.finished', id, missing: none })],
  refused: [...base, requested(true, harmful), then({ type: 'drill.refused', id, reason: 'not now', by: 'rui' })],
  cancelled: [...base, requested(false), then({ type: 'drill.cancelled', id, by: 'lin' })],
} satisfies Record<string, readonly Entry[]>;

export function drillFacts(
  actor: Actor,
  forecast: Forecast = harmless,
  at = startAt,
  more: Partial<DrillFacts> = {},
): TenantFacts {
  const drill = { forecast, endsAt: at + 180 * minute, ...more };
  // On another network it is another proof.
  const now = forecast.start === ground ? proof : otherProof;
  return facts(actor, at, { drill, proof: now, standing: forecast.start });
}
