import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTupleTable } from './tuple-table.ts';

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe('a tuple table', () => {
  it('gives equal tuples one index, in the order first seen, like a map over their texts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.array(fc.oneof(int32, fc.constantFrom(0, 1, -1)), { minLength: 4, maxLength: 4 })),
        (width, rows) => {
          const table = createTupleTable(width);
          const model = new Map<string, number>();
          for (const row of rows) {
            const tuple = row.slice(0, width);
            const text = tuple.join();
            if (!model.has(text)) model.set(text, model.size);
            table.key.set(tuple);
            const index = table.intern();
            expect(index).toBe(model.get(text));
            expect(tuple.map((_value, position) => table.at(index, position))).toEqual(tuple);
          }
          expect(table.size()).toBe(model.size);
        },
      ),
    );
  });

  it('interns many at once as it does one after the other', () => {
    const tuples = fc.record({
      width: fc.integer({ min: 1, max: 8 }),
      count: fc.nat({ max: 4_000 }),
      kinds: fc.constantFrom(1, 50, 3_000),
      known: fc.nat({ max: 600 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(tuples, ({ width, count, kinds, known, seed }) => {
        const rows = Int32Array.from(
          { length: count * width },
          (_, at) => (Math.imul(Math.floor(at / width) + seed, 0x9e3779b1) >>> 0) % (at % width === 0 ? kinds : 3),
        );
        const [one, many] = [createTupleTable(width), createTupleTable(width)];
        for (const table of [one, many]) {
          for (let value = 0; value < known; value++) {
            table.key.fill(value);
            table.intern();
          }
        }
        const into = new Int32Array(count);
        many.internRows(rows, count, into);
        const expected = Array.from(into, (_, row) => {
          one.key.set(rows.subarray(row * width, (row + 1) * width));
          return one.intern();
        });
        expect([...into]).toEqual(expected);
        expect([...many.tuples()]).toEqual([...one.tuples()]);
      }),
    );
  });

  it('grows past every power of two', () => {
    const table = createTupleTable(2);
    for (let value = 0; value < 5_000; value++) {
      table.key.set([value, -value]);
      expect(table.intern()).toBe(value);
    }
    for (let value = 0; value < 5_000; value++) {
      table.key.set([value, -value]);
      expect(table.intern()).toBe(value);
    }
  });
});
