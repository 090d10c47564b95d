// The decision process, one elimination per row, and its independence of arrival order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, type DecisionRules, decide } from '../../../src/engine/network/decision.ts';
import type { AttributeSet } from '../../../src/engine/network/path-attributes.ts';

type Short = Partial<AttributeSet> & Partial<Omit<Candidate, 'attributes'>>;

function candidate(peer: number, short: Short = {}): Candidate {
  const { resolvable = true, external = true, peerRouterId = peer, peerAddress = peer, nextHop = peer, ...set } = short;
  const attributes: AttributeSet = { asPath: [1], origin: 'igp', communities: [], clusterList: [], ...set };
  return { peer, attributes, nextHop, resolvable, external, peerRouterId, peerAddress };
}
const ONE: DecisionRules = { multipath: 1, multipathRelax: false, alwaysCompareMed: false };
const FOUR: DecisionRules = { multipath: 4, multipathRelax: false, alwaysCompareMed: false };
const RELAXED: DecisionRules = { ...FOUR, multipathRelax: true };

// biome-ignore format: rows
const DUELS: [string, Short, Short, string, string][] = [
  ['usable next hop',             {},                                            { localPref: 900, resolvable: false },         'next-hop-unreachable',   'RFC 4271 §9.1.2.1'],
  ['LOCAL_PREF before length',    { localPref: 300, asPath: [1, 2, 2, 2] },      { localPref: 200, asPath: [1] },               'local-pref',             'RFC 4271 §9.1.2'],
  ['LOCAL_PREF 100 when absent',  { localPref: 101 },                            {},                                            'local-pref',             'RFC 4271 §9.1.2'],
  ['AS_PATH length',              { asPath: [1, 2], origin: 'incomplete' },      { asPath: [1, 2, 3] },                         'as-path-length',         'RFC 4271 §9.1.2.2 a'],
  ['ORIGIN igp < egp',            { origin: 'igp', med: 9 },                     { origin: 'egp', med: 1 },                     'origin',                 'RFC 4271 §9.1.2.2 b'],
  ['ORIGIN egp < incomplete',     { origin: 'egp' },                             { origin: 'incomplete' },                      'origin',                 'RFC 4271 §9.1.2.2 b'],
  ['MED within one neighbour AS', { med: 10, external: false },                  { med: 50 },                                   'med',                    'RFC 4271 §9.1.2.2 c'],
  ['a missing MED is 0',          {},                                            { med: 1 },                                    'med',                    'RFC 4271 §9.1.2.2 c'],
  ['eBGP over iBGP',              { peerRouterId: 9 },                           { peerRouterId: 1, external: false },          'external-over-internal', 'RFC 4271 §9.1.2.2 d'],
  ['lowest router id',            { peerRouterId: 1, peerAddress: 9 },           { peerRouterId: 2, peerAddress: 1 },           'router-id',              'RFC 4271 §9.1.2.2 f, RFC 4456 §9'],
  ['ORIGINATOR_ID replaces it',   { peerRouterId: 9, originatorId: 1 },          { peerRouterId: 2 },                           'router-id',              'RFC 4271 §9.1.2.2 f, RFC 4456 §9'],
  ['shorter CLUSTER_LIST',        { peerRouterId: 1, clusterList: [7] },         { peerRouterId: 1, clusterList: [7, 8] },      'cluster-list-length',    'RFC 4456 §9'],
  ['lowest peer address',         { peerRouterId: 1, peerAddress: 1 },           { peerRouterId: 1, peerAddress: 2 },           'peer-address',           'RFC 4271 §9.1.2.2 g'],
];

describe('of two routes', () => {
  it.each(DUELS)('%s', (_, winner, loser, reason, clause) => {
    // The loser has the lower number, so the input order would prefer it.
    const choice = decide([candidate(1, loser), candidate(2, winner)], ONE);
    expect(choice.best?.peer).toBe(2);
    expect(choice.lost).toEqual([expect.objectContaining({ peer: 1, reason, clause })]);
  });
});

// biome-ignore format: rows
const SETS: [string, Short[], DecisionRules, number[]][] = [
  ['MED is not compared across neighbour ASes',     [{ asPath: [10], med: 500 }, { asPath: [20], med: 10 }],                                              RELAXED, [0, 1]],
  ['unless told to',                                [{ asPath: [10], med: 500 }, { asPath: [20], med: 10 }],            { ...RELAXED, alwaysCompareMed: true }, [1]],
  ['MED groups first: p2 wins, not p1 or p3',       [{ asPath: [1], med: 100 }, { asPath: [2], med: 50 }, { asPath: [1], med: 50 }],                          ONE, [1]],
  ['equal up to the cut share the load',            [{}, {}, {}],                                                                                            FOUR, [0, 1, 2]],
  ['the limit keeps the lowest router ids',         [{}, {}, {}, {}],                                                                   { ...FOUR, multipath: 2 }, [0, 1]],
  ['without relax: the same neighbour AS is enough', [{ asPath: [1, 7] }, { asPath: [1, 8] }],                                                               FOUR, [0, 1]],
  ['without relax: another neighbour AS is not',    [{ asPath: [1, 7] }, { asPath: [2, 7] }],                                                                FOUR, [0]],
  ['with relax: equal length is enough',            [{ asPath: [1, 7] }, { asPath: [2, 8] }],                                                             RELAXED, [0, 1]],
  ['internal, without relax: the same path',        [{ asPath: [1, 7], external: false }, { asPath: [1, 8], external: false }],                              FOUR, [0]],
  ['eBGP and iBGP never share',                     [{}, { external: false }],                                                                            RELAXED, [0]],
  ['nothing usable, nothing chosen',                [{ resolvable: false }, { resolvable: false }],                                                       RELAXED, []],
];

describe('of a set', () => {
  it.each(SETS)('%s', (_, shorts, rules, used) => {
    const choice = decide(
      shorts.map((short, index) => candidate(index, short)),
      rules,
    );
    expect(choice.used.map(({ peer }) => peer)).toEqual(used);
    expect(choice.best?.peer).toBe(used[0]);
  });

  it('tells the losing and the winning value', () => {
    const { lost } = decide([candidate(0, { asPath: [1, 2, 3, 4] }), candidate(1, { asPath: [1, 2] })], ONE);
    expect(lost).toEqual([
      { peer: 0, nextHop: 0, reason: 'as-path-length', clause: 'RFC 4271 §9.1.2.2 a', value: 4, winning: 2 },
    ]);
  });
});

const shortArbitrary = fc.record({
  localPref: fc.constantFrom(100, 200),
  asPath: fc.array(fc.constantFrom(1, 2), { minLength: 1, maxLength: 3 }),
  origin: fc.constantFrom('igp' as const, 'incomplete' as const),
  med: fc.nat(2),
  external: fc.boolean(),
  resolvable: fc.boolean(),
  peerRouterId: fc.nat(3),
});
const rulesArbitrary = fc.record({
  multipath: fc.integer({ min: 1, max: 4 }),
  multipathRelax: fc.boolean(),
  alwaysCompareMed: fc.boolean(),
});

describe('any decision', () => {
  it('does not depend on the order of arrival', () => {
    fc.assert(
      fc.property(
        fc.array(shortArbitrary, { maxLength: 6 }),
        rulesArbitrary,
        fc.infiniteStream(fc.nat()),
        (shorts, rules, dice) => {
          const set = shorts.map((short, index) => candidate(index, short));
          const shuffled = set
            .map((one) => ({ one, at: dice.next().value }))
            .sort((l, r) => l.at - r.at)
            .map(({ one }) => one);
          expect(decide(shuffled, rules).used).toEqual(decide(set, rules).used);
        },
      ),
    );
  });

  it('accounts for every candidate exactly once: used or lost', () => {
    fc.assert(
      fc.property(fc.array(shortArbitrary, { maxLength: 6 }), rulesArbitrary, (shorts, rules) => {
        const set = shorts.map((short, index) => candidate(index, short));
        const { used, lost } = decide(set, rules);
        const named = [...used, ...lost].map(({ peer }) => peer).sort((left, right) => left - right);
        expect(named).toEqual(set.map(({ peer }) => peer));
        expect(used.length).toBeLessThanOrEqual(rules.multipath);
      }),
    );
  });
});
