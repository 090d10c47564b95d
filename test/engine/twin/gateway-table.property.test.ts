/** The effective table against a slow reference, for any candidates in any order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/engine/twin/gateway-rules.ts';
import { gatewayTable, inEffect } from '../../../src/engine/twin/gateway-table.ts';
import { referenceTable } from './reference.ts';
import { byHand, exported, learned } from './routes.ts';

/** Few and nested, so that everything meets everything. */
const range = fc.constantFrom(
  '10.0.0.0/8',
  '10.0.0.0/16',
  '10.0.0.0/24',
  '10.0.1.0/24',
  '10.1.0.0/16',
  '192.168.0.0/24',
);
const since = fc.integer({ min: 1, max: 6 });
const some: fc.Arbitrary<Candidate> = fc.oneof(
  fc.record({ vpc: fc.constantFrom('a', 'b', 'c'), range, since }).map((row) => exported(row.vpc, row.range, row)),
  fc
    .record({ on: fc.constantFrom('1', '2', '3', '4', '5', '6'), range, since, metric: fc.integer({ min: 2, max: 4 }) })
    .map((row) => learned(row.on, row.range, row)),
  fc
    .record({
      to: fc.constantFrom('att-a', 'vif-1', 'vif-2', 'vpn-1'),
      range,
      since,
      available: fc.boolean(),
      standing: fc.constantFrom(undefined, undefined, 'pending-verification' as const, 'rejected' as const),
    })
    .map(({ to, range: destination, standing, ...row }) =>
      byHand(to, destination, { ...row, ...(standing && { standing }) }),
    ),
);
const candidates = fc.uniqueArray(some, { selector: ({ id }) => id, maxLength: 16, size: 'max' });
const limit = fc.record({ dynamicRoutes: fc.integer({ min: 0, max: 12 }), ecmpLines: fc.integer({ min: 1, max: 4 }) });

describe('for any candidates', () => {
  it('nothing is in effect that the reference would not choose, and nothing is left out', () => {
    fc.assert(
      fc.property(candidates, limit, (all, most) => {
        const ids = inEffect(gatewayTable(all, most)).map(({ id }) => id);
        expect(ids.sort()).toEqual([...referenceTable(all, most)].sort());
      }),
      { numRuns: 2000 },
    );
  });

  it('their order does not matter', () => {
    fc.assert(
      fc.property(
        candidates.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        limit,
        ([all, shuffled], most) => {
          expect(gatewayTable(shuffled, most)).toEqual(gatewayTable(all, most));
        },
      ),
    );
  });

  it('every route not in effect says why, every other one does not', () => {
    fc.assert(
      fc.property(candidates, limit, (all, most) => {
        const { routes, dynamic } = gatewayTable(all, most);
        expect(routes).toHaveLength(all.length);
        for (const { loss } of routes) expect(loss === undefined || loss.clause.startsWith('domain')).toBe(true);
        const used = routes.filter(({ kind, loss }) => kind !== 'static' && loss === undefined).length;
        expect(used).toBe(dynamic.used);
        expect(used).toBeLessThanOrEqual(most.dynamicRoutes);
      }),
    );
  });
});
