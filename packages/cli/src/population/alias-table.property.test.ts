import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAliasTable } from './alias-table.ts';
import { createRandom } from './random.ts';

const weights = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000 })), { minLength: 1, maxLength: 30 })
  .filter((list) => list.some((weight) => weight > 0));

describe('createAliasTable', () => {
  it('draws only what has a weight, as often as its weight says', () => {
    fc.assert(
      fc.property(weights, fc.nat(), (list, seed) => {
        const draw = createAliasTable(list);
        const random = createRandom(seed, 1);
        const drawn = new Uint32Array(list.length);
        const count = 4_000;
        for (let round = 0; round < count; round++) {
          const index = draw(random);
          drawn[index] = (drawn[index] as number) + 1;
        }
        const total = list.reduce((sum, weight) => sum + weight, 0);
        list.forEach((weight, index) => {
          const share = weight / total;
          const deviation = Math.sqrt(count * share * (1 - share));
          expect(Math.abs((drawn[index] as number) - count * share)).toBeLessThanOrEqual(6 * deviation + (weight > 0 ? 3 : 0));
        });
      }),
    );
  });

  it('refuses weights of which none is positive', () => {
    for (const none of [[], [0], [0, 0], [Number.NaN]]) expect(() => createAliasTable(none)).toThrow('invariant');
  });
});
