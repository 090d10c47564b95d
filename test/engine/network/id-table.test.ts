// One id per pair or triple of numbers, also while the table grows.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SparseColumn, Waiting } from '../../../src/engine/network/column.ts';
import { IdTable } from '../../../src/engine/network/id-table.ts';

const number = fc.oneof(fc.nat(5), fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }));

describe.each([2, 3] as const)('a table of %d numbers', (width) => {
  it('gives equal keys one id and other keys another', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), { maxLength: 200 }), (keys) => {
        const table = new IdTable(width);
        const ids = keys.map((key) => table.intern(...key));
        const texts = keys.map((key) =>
          key
            .slice(0, width)
            .map((one) => one | 0)
            .join(),
        );
        expect(keys.map((key) => table.intern(...key))).toEqual(ids);
        expect(new Set(ids).size).toBe(new Set(texts).size);
        expect(table.size).toBe(new Set(texts).size);
        for (const [index, id] of ids.entries()) {
          const parts = [table.first(id), table.second(id), table.third(id)].slice(0, width);
          expect(parts.join()).toBe(texts[index]);
        }
      }),
    );
  });
});

it('an appended key is not found by looking', () => {
  const table = new IdTable();
  const appended = table.append(1, 2);
  expect(table.intern(1, 2)).not.toBe(appended);
  expect([table.first(appended), table.second(appended)]).toEqual([1, 2]);
});

it('a sparse column gives back what was put, and 0 elsewhere', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.nat(100_000).map(String), fc.integer({ min: 1, max: 9 })), (values) => {
      const column = new SparseColumn();
      for (const [id, value] of Object.entries(values)) column.set(Number(id), value);
      for (const id of Object.keys(values)) expect(column.get(Number(id))).toBe(values[id]);
      expect(column.get(100_001)).toBe(0);
    }),
  );
});

it('what waits is drained once, in the order it came', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(300), { maxLength: 80 }), { maxLength: 5 }), (turns) => {
      const waiting = new Waiting();
      for (const ids of turns) {
        for (const id of ids) waiting.add(id);
        expect(waiting.isEmpty).toBe(ids.length === 0);
        expect([...waiting.drain()]).toEqual([...new Set(ids)]);
        expect(waiting.isEmpty).toBe(true);
      }
    }),
  );
});
