import type { Random } from './random.ts';

/** Draws an index with a probability in proportion to its weight, in constant time. */
export type AliasTable = (random: Random) => number;

/**
 * The alias method of A. J. Walker in the construction of M. D. Vose, "A Linear Algorithm for Generating Random Numbers with a Given
 * Distribution", 1991. Weights are not negative, and one at least is positive.
 */
export function createAliasTable(weights: readonly number[]): AliasTable {
  const count = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new Error('invariant: nothing to draw from');
  const stay = Float64Array.from(weights, (weight) => (weight * count) / total);
  const alias = Uint32Array.from(weights.keys());
  const small: number[] = [];
  const large: number[] = [];
  stay.forEach((share, index) => {
    (share < 1 ? small : large).push(index);
  });
  while (small.length > 0 && large.length > 0) {
    const less = small.pop() as number;
    const more = large.at(-1) as number;
    alias[less] = more;
    stay[more] = (stay[more] as number) - (1 - (stay[less] as number));
    if (stay[more] < 1) small.push(large.pop() as number);
  }
  for (const index of [...small, ...large]) stay[index] = 1;
  return (random) => {
    const index = random.below(count);
    return random.chance(stay[index] as number) ? index : (alias[index] as number);
  };
}
