/**
 * What one subject adds to the cost of a seating: the preference cost of its option, 0 to `dearestOption`; `move` more where it is parted
 * from yesterday's rahyar; `out[standing]` where it gets no seat. Standings: 0 for what has no tier, 1 to 4 for tiers, 5 for the pinned.
 */
export type Weights = { readonly move: number; readonly out: readonly number[]; readonly dearestPath: number };

/** Whom a person has given to a rahyar comes before every tier. */
export const PINNED_STANDING = 5;

/** How many steps of the highest weight a subject without a seat costs, by standing. */
const STEPS_OUT = [1, 4, 3, 2, 1, 5] as const;

/**
 * Weights by which one sum is as good as one level after the other.
 *
 * Two seatings differ by exchanges: chains of subjects, each taking the seat that the next gives up. A chain without repetition visits each
 * of the desks at most once, and "no seat" at most once; each stop is left by one option and entered by another. What the lower levels can
 * gain on it is less than one unit of the level above. For tiers the sum over many people does no harm either: the sets of subjects that
 * can be seated together form a matroid, and there every strictly falling weight gives the lexicographically greatest set. In full:
 * `docs/proof.md`.
 */
export function weightsFor(deskCount: number, dearestOption: number): Weights {
  const optionsOnChain = 2 * (deskCount + 1);
  const move = optionsOnChain * dearestOption + 1;
  const step = optionsOnChain * (move + dearestOption) + 1;
  const out = STEPS_OUT.map((steps) => steps * step);
  return { move, out, dearestPath: Math.max(...out) + 2 * step };
}
