import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortByKey, sortRoom } from './radix-sort.ts';

/** One digit, two and three, both sides of each border. Few keys, so that many are equal. */
const keyCounts = fc.constantFrom(1, 2, 9, 4_095, 4_096, 4_097, 2 ** 24 - 1, 2 ** 24, 2 ** 24 + 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32);
const rowsAndKeys = keyCounts.chain((keyCount) => {
  const highest = keyCount - 1;
  const key = fc.oneof(fc.constantFrom(0, highest, Math.floor(highest / 2)), fc.nat({ max: Math.min(highest, 2 ** 31 - 1) }));
  return fc.record({ keyCount: fc.constant(keyCount), keys: fc.array(key, { maxLength: 120, size: 'max' }), slack: fc.nat({ max: 3 }) });
});

describe('sortByKey', () => {
  it('gives what a stable comparison sort gives, in room of any greater size, used again and again', () => {
    fc.assert(
      fc.property(fc.array(rowsAndKeys, { minLength: 1, maxLength: 3 }), (slices) => {
        const room = sortRoom(Math.max(...slices.map(({ keys, slack }) => keys.length + slack)));
        for (const { keyCount, keys } of slices) {
          const rows = Uint32Array.from(keys, (_, position) => 7 * position);
          const expected = [...keys.entries()].sort((a, b) => a[1] - b[1]).map(([position]) => 7 * position);
          sortByKey(rows, Uint32Array.from(keys), keyCount, room);
          expect([...rows]).toEqual(expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});
