/** The random lives are worth looking at: they come to every event and to the refusals that matter. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vifStates } from '../../../../src/engine/tenant/network/vif-lifecycle.ts';
import { anyLife, live } from './random-cloud.ts';

describe('the lives these tests draw', () => {
  const turns = fc.sample(anyLife, { numRuns: 300, seed: 7 }).flatMap((life) => live(life).turns);
  const happened = new Set(
    turns.flatMap(({ decision }) => (decision.ok ? decision.events.map(({ type }) => type) : [])),
  );
  const said = new Set(turns.flatMap(({ decision }) => (decision.ok ? [] : [decision.refusal.code])));

  it('reach every state of an interface', () => {
    const reached = turns.flatMap(({ after }) => Object.values(after.vifs).map(({ state }) => state));
    expect(new Set(reached)).toEqual(new Set(vifStates));
  });

  // biome-ignore format: words
  it.each([
    'vpc.created', 'vpc.deleted', 'subnet.added', 'subnet.removed', 'subnet.bound', 'instance.added', 'instance.security-set',
    'instance.removed', 'route-table.added', 'route-table.removed', 'vpc-route.added', 'vpc-route.removed', 'propagation.set',
    'gateway.created', 'gateway.edited', 'gateway.deleted', 'static-route.requested', 'static-route.verified',
    'static-route.refused', 'static-route.removed', 'attachment.created', 'attachment.edited', 'attachment.deleted',
    'vif.created', 'vif.edited', 'vif.device-set', 'vif.observed', 'vif.up', 'vif.down', 'vif.test-started', 'vif.tested',
    'vif.key-revealed', 'vif.deleting', 'vif.deleted', 'connection.failed', 'deletion.started',
  ] as const)('come to %s', (type) => expect(happened).toContain(type));

  // biome-ignore format: words
  it.each([
    'over-quota', 'in-use', 'overlap', 'address-taken', 'vlan-taken', 'attached-already', 'other-region', 'not-attached',
    'static-ecmp', 'own-request', 'vif-not-ready', 'connection-not-available', 'not-now', 'key-revealed', 'local-wins',
  ])('are refused with %s', (code) => expect(said).toContain(code));
});
