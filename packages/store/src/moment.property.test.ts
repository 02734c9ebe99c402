import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantOf, msOf } from './moment.ts';

const moments = fc.oneof(
  fc.integer({ min: Date.UTC(1899, 0, 1), max: Date.UTC(2201, 0, 1) }),
  fc.integer({ min: -8.64e15, max: 8.64e15 }),
  fc.integer({ min: -30_000, max: 90_000 }).map((day) => day * 86_400_000),
  fc.integer({ min: -30_000, max: 90_000 }).map((day) => day * 86_400_000 - 1),
);

it('spells a moment as a Date does, and reads it back', () => {
  fc.assert(
    fc.property(moments, (ms) => {
      expect(instantOf(ms)).toBe(new Date(ms).toISOString());
      expect(msOf(instantOf(ms))).toBe(ms);
    }),
    { numRuns: 1_000 },
  );
});

it('refuses what is no moment', () => {
  for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1]) expect(() => instantOf(ms)).toThrow(RangeError);
});
