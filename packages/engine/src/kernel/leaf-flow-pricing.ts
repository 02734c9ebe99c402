import type { Basis } from './leaf-flow-basis.ts';
import type { LeafFlowProblem } from './leaf-flow-problem.ts';

/** What enters the basis: an option of a leaf, or an arc, with its reduced cost, negative, along the way that its flow will change. */
export type Entering = { leaf: number; arc: number; reduced: number };

/** Finds the option of least reduced cost among these leaves, if one is negative. */
export function priceLeaves(
  { supply, start, optionHead, optionCost }: LeafFlowProblem,
  { option, tree: { potential } }: Basis,
  from: number,
  to: number,
  entering: Entering,
): boolean {
  let least = 0;
  for (let leaf = from; leaf < to; leaf++) {
    const present = option[leaf] as number;
    const spent = (optionCost[present] as number) - (potential[optionHead[present] as number] as number);
    let bound = spent + least;
    const last = start[leaf + 1] as number;
    for (let k = start[leaf] as number; k < last; k++) {
      const price = (optionCost[k] as number) - (potential[optionHead[k] as number] as number);
      if (price < bound && supply[leaf] !== 0) {
        bound = price;
        least = price - spent;
        entering.leaf = leaf;
        entering.arc = k;
      }
    }
  }
  entering.reduced = least;
  return least < 0;
}

/** Finds the arc of least reduced cost in this range, if one is negative. */
export function priceArcs(
  { tail, head, cost }: LeafFlowProblem,
  { state, tree: { potential } }: Basis,
  from: number,
  to: number,
  entering: Entering,
): boolean {
  let least = 0;
  for (let arc = from; arc < to; arc++) {
    const reduced =
      (state[arc] as number) *
      ((cost[arc] as number) + (potential[tail[arc] as number] as number) - (potential[head[arc] as number] as number));
    if (reduced < least) {
      least = reduced;
      entering.arc = arc;
    }
  }
  entering.reduced = least;
  return least < 0;
}

/**
 * All leaves in the order in which they are moved first: of each block the one that gains most by its cheapest option, then of each block
 * the next, and so on. That is about what pricing block by block would choose while all are out, at one look at each leaf.
 */
export function byGainInBlocks({ start, optionCost }: LeafFlowProblem, option: Int32Array, blockSize: number): Int32Array {
  const leafCount = option.length;
  const gain = new Float64Array(leafCount);
  const sorted = new Int32Array(leafCount);
  for (let leaf = 0; leaf < leafCount; leaf++) {
    const spent = optionCost[option[leaf] as number] as number;
    let most = 0;
    const last = start[leaf + 1] as number;
    for (let k = start[leaf] as number; k < last; k++) most = Math.max(most, spent - (optionCost[k] as number));
    gain[leaf] = most;
    let at = leaf;
    for (; at % blockSize !== 0 && (gain[sorted[at - 1] as number] as number) < most; at--) sorted[at] = sorted[at - 1] as number;
    sorted[at] = leaf;
  }
  const order = new Int32Array(leafCount);
  let count = 0;
  for (let rank = 0; rank < blockSize; rank++) {
    for (let at = rank; at < leafCount; at += blockSize) order[count++] = sorted[at] as number;
  }
  return order;
}
