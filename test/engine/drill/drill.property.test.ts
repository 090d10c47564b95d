/** On random estates: no drill passes the gate and then takes away the last path of anything, and what is restored is as before. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/engine/core.ts';
import { reachOf } from '../../../src/engine/fleet/index.ts';
import { outcomeIn, standingOf } from '../../../src/engine/proposal/index.ts';
import type { DrillEvent } from '../../../src/engine/tenant/drill/messages.ts';
import type { DrillTarget } from '../../../src/engine/tenant/drill/model.ts';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { TenantState } from '../../../src/engine/tenant/model.ts';
import { probe, type Sites, type Twin, twinOf } from '../../../src/engine/twin/index.ts';
import { job, lin, T0 } from '../tenant/story.ts';
import { type Estate, having, havingAtSite, region } from '../twin/estate.ts';
import { estates } from '../twin/random-estate.ts';
import { drillFactsOn } from './drill-facts.ts';

const router = fc.constantFrom('lr-bj-a', 'lr-bj-b');
const targets: fc.Arbitrary<DrillTarget> = fc.oneof(
  fc.record({ kind: fc.constant('session' as const), vif: fc.constantFrom('vif-1', 'vif-2', 'vif-3'), router }),
  fc.record({ kind: fc.constant('line' as const), connection: fc.constantFrom('conn-1', 'conn-2') }),
  fc.record({ kind: fc.constant('line-router' as const), router }),
);

/** Counted apart from the engine's own account: what leads into a tunnel, and which pings pass. */
function reached(twin: Twin): ReadonlySet<string> {
  const { vifs, attachments, vpcs } = twin.tenant;
  const routes = Object.entries(twin.gateways).flatMap(([gateway, { routes: rows }]) =>
    rows
      .filter(({ hop, loss }) => hop === 'interface' && loss === undefined)
      .map(({ destination }) => `${gateway} ${destination}`),
  );
  const pings = Object.values(vifs).flatMap(({ device, gateway }) =>
    Object.values(attachments)
      .filter((row) => row.gateway === gateway && device !== undefined)
      .flatMap((row) => vpcs[row.vpc]?.instances ?? [])
      .filter(({ id }) => probe(twin, { instance: id, host: device?.host ?? '' })?.forwardPing === true)
      .map(({ id }) => `${id} ${device?.host}`),
  );
  return new Set([...routes, ...pings]);
}

const id = 'drill-1';
const happening = (state: TenantState, ...events: readonly DrillEvent[]): TenantState =>
  events.reduce((now, event) => fold(tenant, now, [event], { version: now.version + 1, at: T0, by: 'lin' }), state);

const request = (target: DrillTarget, ask: boolean) =>
  ({ do: 'request-drill', id, target, minutes: 1, startAt: T0, ask }) as const;

/** The tenant with the drill asked for; undefined when it was refused. */
function asked(state: TenantState, sites: Sites, target: DrillTarget, ask = false): TenantState | undefined {
  const command = request(target, ask);
  const decision = tenant.decide(command, state, drillFactsOn({ tenant: state, sites }, lin, command));
  return decision.ok ? happening(state, ...(decision.events as DrillEvent[])) : undefined;
}

function started(scheduled: TenantState, sites: Sites): TenantState {
  const command = { do: 'start-drill', id } as const;
  const decision = tenant.decide(command, scheduled, drillFactsOn({ tenant: scheduled, sites }, job, command));
  if (!decision.ok) throw new Error(decision.refusal.code);
  return happening(scheduled, ...(decision.events as DrillEvent[]));
}

/** The tenant with the drill running, when the gate lets it through without a second approver. */
function running(state: TenantState, sites: Sites, target: DrillTarget): TenantState | undefined {
  const scheduled = asked(state, sites, target);
  return scheduled && started(scheduled, sites);
}

/** What may happen between the wish and the cut. */
const meanwhile = fc.constantFrom<(estate: Estate) => Estate>(
  (estate) => estate,
  (estate) => havingAtSite(estate, { do: 'router-down', router: 'lr-bj-b' }),
  (estate) => havingAtSite(estate, { do: 'line-dark', connection: 'conn-2', side: 'a' }),
  (estate) => having(estate, { do: 'delete-vif', id: 'vif-2' }),
);

describe('a drill that passes the gate', { timeout: 90_000 }, () => {
  it('isolates nothing that had a path, and cuts what it said', () => {
    let passed = 0;
    fc.assert(
      fc.property(estates, targets, ({ tenant: state, sites }, target) => {
        const before = reached(twinOf(state, sites));
        const cut = running(state, sites, target);
        if (!cut) return;
        passed += 1;
        expect(cut.drills[id]?.state).toBe('Running');
        const during = twinOf(cut, sites);
        const still = reached(during);
        expect([...before].filter((one) => !still.has(one))).toEqual([]);
        const down = new Set(cut.drills[id]?.forecast.losses.sessions);
        const up = reachOf(during).sessions.map((row) => `${row.vif} ${row.router}`);
        expect(up.filter((one) => down.has(one))).toEqual([]);
      }),
      { numRuns: 60 },
    );
    // Otherwise this says nothing.
    expect(passed).toBeGreaterThan(5);
  });

  it('does not start where it would isolate what nobody agreed to, whatever broke since it was asked for', () => {
    const seen = { Running: 0, Refused: 0 };
    fc.assert(
      fc.property(estates, targets, meanwhile, ({ tenant: state, sites }, target, change) => {
        const scheduled = asked(state, sites, target);
        if (!scheduled) return;
        const later = change({ tenant: scheduled, sites });
        const cut = started(later.tenant, later.sites);
        const now = cut.drills[id]?.state;
        if (now === 'Running' || now === 'Refused') seen[now] += 1;
        if (now !== 'Running') return;
        const during = reached(twinOf(cut, later.sites));
        expect([...reached(twinOf(later.tenant, later.sites))].filter((one) => !during.has(one))).toEqual([]);
      }),
      { numRuns: 25 },
    );
    expect(Math.min(seen.Running, seen.Refused)).toBeGreaterThan(0);
  });

  it('leaves the ground as it was once it is restored', () => {
    fc.assert(
      fc.property(estates, targets, ({ tenant: state, sites }, target) => {
        const cut = running(state, sites, target);
        if (!cut) return;
        const restored = happening(cut, { type: 'drill.restored', id, for: 'time', by: 'system' });
        const standing = (tenant: TenantState) => standingOf(outcomeIn({ tenant, sites }, region));
        expect(standing(restored)).toEqual(standing(state));
      }),
      { numRuns: 15 },
    );
  });
});
