/** For any estate and any change that waits: what the proof predicts is what comes, an edit or a change underneath voids it, anything else does not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/engine/core.ts';
import {
  agreedBy,
  outcomeIn,
  type Proof,
  proposalsOn,
  prove,
  standingOf,
  subjectsWaiting,
} from '../../../src/engine/proposal/index.ts';
import type { DrillCommand } from '../../../src/engine/tenant/drill/messages.ts';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { TenantCommand } from '../../../src/engine/tenant/messages.ts';
import type { TenantState } from '../../../src/engine/tenant/model.ts';
import { digest, drillFactsOn } from '../drill/drill-facts.ts';
import { facts, job, T0 } from '../tenant/story.ts';
import { type Estate, havingAtSite, lin, region, rui } from '../twin/estate.ts';
import { estates } from '../twin/random-estate.ts';

const runs = { numRuns: 20 };
/** Which of the things that wait; each proof is two simulations, so one a run. */
const pick = fc.nat({ max: 99 });
const one = <T>(rows: readonly T[], index: number): readonly T[] => rows.slice(index % rows.length).slice(0, 1);

const isDrillCommand = (command: TenantCommand): command is DrillCommand => command.do.endsWith('-drill');

/** By its own hand: no help from the proposal. */
function decided(estate: Estate, command: TenantCommand, actor = lin, proof?: Proof): TenantState | undefined {
  const known = isDrillCommand(command)
    ? drillFactsOn(estate, actor, command)
    : facts(actor, T0, proof ? { proof: proof.now } : {});
  const decision = tenant.decide(command, estate.tenant, known);
  if (!decision.ok || decision.events.length === 0) return undefined;
  return fold(tenant, estate.tenant, decision.events, { version: estate.tenant.version + 1, at: T0, by: 'x' });
}
const changed = (estate: Estate, command: TenantCommand, actor = lin): Estate => ({
  ...estate,
  tenant: decided(estate, command, actor) ?? estate.tenant,
});

const order: TenantCommand = {
  do: 'order',
  connection: 'conn-9',
  fields: { name: 'line-9', region, port: '10GBASE-LR', autoPay: false },
  again: false,
};
const more = (to: number): TenantCommand => ({
  do: 'ask-quota',
  id: 'quota-1',
  quota: 'dynamicRoutesPerGateway',
  of: 'bgw-1',
  to,
  reason: 'growth',
});
const statics = [1, 2, 3].map(
  (on): TenantCommand => ({
    do: 'add-static-route',
    id: 'bgw-1',
    route: `rt-waiting-${on}`,
    destination: `10.${20 + on}.0.0/16`,
    nextHop: `vif-${on}`,
  }),
);

const drill: DrillCommand = {
  do: 'request-drill',
  id: 'drill-1',
  target: { kind: 'line', connection: 'conn-1' },
  minutes: 30,
  startAt: T0,
  ask: true,
};

/** A random estate in which an order, a quota and, where there is something for them, static routes and a drill wait. */
const waitingEstates = estates.map((estate) =>
  [order, more(400), ...statics, drill].reduce((at, one) => changed(at, one), estate),
);

const agreements = ({ tenant: state }: Estate): readonly TenantCommand[] =>
  subjectsWaiting(state)
    .flatMap((subject) => proposalsOn(state, subject))
    .map(({ kind, subject, key }): TenantCommand => {
      if (kind === 'drill') return { do: 'approve-drill', id: subject };
      if (kind === 'static-route') return { do: 'verify-route', id: subject, route: key };
      return kind === 'quota' ? { do: 'raise-quota', id: subject } : { do: 'approve', connection: subject };
    });

function proofOf(estate: Estate, command: TenantCommand): Proof {
  const proposal = agreedBy(estate.tenant, command);
  if (!proposal) throw new Error(`${command.do} agrees to nothing`);
  return prove(proposal, estate, digest);
}
/** What was agreed to takes effect at once; a drill when its cut is made. */
const startedIn = (estate: Estate, { do: what }: TenantCommand): TenantState | undefined =>
  what === 'approve-drill' ? decided(estate, { do: 'start-drill', id: drill.id }, job) : estate.tenant;

const hashOf = (estate: Estate, command: TenantCommand): string | undefined =>
  agreedBy(estate.tenant, command) && proofOf(estate, command).now.hash;

describe('for any estate and anything that waits in it', () => {
  it('what the proof predicts is the state after it was agreed to', () => {
    let agreed = 0;
    fc.assert(
      fc.property(waitingEstates, pick, (estate, index) => {
        for (const command of one(agreements(estate), index)) {
          const proof = proofOf(estate, command);
          const seen = { ...command, proof: proof.now.hash } as TenantCommand;
          const agreedTo = decided(estate, seen, rui, proof);
          const after = agreedTo && startedIn({ ...estate, tenant: agreedTo }, command);
          expect(after).toBeDefined();
          if (!after) return;
          expect(standingOf(outcomeIn({ tenant: after, sites: estate.sites }, region))).toEqual(proof.end);
          agreed += 1;
        }
      }),
      runs,
    );
    expect(agreed).toBe(runs.numRuns);
  });

  it('an edit of what is asked for voids it, and the void proof is refused', () => {
    const edits: readonly (readonly [TenantCommand, TenantCommand])[] = [
      [
        { do: 'approve', connection: 'conn-9' },
        { do: 'edit', connection: 'conn-9', fields: { name: 'renamed' } },
      ],
      [
        { do: 'approve', connection: 'conn-9' },
        { do: 'edit', connection: 'conn-9', fields: { description: 'x' } },
      ],
      [{ do: 'raise-quota', id: 'quota-1' }, more(500)],
    ];
    fc.assert(
      fc.property(waitingEstates, fc.constantFrom(...edits), (estate, [command, edit]) => {
        const before = proofOf(estate, command);
        const after = changed(estate, edit);
        const now = proofOf(after, command);
        expect(now.now.hash).not.toBe(before.now.hash);
        const decision = tenant.decide(
          { ...command, proof: before.now.hash } as TenantCommand,
          after.tenant,
          facts(rui, T0, { proof: now.now }),
        );
        expect(decision).toMatchObject({ ok: false, refusal: { code: 'proof-void' } });
      }),
      runs,
    );
  });

  const underneath = fc.constantFrom<(estate: Estate) => Estate>(
    (estate) => changed(estate, { do: 'delete-vif', id: 'vif-1' }),
    (estate) => changed(estate, { do: 'delete-vif', id: 'vif-2' }),
    (estate) => changed(estate, { do: 'remove-static-route', id: 'bgw-1', route: 'rt-waiting-1' }),
    (estate) => havingAtSite(estate, { do: 'router-down', router: 'lr-bj-b' }),
    (estate) => havingAtSite(estate, { do: 'line-dark', connection: 'conn-1', side: 'a' }),
  );

  it('a change underneath voids it exactly when the network or what would come of it is another', () => {
    const seen = { voided: 0, kept: 0 };
    fc.assert(
      fc.property(waitingEstates, underneath, pick, (estate, change, index) => {
        const later = change(estate);
        const moved = (command: TenantCommand) => {
          const [was, is] = [proofOf(estate, command), proofOf(later, command)];
          return JSON.stringify([was.start, was.end]) !== JSON.stringify([is.start, is.end]);
        };
        const still = agreements(estate).filter((command) => agreedBy(later.tenant, command));
        for (const command of one(still, index)) {
          const voided = hashOf(later, command) !== hashOf(estate, command);
          expect(voided).toBe(moved(command));
          seen[voided ? 'voided' : 'kept'] += 1;
        }
      }),
      runs,
    );
    expect(Math.min(seen.voided, seen.kept)).toBeGreaterThan(0);
  });

  it('a drill that was approved is cut as proven, and not at all on another network', () => {
    const seen = { cut: 0, voided: 0 };
    const approve = { do: 'approve-drill', id: drill.id } as const;
    const kept = fc.constant((estate: Estate) => estate);
    fc.assert(
      fc.property(waitingEstates, fc.oneof(kept, underneath), (estate, change) => {
        if (!agreedBy(estate.tenant, approve)) return;
        const proof = proofOf(estate, approve);
        const approved = decided(estate, { ...approve, proof: proof.now.hash }, rui);
        expect(approved?.drills[drill.id]).toMatchObject({ state: 'Scheduled', proof: { hash: proof.now.hash } });
        if (!approved) return;
        const later = change({ ...estate, tenant: approved });
        const after = startedIn(later, approve);
        const cut = after?.drills[drill.id]?.state === 'Running';
        const start = standingOf(outcomeIn(later, region));
        // Two networks that give the same and lead to the same share a proof.
        if (cut) expect(standingOf(outcomeIn({ ...later, tenant: after }, region))).toEqual(proof.end);
        if (cut) expect(start).toEqual(proof.start);
        seen[cut ? 'cut' : 'voided'] += 1;
      }),
      runs,
    );
    expect(Math.min(seen.cut, seen.voided)).toBeGreaterThan(0);
  });

  it('what has nothing to do with it does not void it', () => {
    const unrelated = fc.constantFrom<TenantCommand>(
      { do: 'create-gateway', id: 'bgw-far', name: 'far', region: 'cn-south-1' },
      { do: 'edit-gateway', id: 'bgw-1', name: 'renamed' },
      {
        do: 'order',
        connection: 'conn-10',
        fields: { ...order.fields, name: 'far', region: 'cn-south-1' },
        again: false,
      },
      { do: 'start-test', id: 'vif-1' },
      { do: 'nudge', connection: 'conn-9' },
      { do: 'record-checks', connection: 'conn-9', checks: [] },
    );
    fc.assert(
      fc.property(waitingEstates, unrelated, pick, (estate, command, index) => {
        const later = changed(estate, command);
        for (const agreed of one(agreements(estate), index)) expect(hashOf(later, agreed)).toBe(hashOf(estate, agreed));
      }),
      runs,
    );
  });
});
