// Routes fed from outside travel like any other; what is remembered about rules is what the rules say.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullTable } from '../../../bench/full-table/updates.ts';
import type { Network, Outcome, SideConfig } from '../../../src/engine/network/index.ts';
import { change, linesInUse, linesNetwork, outcomeOf, pathAt } from './lines.ts';

const feedOf = (shape: 'packed' | 'dfz', count: number) => ({
  do: 'feed' as const,
  node: 'cust',
  updates: new Uint8Array(fullTable(shape, count, { asPathStart: [7018], nextHop: 1 })),
});
const network = linesNetwork();
const fed = (outcome: Outcome): string[] => outcome.originated('cust').filter((prefix) => prefix !== '10.0.0.0/16');

describe.each(['packed', 'dfz'] as const)('a feed (%s)', (shape) => {
  const before = outcomeOf(network, [change(feedOf(shape, 60))]);

  it('reaches the gateway over both lines with every AS in front', () => {
    expect(fed(before)).toHaveLength(60);
    for (const prefix of fed(before)) {
      expect(linesInUse(before, prefix)).toBe('lr1 lr2');
      expect(pathAt(before, 'bgw', prefix)).toMatch(/^64512 65010 7018 /);
    }
  });

  it('stays over one line when a line router dies', () => {
    const after = outcomeOf(network, [change(feedOf(shape, 60)), change({ do: 'node-down', node: 'lr1' })]);
    for (const prefix of fed(after)) expect(linesInUse(after, prefix)).toBe('lr2');
    expect(Object.keys(after.best('bgw')).sort()).toEqual(Object.keys(before.best('bgw')).sort());
  });

  it('is the same twice', () => {
    const twice = outcomeOf(network, [change(feedOf(shape, 60)), change(feedOf(shape, 60))]);
    expect(twice.best('bgw')).toEqual(before.best('bgw'));
  });

  it('is gone when its last message cannot be read', () => {
    const cut = { ...feedOf(shape, 60), updates: feedOf(shape, 60).updates.slice(0, -1) };
    const after = outcomeOf(network, [change(feedOf(shape, 60)), change(cut)]);
    expect(fed(after)).toEqual([]);
    expect(Object.keys(after.best('bgw'))).toEqual(['10.0.0.0/16']);
  });

  it('does nothing at a node that speaks no BGP', () => {
    expect(outcomeOf(network, [change({ ...feedOf(shape, 5), node: 'vm1' })]).originated('vm1')).toEqual([]);
  });
});

const communities = ['65010:1', '65010:2', '65535:65281', '65535:65282', '65535:0'];
const ruleArbitrary = fc.record({
  match: fc.record(
    {
      prefix: fc.constantFrom('10.0.0.0/16', '192.168.0.0/24', '0.0.0.0/0'),
      le: fc.constant(32),
      community: fc.constantFrom(...communities),
    },
    { requiredKeys: [] },
  ),
  set: fc.record(
    {
      localPref: fc.constantFrom(50, 200),
      med: fc.constantFrom(0, 7),
      prepend: fc.constantFrom(1, 2),
      origin: fc.constantFrom('egp' as const, 'incomplete' as const),
      communities: fc.subarray(communities, { minLength: 1 }),
    },
    { requiredKeys: [] },
  ),
  action: fc.constantFrom('accept' as const, 'accept' as const, 'reject' as const),
});
const policyArbitrary = fc.record({ rules: fc.array(ruleArbitrary, { maxLength: 3 }) });
const sideArbitrary = fc.record({
  import: policyArbitrary,
  export: policyArbitrary,
  options: fc.record({ asOverride: fc.boolean(), allowOwnAs: fc.constantFrom(0, 0, 1) }),
});

/** Every side was told exactly what its peer's rule says, and chooses among exactly what its own rule lets in. */
function mustFollowRules(outcome: Outcome, { sessions }: Network): number {
  // Routes that never settle have no last word.
  if (outcome.oscillating.length > 0) return 0;
  let compared = 0;
  for (const { id, ...sides } of sessions) {
    for (const [from, at] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      const told = Object.entries(outcome.advertised(id, from)).filter(([, view]) => !('withheld' in view));
      const heard = outcome.received(id, at);
      expect(Object.keys(heard).sort()).toEqual(told.map(([prefix]) => prefix).sort());
      for (const [prefix, view] of told) expect(heard[prefix], `${id} ${prefix}`).toMatchObject(view);
      const side: SideConfig = sides[at];
      const best = outcome.best(side.node);
      for (const [prefix, { refused, nextHop }] of Object.entries(heard)) {
        const candidates = best[prefix]?.candidates ?? [];
        expect(candidates.includes(nextHop), `${id} ${prefix}`).toBe(refused === undefined);
        compared += 1;
      }
    }
  }
  return compared;
}

describe('with random policies', () => {
  it('what is remembered about a rule is what the rule says, before and after a line router died and came back', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(sideArbitrary, { minLength: 8, maxLength: 8 }), (changes) => {
        const plain = linesNetwork();
        const mixed: Network = {
          ...plain,
          sessions: plain.sessions.map((session, index) => ({
            ...session,
            a: { ...session.a, ...changes[index * 2] },
            b: { ...session.b, ...changes[index * 2 + 1] },
          })),
        };
        const down = change({ do: 'node-down', node: 'lr1' });
        const up = change({ do: 'node-up', node: 'lr1' });
        for (const steps of [[], [down], [down, up]])
          compared += mustFollowRules(outcomeOf(mixed, [change(feedOf('dfz', 6)), ...steps]), mixed);
      }),
      { numRuns: 25 },
    );
    // Policies that let nothing through would prove nothing.
    expect(compared).toBeGreaterThan(300);
  });
});
