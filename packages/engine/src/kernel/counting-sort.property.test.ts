import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingSort } from './counting-sort.ts';

describe('countingSort', () => {
  it('sorts like a stable comparison sort, and tells where each key begins', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 7 })), fc.infiniteStream(fc.boolean()), (keys, taken) => {
        const rows = keys.flatMap((_key, row) => (taken.next().value === true ? [row] : []));
        const expected = rows.toSorted((a, b) => (keys[a] as number) - (keys[b] as number));
        const { sorted, start } = countingSort(Uint32Array.from(rows), Uint32Array.from(keys), 8);
        expect([...sorted]).toEqual(expected);
        expect([...start]).toEqual(Array.from({ length: 9 }, (_, key) => rows.filter((row) => (keys[row] as number) < key).length));
      }),
    );
  });
});
