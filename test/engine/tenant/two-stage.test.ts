/** Two approvals on two proofs: a yes counts for the proof it was given on, and for no other. */
import { expect, it } from 'vitest';
import type { Changed } from '../../../src/engine/policy/rules.ts';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { TenantEvent } from '../../../src/engine/tenant/messages.ts';
import { given, type Past } from '../core/given.ts';
import { connection, facts, fields, T0 } from './story.ts';

const policy: Changed = { order: { stages: [{ role: 'reviewer', count: 2 }], stepUp: false } };
const reviewer = (person: string, hash: string) =>
  facts({ person, movers: ['reviewer'] }, T0, { policy, proof: { hash, site: 1, harms: false } });

const ordered = {
  at: T0,
  by: 'lin',
  events: [{ type: 'connection.ordered' as const, connection, by: 'lin', ...fields }],
};
const first: Past<TenantEvent> = {
  at: T0,
  by: 'rui',
  events: [
    {
      type: 'approval.given',
      connection,
      by: 'rui',
      role: 'reviewer',
      open: { role: 'reviewer', given: 1, count: 2 },
      proof: { hash: 'a', site: 1 },
    },
  ],
};
const approve = { do: 'approve', connection } as const;

it('the second yes on the same proof is the last', () =>
  expect(given(tenant, [ordered, first]).when(approve, reviewer('mia', 'a')).said).toMatch(/^connection\.approved/));

it('voided halfway, the first yes counts no more: one of two, and whoever gave it is asked again', () => {
  const { said, after, decision } = given(tenant, [ordered, first]).when(approve, reviewer('mia', 'b'));
  expect(said).toBe('approval.given');
  expect(decision).toMatchObject({ events: [{ open: { given: 1, count: 2 }, proof: { hash: 'b' } }] });
  expect(after.connections[connection]?.state).toBe('Ordering');
  const again: Past<TenantEvent> = { ...first, by: 'mia', events: decision.ok ? decision.events : [] };
  expect(given(tenant, [ordered, first, again]).when(approve, reviewer('rui', 'b')).said).toMatch(
    /^connection\.approved/,
  );
});
