import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alike } from './alike.ts';

/** Things described by up to four numbers, of which few enough differ that many are alike, or so many that tables have to grow. */
const things = fc
  .record({
    total: fc.nat({ max: 3_000 }),
    width: fc.integer({ min: 1, max: 4 }),
    kinds: fc.constantFrom(1, 7, 300, 2_000),
    seed: fc.nat(),
  })
  .map(({ total, width, kinds, seed }) => {
    const descriptions = Array.from({ length: total }, (_, thing) => {
      const kind = Math.imul(thing + seed, 0x9e3779b1) >>> 0;
      return Array.from({ length: width }, (_value, at) => (at === width - 1 ? kind % kinds : (kind % kinds) % (at + 2)) - 1);
    });
    return { total, width, descriptions };
  });

describe('alike', () => {
  it('counts together what a map over written descriptions counts together, in the same order', () => {
    fc.assert(
      fc.property(things, ({ total, width, descriptions }) => {
        const sizes = new Map<string, number>();
        for (const description of descriptions) sizes.set(description.join(), (sizes.get(description.join()) ?? 0) + 1);
        const found = alike(total, width, (thing, into, offset) => into.set(descriptions[thing] as number[], offset));
        expect(found.sizes).toEqual([...sizes.values()]);
        const described = found.sizes.map((_, kind) => Array.from({ length: width }, (_value, at) => found.at(kind, at)).join());
        expect(described).toEqual([...sizes.keys()]);
      }),
      { numRuns: 60 },
    );
  });
});
