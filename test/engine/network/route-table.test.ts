// One id per list of numbers and per route, from which everything put in is read again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RouteTable } from '../../../src/engine/network/route-table.ts';
import { SequenceTable } from '../../../src/engine/network/sequence-table.ts';

const u32 = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
const lists = fc.array(fc.array(u32, { maxLength: 5 }), { maxLength: 150 });

describe('a table of sequences', () => {
  it('gives equal lists one id, other lists another, the empty one 0', () => {
    fc.assert(
      fc.property(lists, (many) => {
        const table = new SequenceTable();
        const ids = many.map((list) => table.intern(list));
        expect(many.map((list) => table.intern(list))).toEqual(ids);
        expect(new Set(ids).size).toBe(new Set(many.map((list) => list.join())).size);
        expect(ids.map((id) => table.listAt(id))).toEqual(many);
        expect(table.intern([])).toBe(0);
      }),
    );
  });
});

describe('a table of routes', () => {
  const rest = { origin: 'igp', clusterList: [] } as const;
  const route = fc.record({
    asPath: fc.array(u32, { maxLength: 4 }),
    med: fc.option(fc.nat(2), { nil: undefined }),
    communities: fc.subarray(['65010:1', '65010:2', '65535:65281']),
    before: fc.array(fc.constantFrom(64512, 65000), { maxLength: 2 }),
    nextHop: fc.nat(2),
    from: fc.nat(2),
  });

  it('gives equal routes one id, other routes another, and never 0', () => {
    fc.assert(
      fc.property(fc.array(route, { maxLength: 150 }), (many) => {
        const table = new RouteTable();
        const idOf = ({ asPath, med, communities, before, nextHop, from }: (typeof many)[number]) => {
          const body = table.bodyOf(table.paths.intern(asPath), table.listOf(communities), med);
          return table.join(body, table.coreOf(rest, before, nextHop, from));
        };
        const ids = many.map(idOf);
        expect(many.map(idOf)).toEqual(ids);
        expect(ids).not.toContain(0);
        // A path is told apart from the same ASNs of which the first are in front of another body.
        expect(new Set(ids).size).toBe(new Set(many.map((one) => JSON.stringify(one))).size);
        for (const [at, { asPath, med, communities, before, nextHop, from }] of many.entries()) {
          const id = ids[at] ?? 0;
          const attributes = {
            ...rest,
            asPath: [...before, ...asPath],
            communities,
            ...(med !== undefined && { med }),
          };
          expect(table.at(id)).toEqual({ attributes, nextHop, from });
          expect(table.fromOf(id)).toBe(from);
          expect(table.lengthIn(id)).toBe(before.length + asPath.length);
          expect(table.neighborIn(id)).toBe([...before, ...asPath][0] ?? 0);
        }
      }),
    );
  });

  it('never denies an ASN that a path holds', () => {
    fc.assert(
      fc.property(fc.array(u32, { maxLength: 12 }), (asPath) => {
        const table = new RouteTable();
        const body = table.bodyOf(table.paths.intern(asPath), table.listOf([]), undefined);
        for (const asn of asPath) expect(table.mayHold(body, asn)).toBe(true);
        if (!asPath.includes(0)) expect(table.mayHold(body, 0)).toBe(false);
      }),
    );
  });
});
