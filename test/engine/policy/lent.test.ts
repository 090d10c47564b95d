/** A role that the asker lent decides nothing of theirs: routes, quotas and drills, one row each. */
import { describe, expect, it } from 'vitest';
import { mayNotDecideAs } from '../../../src/engine/tenant/consent.ts';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { Role } from '../../../src/engine/tenant/lifecycle.ts';
import { given } from '../core/given.ts';
import { entry, gateway, line, staticRoute, vif, vifUp } from '../tenant/network/cloud.ts';
import { facts, T0 } from '../tenant/story.ts';

const acting = (movers: readonly Role[], lent: readonly { role: Role; from: string }[]) =>
  facts({ person: 'fei', movers, lent });

// biome-ignore format: rows
describe('who decides about what lin asked for', () => {
  it.each([
    ['an own role',                          ['reviewer'],          [],                                                                    undefined],
    ['a role lent by somebody else',         ['reviewer'],          [{ role: 'reviewer', from: 'rui' }],                                   undefined],
    ['a role lent by the asker',             ['reviewer'],          [{ role: 'reviewer', from: 'lin' }],                                   'own-request-lent'],
    ['lent by the asker and another',        ['reviewer'],          [{ role: 'reviewer', from: 'lin' }, { role: 'reviewer', from: 'rui' }], undefined],
    ['an own role beside a lent one',        ['reviewer', 'field'], [{ role: 'reviewer', from: 'lin' }],                                   undefined],
    ['no role at all: somebody else says so', ['finance'],          [],                                                                    undefined],
  ] as const)('%s', (_name, movers, lent, code) => {
    const refusal = mayNotDecideAs(acting(movers, lent), 'lin', ['reviewer', 'field']);
    expect(refusal && !refusal.ok ? refusal.refusal.code : undefined).toBe(code);
  });
});

const lent = acting(['reviewer'], [{ role: 'reviewer', from: 'lin' }]);
const routed = [
  line(),
  gateway(),
  vif('vif-1'),
  vifUp('vif-1'),
  staticRoute('route-1', '10.9.0.0/16', 'vif-1', 'pending-verification'),
];
const quota = entry({
  type: 'quota.asked',
  id: 'quota-1',
  quota: 'staticRoutesPerGateway',
  of: 'bgw-1',
  to: 200,
  from: 100,
  reason: 'growth',
  region: 'cn-north-1',
  by: 'lin',
});

it.each([
  ['verify-route', { do: 'verify-route', id: 'bgw-1', route: 'route-1' }],
  ['refuse-route', { do: 'refuse-route', id: 'bgw-1', route: 'route-1', reason: 'no such range' }],
  ['raise-quota', { do: 'raise-quota', id: 'quota-1' }],
  ['refuse-quota', { do: 'refuse-quota', id: 'quota-1', reason: 'too much' }],
] as const)('%s is refused to a role the asker lent', (_name, command) =>
  expect(given(tenant, [...routed, quota]).when(command, lent, T0).said).toBe('refused own-request-lent'),
);
